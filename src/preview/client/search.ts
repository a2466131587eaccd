import { byId } from "./dom.ts";
import { createDialog, type SearchDialog } from "./search/dialog.ts";

/** The search over all pages: Ctrl+K or `/`, arrow keys, Enter. What it looks through is loaded when first needed. */
export function startSearch(): void {
  const opener = byId("search-open");
  if (!opener) return;
  let dialog: SearchDialog | undefined;
  const open = (): void => (dialog ??= createDialog()).open();
  opener.addEventListener("click", open);
  document.addEventListener("keydown", (event) => {
    const isTyping = (event.target as Element).matches("input:not([type=radio]), textarea, select");
    const isShortcut = (event.key === "k" && (event.ctrlKey || event.metaKey)) || (event.key === "/" && !isTyping);
    if (!isShortcut) return;
    event.preventDefault();
    const filter = byId("filter");
    if (event.key === "/" && filter) filter.focus();
    else open();
  });
}
