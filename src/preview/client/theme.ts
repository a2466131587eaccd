import { byId } from "./dom.ts";
import { writeSetting } from "./settings.ts";

/** The button that switches between light and dark; until it is pressed, the system decides. */
export function startTheme(): void {
  byId("theme")?.addEventListener("click", () => {
    const { dataset } = document.documentElement;
    const isDark = dataset["theme"] ? dataset["theme"] === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    dataset["theme"] = isDark ? "light" : "dark";
    writeSetting("theme", dataset["theme"]);
  });
}
