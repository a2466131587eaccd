import { readSetting } from "./settings.ts";

/* Runs before the page is drawn, so that it is drawn once, as the reader chose. */
const root = document.documentElement;
root.dataset["js"] = "";
if (location.protocol === "file:") root.dataset["file"] = "";
const theme = readSetting("theme");
if (theme) root.dataset["theme"] = theme;
if (root.dataset["page"] === "guide") {
  root.dataset["registry"] = readSetting("registry") ?? root.dataset["written"];
  if (readSetting("origins") === "on") root.dataset["origins"] = "on";
}
// What the address filters is not shown before.
if (root.dataset["page"] === "landing" && location.search.length > 1) root.dataset["filtering"] = "";
