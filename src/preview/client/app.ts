import "./app.css";
import { startCompare } from "./compare.ts";
import { addCopyButtons, startAnchors } from "./copy.ts";
import { startJumps } from "./jump.ts";
import { startLanding } from "./landing.ts";
import { startLive } from "./live.ts";
import { startMap } from "./map.ts";
import { startMarkdown } from "./markdown.ts";
import { startOrigins } from "./origins.ts";
import { startOutline } from "./outline.ts";
import { startRegistry } from "./registry.ts";
import { startSearch } from "./search.ts";
import { startTheme } from "./theme.ts";

const isGuide = document.documentElement.dataset["page"] === "guide";
const updateOutline = isGuide ? startOutline() : undefined;
// What the server sent is noted before anything is added to it.
startLive(updateOutline);
startTheme();
startJumps();
startSearch();
startMap();
if (isGuide) {
  startRegistry();
  startOrigins();
  startCompare();
  startMarkdown();
  addCopyButtons(document);
  startAnchors();
} else startLanding();
