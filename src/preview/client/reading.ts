import { addCopyButtons, startAnchors } from "./copy.ts";
import { startJumps } from "./jump.ts";
import { startLanding } from "./landing.ts";
import { startMap } from "./map.ts";
import { startMarkdown } from "./markdown.ts";
import { startRegistry } from "./registry.ts";
import { startSearch } from "./search.ts";
import { startTheme } from "./theme.ts";

/** Whether the page shows a guide, or another page of a thing. */
export const isGuide = document.documentElement.dataset["page"] === "guide";

/** What every reader has. */
export function startReading(): void {
  startTheme();
  startJumps();
  startSearch();
  startMap();
  if (isGuide) {
    startRegistry();
    startMarkdown();
    addCopyButtons(document);
    startAnchors();
  } else startLanding();
}
