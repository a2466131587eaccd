import escapeStringRegexp from "escape-string-regexp";
import MiniSearch from "minisearch";
import { pageId } from "../page-id.ts";
import { byId, make } from "./dom.ts";

interface Entry {
  readonly id: string;
  readonly guide: string;
  readonly kind: string;
  readonly heading: string;
  readonly text: string;
}

declare global {
  var dhiSearch: readonly Entry[] | undefined;
}

const MOST = 30;

/** How long the live preview's texts are taken for fresh, in milliseconds. */
const FRESH = 5000;

/** The search over all pages: Ctrl+K or `/`, arrow keys, Enter. What it looks through is loaded when first needed. */
export function startSearch(): void {
  const opener = byId("search-open");
  if (!opener) return;
  let dialog: HTMLDialogElement | undefined;
  const open = (): void => {
    dialog ??= createDialog();
    if (dialog.open) return;
    dialog.showModal();
    dialog.querySelector("input")?.select();
  };
  opener.addEventListener("click", open);
  document.addEventListener("keydown", (event) => {
    const isTyping = (event.target as Element).matches("input:not([type=radio]), textarea");
    const isShortcut = (event.key === "k" && (event.ctrlKey || event.metaKey)) || (event.key === "/" && !isTyping);
    if (!isShortcut) return;
    event.preventDefault();
    const filter = byId("filter");
    if (event.key === "/" && filter) filter.focus();
    else open();
  });
}

function createDialog(): HTMLDialogElement {
  const field = make("input", {
    type: "search",
    placeholder: "Search all pages",
    autocomplete: "off",
    spellcheck: false,
  });
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-label", "Search all pages");
  field.setAttribute("aria-controls", pageId("search-results"));
  field.setAttribute("aria-expanded", "true");
  const results = make("div", { id: pageId("search-results"), className: "search-results" });
  results.setAttribute("role", "listbox");
  results.setAttribute("aria-label", "Results");
  const hint = make("p", { className: "search-hint" }, "Names, headings, and what each page says of its own.");
  const dialog = make("dialog", { className: "search" }, field, hint, results);
  dialog.setAttribute("aria-label", "Search");
  document.body.append(dialog);

  const loadIndex = createLoader();
  let active = 0;
  const activate = (index: number): void => {
    const options = [...results.children] as HTMLElement[];
    active = Math.max(0, Math.min(index, options.length - 1));
    for (const [position, option] of options.entries())
      option.setAttribute("aria-selected", String(position === active));
    const option = options[active];
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  };
  let run = 0;
  const search = async (): Promise<void> => {
    const own = (run += 1);
    const query = field.value.trim();
    if (query === "") {
      results.replaceChildren();
      hint.hidden = false;
      hint.textContent = "Names, headings, and what each page says of its own.";
      return;
    }
    const index = await loadIndex();
    if (own !== run) return;
    const found = index.search(query).slice(0, MOST);
    hint.hidden = found.length > 0;
    hint.textContent = "Nothing found.";
    const words = [...new Set(found.flatMap(({ terms }) => terms))];
    results.replaceChildren(...found.map((hit, position) => option(hit as unknown as Entry, position, words)));
    activate(0);
  };
  field.addEventListener("input", () => void search());
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") activate(active + 1);
    else if (event.key === "ArrowUp") activate(active - 1);
    else if (event.key === "Enter") (results.children[active] as HTMLElement | undefined)?.click();
    else return;
    event.preventDefault();
  });
  results.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  return dialog;
}

function option({ id, guide, kind, heading, text }: Entry, position: number, words: readonly string[]): HTMLElement {
  const link = make(
    "a",
    {
      id: pageId(`search-result-${position}`),
      href: `${document.documentElement.dataset["base"]}${id}`,
      tabIndex: -1,
    },
    make("span", { className: "search-kind" }, kind),
    make("span", { className: "search-guide" }, guide),
    ...(heading === "" ? [] : [make("span", { className: "search-heading" }, heading)]),
    make("span", { className: "search-text" }, ...snippet(text, words)),
  );
  link.setAttribute("role", "option");
  return link;
}

/** The text around the first word that was found, with the words marked. */
function snippet(text: string, words: readonly string[]): (Node | string)[] {
  const escaped = words.map((word) => escapeStringRegexp(word));
  if (escaped.length === 0) return [text.slice(0, 140)];
  const expression = new RegExp(`(${escaped.join("|")})`, "gi");
  const first = text.search(expression);
  const start = first > 50 ? text.indexOf(" ", first - 50) + 1 : 0;
  const part = `${start > 0 ? "… " : ""}${text.slice(start, start + 150)}`;
  return part.split(expression).map((piece, index) => (index % 2 === 1 ? make("mark", {}, piece) : piece));
}

/** Loads what is looked through when it is first needed; while one writes, again after a while. */
function createLoader(): () => Promise<MiniSearch<Entry>> {
  const { live, search = "" } = document.documentElement.dataset;
  let loading: Promise<MiniSearch<Entry>> | undefined;
  let loadedAt = 0;
  return () => {
    if (live !== undefined && Date.now() - loadedAt > FRESH) loading = undefined;
    if (loading) return loading;
    loadedAt = Date.now();
    return (loading = load(search));
  };
}

function load(address: string): Promise<MiniSearch<Entry>> {
  return new Promise((resolve, reject) => {
    const script = make("script", { src: address });
    script.onload = () => {
      const index = new MiniSearch<Entry>({
        fields: ["guide", "heading", "text"],
        storeFields: ["id", "guide", "kind", "heading", "text"],
        searchOptions: { boost: { guide: 4, heading: 2 }, prefix: true, fuzzy: 0.15, combineWith: "AND" },
      });
      index.addAll(globalThis.dhiSearch ?? []);
      script.remove();
      resolve(index);
    };
    script.onerror = () => reject(new Error("The search could not be loaded."));
    document.head.append(script);
  });
}
