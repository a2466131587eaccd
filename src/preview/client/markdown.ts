import { copy } from "./copy.ts";

/** The button that copies a page as Markdown. */
export function startMarkdown(): void {
  document.addEventListener("click", async ({ target }) => {
    const button = (target as Element).closest<HTMLElement>(".markdown-copy");
    if (!button) return;
    const text = await fetch(button.dataset["markdown"] ?? "").then(
      (response) => (response.ok ? response.text() : undefined),
      () => undefined,
    );
    const isCopied = text !== undefined && (await copy(text));
    button.textContent = isCopied ? "Copied" : "Cannot be copied here";
    setTimeout(() => (button.textContent = "Copy as Markdown"), 1500);
  });
}
