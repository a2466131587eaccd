import { byId } from "./dom.ts";
import { readSetting, writeSetting } from "./settings.ts";

const NAMESPACE = /^[a-z0-9]+(?:[._-][a-z0-9]+)*(?::\d+)?(?:\/[a-z0-9]+(?:[._-][a-z0-9]+)*)*$/;
const NONE = "your-namespace";

/** The switch between the public registry, a mirror and the reader's own namespace. */
export function startRegistry(): void {
  const { dataset } = document.documentElement;
  const field = byId<HTMLInputElement>("namespace");
  const options = document.querySelectorAll<HTMLInputElement>("input[name=registry]");
  if (!field) return;
  field.value = readSetting("namespace") ?? "";

  const show = (): void => {
    for (const option of options) option.checked = option.value === dataset["registry"];
    fillNamespace(document);
  };
  for (const option of options)
    option.addEventListener("change", () => {
      dataset["registry"] = option.value;
      writeSetting("registry", option.value);
      show();
      if (option.value === "own") field.focus();
    });
  field.addEventListener("input", () => {
    const isValid = field.value === "" || NAMESPACE.test(field.value);
    field.setAttribute("aria-invalid", String(!isValid));
    if (isValid) writeSetting("namespace", field.value);
    fillNamespace(document);
  });
  show();
}

/** Writes the reader's namespace wherever a page leaves it open. */
export function fillNamespace(within: ParentNode): void {
  const value = byId<HTMLInputElement>("namespace")?.value ?? "";
  const shown = NAMESPACE.test(value) ? value : NONE;
  for (const place of within.querySelectorAll(".own-namespace")) place.textContent = shown;
}
