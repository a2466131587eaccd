import { commandsOf } from "./commands.ts";
import { make } from "./dom.ts";

/** Gives each sample below an element a button that copies it. */
export function addCopyButtons(within: ParentNode): void {
  const samples = [...within.querySelectorAll<HTMLElement>(".code")];
  if (within instanceof HTMLElement && within.matches(".code")) samples.push(within);
  for (const sample of samples) {
    if (sample.querySelector(".copy")) continue;
    const button = make("button", { type: "button", className: "copy", ariaLabel: "Copy the sample" }, "Copy");
    button.addEventListener("click", async (event) => {
      event.stopPropagation();
      const text = sample.querySelector("code")?.textContent?.replace(/\n$/, "") ?? "";
      const isCopied = await copy(commandsOf(text, sample.dataset["language"]));
      button.textContent = isCopied ? "Copied" : "Press Ctrl+C";
      setTimeout(() => (button.textContent = "Copy"), 1500);
    });
    sample.append(button);
  }
}

/** A heading's anchor leads to its address, and copies it. */
export function startAnchors(): void {
  document.addEventListener("click", (event) => {
    const anchor = (event.target as Element).closest<HTMLAnchorElement>(".anchor");
    if (!anchor || event.ctrlKey || event.metaKey || event.shiftKey) return;
    void copy(anchor.href).then((isCopied) => {
      if (!isCopied) return;
      anchor.dataset["copied"] = "";
      setTimeout(() => delete anchor.dataset["copied"], 1500);
    });
  });
}

/** Puts a text into the clipboard; says whether it is there. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Pages from a file and other hosts than localhost have no clipboard of the new kind.
    const area = make("textarea", { value: text, className: "visually-hidden" });
    document.body.append(area);
    area.select();
    const isCopied = document.execCommand("copy");
    area.remove();
    return isCopied;
  }
}
