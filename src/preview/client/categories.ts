import { groupByCategory } from "../categories.ts";
import { byId, make } from "./dom.ts";

const links = (): NodeListOf<HTMLAnchorElement> | readonly HTMLAnchorElement[] =>
  byId("categories")?.querySelectorAll("a") ?? [];

/** The category that the landing page shows; "" for all. */
export function chosenCategory(): string {
  return byId("categories")?.dataset["chosen"] ?? "";
}

/** Chooses the category that the landing page shows; "" for all. */
export function chooseCategory(slug: string): void {
  const root = byId("categories");
  if (root) root.dataset["chosen"] = slug;
  for (const link of links())
    if (link.dataset["category"] === slug) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
}

/** Counts again what is in each category, after cards have changed. */
export function countCategories(): void {
  const root = byId("categories");
  const list = root?.querySelector("ul");
  if (!root || !list) return;
  const cards = [...document.querySelectorAll<HTMLElement>(".card")];
  const items = cards.map(({ dataset }) => ({ categories: dataset["categories"]?.split(" ") ?? [] }));
  const groups = groupByCategory(items);
  root.hidden = groups.length === 0;
  const shown = new Map([...links()].map((link) => [link.dataset["category"], link]));
  const next = [{ slug: "", title: "All", items }, ...groups].map(({ slug, title, items: own }) => {
    const link = shown.get(slug) ?? categoryLink(slug, title);
    const count = link.querySelector(".category-count");
    if (count && count.textContent !== String(own.length)) count.textContent = String(own.length);
    return link;
  });
  const isSame = next.length === shown.size && next.every((link, index) => link === links()[index]);
  if (isSame) return;
  const focused = document.activeElement;
  list.replaceChildren(...next.map((link) => make("li", {}, link)));
  if (focused instanceof HTMLElement && list.contains(focused)) focused.focus();
  chooseCategory(chosenCategory());
}

function categoryLink(slug: string, title: string): HTMLAnchorElement {
  const link = make(
    "a",
    { href: slug === "" ? "index.html" : `index.html?category=${slug}` },
    title,
    make("span", { className: "visually-hidden" }, ": "),
    make("span", { className: "category-count" }),
  );
  link.dataset["category"] = slug;
  return link;
}
