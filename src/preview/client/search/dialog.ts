import { categoryTitle } from "../../categories.ts";
import { pageId } from "../../page-id.ts";
import { make } from "../dom.ts";
import { loadCatalog, type Catalog } from "./catalog.ts";
import { find, type Findings } from "./find.ts";
import { fillFilter, numberOf } from "./filters.ts";
import { numberRow, renderGroup } from "./results.ts";
import { countOf } from "./count.ts";

/** So many groups are shown at once; more when one comes to the end. */
const BATCH = 4;

/** About the height of a row, in pixels: where less is out of sight, one does not see that there is more. */
const ROW = 40;

/** One types on within so many milliseconds: what a few letters begin, is not asked for meanwhile. */
const PAUSE = 250;

/** How long the live preview's index is taken for fresh, in milliseconds. */
const FRESH = 2000;

const KEYS = matchMedia("(hover: none)").matches ? "" : " Arrow keys and Enter open, Tab leads to the filters.";
const HINT = `Names, headings, and what each page says of its own.${KEYS}`;

export interface SearchDialog {
  readonly open: () => void;
}

/** Makes the dialog of the search. */
export function createDialog(): SearchDialog {
  const field = make("input", {
    type: "search",
    placeholder: "Search all pages",
    autocomplete: "off",
    spellcheck: false,
  });
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-label", "Search all pages");
  field.setAttribute("aria-controls", pageId("search-results"));
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-expanded", "false");
  const kinds = make("select", { ariaLabel: "Kind" });
  const categories = make("select", { ariaLabel: "Category" });
  const status = make("p", { className: "search-count", role: "status" });
  const filters = make("div", { className: "search-filters" }, kinds, categories, status);
  const results = make("div", { id: pageId("search-results"), className: "search-results", tabIndex: -1 });
  results.setAttribute("role", "listbox");
  results.setAttribute("aria-label", "Results");
  const hint = make("p", { className: "search-hint", role: "status" }, HINT);
  // Where there is no Escape.
  const close = make("button", { type: "button", className: "search-close" }, "Close");
  close.addEventListener("click", () => dialog.close());
  const head = make("div", { className: "search-head" }, field, close);
  const dialog = make("dialog", { className: "search" }, head, filters, hint, results);
  dialog.setAttribute("aria-label", "Search");
  document.body.append(dialog);

  const loadFresh = createLoader((catalog) => {
    const { kinds: all, things } = catalog.base;
    fillFilter(
      kinds,
      "All kinds",
      all.map(({ plural }, kind) => (things.some((thing) => thing[3] === kind) ? plural : "")),
    );
    fillFilter(categories, "All categories", catalog.base.categories.map(categoryTitle));
  });
  /** Shows the next groups; nothing where there are no more, or something else was typed meanwhile. */
  let showMore = async (): Promise<void> => {};
  let active: Element | undefined;
  let run = 0;

  const rows = (): Element[] => [...results.querySelectorAll("[role=option]")];
  const activate = (row: Element | undefined): void => {
    active?.setAttribute("aria-selected", "false");
    active = row;
    field.setAttribute("aria-expanded", String(row !== undefined));
    if (!row) return field.removeAttribute("aria-activedescendant");
    row.setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", row.id);
    row.scrollIntoView({ block: "nearest" });
  };
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let searching = Promise.resolve();
  const searchNow = (): void => {
    clearTimeout(waiting);
    waiting = undefined;
    searching = search();
  };
  /** Keys are for the results of all that is typed. */
  const caughtUp = (): Promise<void> => {
    if (waiting !== undefined) searchNow();
    return searching;
  };
  const move = async (by: number): Promise<void> => {
    await caughtUp();
    const at = (active ? rows().indexOf(active) : -1) + by;
    if (at >= rows().length) await showMore();
    const all = rows();
    activate(all[Math.max(0, Math.min(at, all.length - 1))]);
  };

  const search = async (): Promise<void> => {
    const own = (run += 1);
    const isCurrent = () => own === run;
    try {
      const catalog = await loadFresh();
      if (!isCurrent()) return;
      const wish = { typed: field.value, kind: numberOf(kinds), category: numberOf(categories) };
      const findings = await find(wish, catalog);
      const first = await renderSome(findings, 0, catalog);
      if (!isCurrent()) return;
      results.replaceChildren();
      results.scrollTop = 0;
      const append = (groups: readonly HTMLElement[]): void => {
        const before = rows().length;
        results.append(...groups);
        for (const [index, row] of rows().slice(before).entries()) numberRow(row, before + index);
      };
      append(first);
      activate(rows()[0]);
      let shown = first.length;
      let loading: Promise<void> | undefined;
      const load = async (): Promise<void> => {
        const more = await renderSome(findings, shown, catalog);
        if (!isCurrent()) return;
        shown += more.length;
        append(more);
      };
      showMore = () => (loading ??= load().finally(() => (loading = undefined)));
      // What leaves room below cannot be scrolled.
      const fill = async (): Promise<void> => {
        while (isCurrent() && shown < findings.groups.length && results.scrollHeight < results.clientHeight + ROW)
          await showMore();
      };
      void fill().catch(() => {});
      const isAsked = wish.typed.trim() !== "" || wish.kind !== undefined || wish.category !== undefined;
      say(isAsked ? (findings.groups.length > 0 ? "" : "Nothing found.") : HINT);
      status.textContent = isAsked ? countOf(findings.groups, catalog.base.kinds) : "";
    } catch (error) {
      if (!isCurrent()) return;
      results.replaceChildren();
      activate(undefined);
      status.textContent = "";
      say((error as Error).message);
    }
  };
  const renderSome = (findings: Findings, from: number, catalog: Catalog): Promise<HTMLElement[]> =>
    Promise.all(
      findings.groups.slice(from, from + BATCH).map((group) => renderGroup(group, findings, catalog, numberOf(kinds))),
    );
  const say = (words: string): void => {
    hint.hidden = words === "";
    hint.textContent = words;
  };

  for (const control of [kinds, categories]) control.addEventListener("input", searchNow);
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(searchNow, PAUSE);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") void move(1);
    else if (event.key === "ArrowUp") void move(-1);
    else if (event.key === "Escape") dialog.close();
    else if (event.key === "Enter") void caughtUp().then(() => (active as HTMLElement | undefined)?.click());
    else return;
    event.preventDefault();
  });
  results.addEventListener("scroll", () => {
    if (results.scrollTop + results.clientHeight * 2 > results.scrollHeight) void showMore();
  });
  results.addEventListener("click", (event) => {
    if ((event.target as Element).closest("a")) dialog.close();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  return {
    open: () => {
      if (dialog.open) return;
      dialog.showModal();
      field.select();
      searchNow();
    },
  };
}

/** Loads what is looked through when it is first needed; while one writes, again after a while. */
function createLoader(onLoaded: (catalog: Catalog) => void): () => Promise<Catalog> {
  const { live } = document.documentElement.dataset;
  let loading: Promise<Catalog> | undefined;
  let loadedAt = 0;
  const load = async (): Promise<Catalog> => {
    const catalog = await loadCatalog();
    onLoaded(catalog);
    return catalog;
  };
  return () => {
    if (live !== undefined && Date.now() - loadedAt > FRESH) loading = undefined;
    if (loading) return loading;
    loadedAt = Date.now();
    loading = load();
    // What could not be loaded is asked for again.
    loading.catch(() => (loading = undefined));
    return loading;
  };
}
