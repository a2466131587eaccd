import { OTHER } from "../categories.ts";
import { readAddress, writeAddress } from "./address.ts";
import { chooseCategory, chosenCategory } from "./categories.ts";
import { byId } from "./dom.ts";

/** Facets of which one value is chosen at a time. */
const SINGLE = ["kind", "registry"];

/** The filter of the landing page: words and facets, as one types; arrow keys go from card to card. */
export function startLanding(): void {
  const filter = byId<HTMLInputElement>("filter");
  if (!filter) return;
  readAddress();
  addEventListener("popstate", () => {
    readAddress();
    applyFilter();
  });
  const change = (): void => {
    writeAddress("replace");
    applyFilter();
  };
  filter.addEventListener("input", change);
  for (const chip of document.querySelectorAll<HTMLElement>(".chip"))
    chip.addEventListener("click", () => {
      const isOn = chip.getAttribute("aria-pressed") !== "true";
      const { facet = "" } = chip.dataset;
      if (SINGLE.includes(facet))
        for (const other of document.querySelectorAll(`.chip[data-facet="${facet}"]`))
          other.setAttribute("aria-pressed", "false");
      chip.setAttribute("aria-pressed", String(isOn));
      change();
    });
  byId("categories")?.addEventListener("click", (event) => {
    const link = (event.target as Element).closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    // What is else chosen stays; Back leads to the category before.
    chooseCategory(link.dataset["category"] ?? "");
    writeAddress("push");
    applyFilter();
  });
  document.addEventListener("keydown", (event) => {
    const links = visibleLinks();
    const index = links.indexOf(document.activeElement as HTMLAnchorElement);
    if (document.activeElement === filter) {
      if (event.key === "Enter") links[0]?.click();
      if (event.key === "Escape" && filter.value !== "") {
        filter.value = "";
        change();
      }
      if (event.key !== "ArrowDown") return;
    } else if (index === -1 || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
    event.preventDefault();
    if (event.key === "ArrowUp" && index === 0) filter.focus();
    else links[event.key === "ArrowUp" ? index - 1 : index + 1]?.focus();
  });
  applyFilter();
  delete document.documentElement.dataset["filtering"];
}

function visibleLinks(): HTMLAnchorElement[] {
  return [...document.querySelectorAll<HTMLAnchorElement>(".card:not([hidden]) h3 a")];
}

/** Shows the cards that fit what is typed and chosen. */
export function applyFilter(): void {
  const filter = byId<HTMLInputElement>("filter");
  const count = byId("count");
  const nothing = byId("nothing");
  if (!filter || !count || !nothing) return;
  const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
  const chosen = [...document.querySelectorAll<HTMLElement>(".chip[aria-pressed=true]")];
  const category = chosenCategory();
  const fits = (card: HTMLElement): boolean => {
    const { categories = OTHER } = card.dataset;
    const text = card.textContent?.toLowerCase() ?? "";
    return (
      (category === "" || categories.split(" ").includes(category)) &&
      words.every((word) => text.includes(word)) &&
      chosen.every(({ dataset }) => card.dataset[dataset["facet"] ?? ""]?.split(" ").includes(dataset["value"] ?? ""))
    );
  };
  let isAny = false;
  let kinds = 0;
  for (const group of document.querySelectorAll<HTMLElement>(".group")) {
    let shown = 0;
    const cards = group.querySelectorAll<HTMLElement>(".card");
    for (const card of cards) {
      card.hidden = !fits(card);
      if (!card.hidden) shown += 1;
    }
    group.hidden = shown === 0;
    isAny ||= shown > 0;
    if (cards.length > 0) kinds += 1;
    showCount(count.querySelector(`[data-kind="${group.dataset["kind"]}"]`), shown, cards.length);
  }
  for (const chip of document.querySelectorAll<HTMLElement>(".chip[data-facet=kind]")) chip.hidden = kinds < 2;
  nothing.hidden = isAny;
}

/** How many of a kind are shown. Their group can only be gone to where there is one. */
function showCount(link: HTMLAnchorElement | null, shown: number, all: number): void {
  if (!link) return;
  const { noun, plural } = link.dataset;
  const words = `${all} ${all === 1 ? noun : plural}`;
  link.textContent = shown === all ? words : `${shown} of ${words}`;
  link.hidden = all === 0;
}
