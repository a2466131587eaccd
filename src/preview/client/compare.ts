import { addCopyButtons } from "./copy.ts";
import { byId } from "./dom.ts";
import { morph } from "./morph.ts";

/** The switch that shows a guide beside its committed version. */
export function startCompare(): void {
  const button = byId("compare-toggle");
  const section = byId("compare");
  if (!button || !section) return;
  button.addEventListener("click", () => {
    const isOn = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(isOn));
    document.documentElement.toggleAttribute("data-comparing", isOn);
    section.hidden = !isOn;
    refreshCompare();
    if (isOn) scrollTo({ top: 0 });
  });
  section.addEventListener("change", () => showAs(section));
}

/** Fetches the comparison again, where it is open; a built site has it in the page. */
export function refreshCompare(): void {
  const section = byId("compare");
  const { live, base, guide } = document.documentElement.dataset;
  if (!section || section.hidden) return;
  if (live === undefined) return showAs(section);
  void fetch(`${base}compare/${guide}.html`).then(async (response) => {
    if (!response.ok) return;
    morph(section, await response.text());
    addCopyButtons(section);
    showAs(section);
  });
}

function showAs(section: HTMLElement): void {
  const chosen = section.querySelector<HTMLInputElement>("input[name=compare-as]:checked")?.value ?? "rendered";
  for (const kind of ["rendered", "text"])
    for (const view of section.querySelectorAll<HTMLElement>(`.compare-${kind}`)) view.hidden = kind !== chosen;
}
