import { groupByCategory, letterOf } from "../categories.ts";
import type { MapItem } from "../map-item.ts";
import { make } from "./dom.ts";
import type { Place } from "./map-place.ts";

interface Group {
  /** What it is known by while the map is unfolded and folded. */
  readonly id: string;
  readonly title: string;
  readonly items: readonly MapItem[];
}

/** Things below what the reader wants them to stand below. */
export function groupsOf(items: readonly MapItem[], view: Place["view"]): readonly Group[] {
  const categories = view === "categories" ? groupByCategory(items) : [];
  if (categories.length > 0) return categories.map((group) => ({ ...group, id: `category:${group.slug}` }));
  const letters = [...new Set(items.map(({ title }) => letterOf(title)))];
  return letters.map((letter) => ({
    id: `letter:${letter}`,
    title: letter,
    items: items.filter(({ title }) => letterOf(title) === letter),
  }));
}

/** Whether a thing is the one whose page this is. */
export function isHere({ key }: MapItem): boolean {
  const { guide = "" } = document.documentElement.dataset;
  return guide === key || guide.startsWith(`${key}/`);
}

/**
 * The groups of the map, which fold; what is folded is not drawn before it is opened.
 *
 * @param open the groups that are unfolded
 * @param onToggle called when the reader folds or unfolds one
 */
export function drawGroups(
  groups: readonly Group[],
  open: readonly string[],
  onToggle: (id: string, isOpen: boolean) => void,
): readonly HTMLElement[] {
  return groups.map(({ id, title, items }) => {
    const list = make("ul", {});
    const count = make("span", { className: "map-count" }, String(items.length));
    const summary = make("summary", {}, title, "\u00a0", count);
    const group = make("details", { className: "map-group" }, summary, list);
    const fill = (): void => void (list.firstChild ?? list.append(...drawItems(items)));
    group.dataset["group"] = id;
    group.open = open.includes(id);
    if (group.open) fill();
    // The event below comes later: Tab may have been pressed meanwhile.
    summary.addEventListener("click", fill);
    group.addEventListener("toggle", () => {
      fill();
      if (group.isConnected) onToggle(id, group.open);
    });
    return group;
  });
}

/** Things as links. */
export function drawItems(items: readonly MapItem[]): readonly HTMLElement[] {
  const { base = "" } = document.documentElement.dataset;
  return items.map((item) => {
    const link = make("a", { href: `${base}${item.key}.html` }, make("span", {}, item.title));
    if (item.noun !== "") link.append(" ", make("span", { className: "map-kind" }, item.noun));
    if (isHere(item)) link.setAttribute("aria-current", "page");
    return make("li", {}, link);
  });
}

/** The things that have all words in their titles, names or kinds. */
export function itemsWith(items: readonly MapItem[], words: readonly string[]): readonly MapItem[] {
  return items.filter(({ title, key, noun }) => {
    const text = `${title} ${key.slice(key.indexOf("/") + 1)} ${noun}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
