import { sortItems, type MapItem } from "../map-item.ts";
import { pageId } from "../page-id.ts";
import { byId, make } from "./dom.ts";
import { drawGroups, drawItems, groupsOf, isHere, itemsWith } from "./map-list.ts";
import { loadPlace, savePlace } from "./map-place.ts";
import { loadScript } from "./scripts.ts";
import type { Message } from "./stream.ts";

/** As in style/map.css: from here on it stands beside the page. */
const WIDE = "(min-width: 68.75rem)";

/** For so long, in milliseconds, more news of the sources is waited for. */
const CALM = 500;

let follow: (message: Message) => void = () => {};

/** Brings the map up to date with what the server tells, where it is drawn. */
export function updateMap(message: Message): void {
  follow(message);
}

/** The map of the site: beside the page where there is room, else in a drawer; it is loaded when it is first shown. */
export function startMap(): void {
  const nav = byId("map");
  if (!nav) return;
  let isShown = false;
  const show = (): void => {
    if (isShown) return;
    isShown = true;
    void loadItems().then((items) => (follow = drawMap(nav, items)), reportLost(nav));
  };
  const wide = matchMedia(WIDE);
  if (wide.matches) show();
  const drawer = createDrawer(nav);
  wide.addEventListener("change", () => {
    if (!wide.matches) return;
    drawer.close();
    show();
  });
  byId("map-open")?.addEventListener("click", () => {
    drawer.open();
    show();
  });
}

function reportLost(nav: HTMLElement): () => void {
  return () => nav.append(make("p", { className: "map-status" }, "The list could not be loaded."));
}

/** The map in a dialog, where there is no room beside the page. */
function createDrawer(nav: HTMLElement): { readonly open: () => void; readonly close: () => void } {
  let dialog: HTMLDialogElement | undefined;
  const place = nav.nextSibling;
  const create = (): HTMLDialogElement => {
    const close = make("button", { type: "button", className: "map-close" }, "Close");
    const created = make("dialog", { className: "map-drawer", ariaLabel: "All pages" }, close);
    close.addEventListener("click", () => created.close());
    created.addEventListener("click", ({ target }) => {
      if (target === created) created.close();
    });
    created.addEventListener("close", () => place?.parentNode?.insertBefore(nav, place));
    document.body.append(created);
    return created;
  };
  return {
    open: () => {
      dialog ??= create();
      dialog.append(nav);
      dialog.showModal();
    },
    close: () => dialog?.close(),
  };
}

/** Draws the map; gives what brings it up to date. */
function drawMap(nav: HTMLElement, loaded: readonly MapItem[]): (message: Message) => void {
  let items = loaded;
  const place = loadPlace();
  const field = make("input", {
    type: "search",
    placeholder: "Filter",
    ariaLabel: "Filter all pages",
    autocomplete: "off",
    spellcheck: false,
    value: place.filter,
  });
  const views = (["categories", "letters"] as const).map((view) => {
    const label = view === "categories" ? "Categories" : "A to Z";
    const button = make("button", { type: "button", className: "toggle" }, label);
    button.addEventListener("click", () => {
      place.view = view;
      place.top = 0;
      draw();
      showHere();
    });
    return { view, button };
  });
  const status = make("p", { className: "map-status", role: "status" });
  const list = make("div", { className: "map-list", id: pageId("map-list") });
  const switches = make("div", { className: "map-views", role: "group", ariaLabel: "Order" });
  switches.append(...views.map(({ button }) => button));

  function draw(): void {
    const words = place.filter.toLowerCase().split(/\s+/).filter(Boolean);
    const found = words.length > 0 ? itemsWith(items, words) : [];
    const hasCategories = items.some(({ categories }) => categories.length > 0);
    switches.hidden = words.length > 0 || !hasCategories;
    status.hidden = words.length === 0;
    status.textContent = found.length === 0 ? "Nothing matches." : `${found.length} found`;
    for (const { view, button } of views) button.ariaPressed = String(view === place.view);
    if (words.length > 0) list.replaceChildren(make("ul", {}, ...drawItems(found)));
    else {
      const groups = groupsOf(items, place.view);
      const own = groups.filter((group) => group.items.some(isHere));
      // What the reader has opened on the way here is enough.
      if (own[0] && !own.some(({ id }) => place.open.includes(id))) place.open.push(own[0].id);
      list.replaceChildren(
        ...drawGroups(groups, place.open, (id, isOpen) => {
          place.open = place.open.filter((other) => other !== id);
          if (isOpen) place.open.push(id);
          savePlace(place);
        }),
      );
    }
    list.scrollTop = place.top;
    savePlace(place);
  }

  /** Scrolls the map, never the page. */
  function showHere(): void {
    const here = list.querySelector("details[open] [aria-current], :scope > ul [aria-current]");
    const [box, row] = [list.getBoundingClientRect(), here?.getBoundingClientRect()];
    if (row && (row.top < box.top || row.bottom > box.bottom)) list.scrollTop += row.top - box.top - box.height / 3;
  }

  field.addEventListener("input", () => {
    place.filter = field.value;
    place.top = 0;
    draw();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") list.querySelector<HTMLAnchorElement>(":scope > ul a")?.click();
    // The first Escape empties the field; the next closes the drawer.
    if (event.key !== "Escape" || field.value === "") return;
    event.preventDefault();
    field.value = "";
    field.dispatchEvent(new Event("input"));
  });
  list.addEventListener("scroll", () => (place.top = list.scrollTop), { passive: true });
  addEventListener("pagehide", () => savePlace(place));
  nav.append(make("div", { className: "map-head" }, field, switches, status), list);
  draw();
  showHere();

  function redraw(next: readonly MapItem[]): void {
    if (JSON.stringify(next) === JSON.stringify(items)) return;
    items = next;
    const focused = list.contains(document.activeElement) ? addressOf(document.activeElement) : undefined;
    draw();
    if (focused !== undefined)
      [...list.querySelectorAll<HTMLElement>("a, summary")].find((one) => addressOf(one) === focused)?.focus();
  }
  return followWith(() => items, redraw);
}

/** What is known again after the map was drawn anew. */
function addressOf(element: Element | null): string {
  const group = element?.closest<HTMLElement>("details")?.dataset["group"] ?? "";
  return `${group} ${element?.getAttribute("href") ?? ""}`;
}

/** Things that changed are exchanged; where others came or went, all are loaded again. */
function followWith(
  items: () => readonly MapItem[],
  redraw: (items: readonly MapItem[]) => void,
): (message: Message) => void {
  const changed = new Map<string, MapItem>();
  let isBehind = false;
  let isDeaf = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = async (): Promise<void> => {
    timer = undefined;
    const base = isBehind ? await loadItems().catch(items) : items();
    isBehind = false;
    const news = [...changed.values()];
    changed.clear();
    const kept = base.filter(({ key }) => !news.some((item) => item.key === key));
    redraw(sortItems([...kept, ...news]));
  };
  return (message) => {
    // A stream that only begins has missed nothing.
    if (message.event === "off") isDeaf ||= byId("live")?.dataset["state"] === "on";
    const isHeardAgain = message.event === "on" && isDeaf;
    if (isHeardAgain) isDeaf = false;
    isBehind ||= isHeardAgain || (message.event === "changed" && message.data.things === undefined);
    if (message.event === "card") changed.set(message.data.item.key, message.data.item);
    if (isBehind || changed.size > 0) timer ??= setTimeout(() => void run(), CALM);
  };
}

function loadItems(): Promise<readonly MapItem[]> {
  return loadScript(byId("map")?.dataset["script"] ?? "");
}
