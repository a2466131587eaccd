import { chooseCategory, chosenCategory } from "./categories.ts";
import { byId } from "./dom.ts";

/*
 * The filter of the landing page stands in its address: `?q=cache&category=databases-and-storage&variants=fips`. So a
 * filtered list can be linked to, and Back returns to it.
 */

const chips = (): NodeListOf<HTMLElement> => document.querySelectorAll<HTMLElement>(".chip");

/** Filters as the address says. */
export function readAddress(): void {
  const query = new URLSearchParams(location.search);
  const filter = byId<HTMLInputElement>("filter");
  if (filter) filter.value = query.get("q") ?? "";
  chooseCategory(query.get("category") ?? "");
  for (const chip of chips()) {
    const { facet = "", value = "" } = chip.dataset;
    chip.setAttribute("aria-pressed", String(query.getAll(facet).includes(value)));
  }
}

/** Says in the address how the page is filtered. */
export function writeAddress(how: "push" | "replace"): void {
  const query = new URLSearchParams();
  const words = byId<HTMLInputElement>("filter")?.value.trim() ?? "";
  if (words !== "") query.set("q", words);
  const category = chosenCategory();
  if (category !== "") query.set("category", category);
  for (const { dataset, ariaPressed } of chips())
    if (ariaPressed === "true") query.append(dataset["facet"] ?? "", dataset["value"] ?? "");
  const search = query.size > 0 ? `?${query}` : "";
  try {
    history[how === "push" ? "pushState" : "replaceState"](null, "", `${location.pathname}${search}${location.hash}`);
  } catch {
    // Safari allows so many changes a minute, and no more: the page is filtered all the same.
  }
}
