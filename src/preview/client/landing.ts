import { byId } from "./dom.ts";

/** The filter of the landing page: words and facets, as one types; arrow keys go from card to card. */
export function startLanding(): void {
  const filter = byId<HTMLInputElement>("filter");
  if (!filter) return;
  filter.value = new URLSearchParams(location.search).get("q") ?? filter.value;
  filter.addEventListener("input", applyFilter);
  for (const chip of document.querySelectorAll<HTMLElement>(".chip"))
    chip.addEventListener("click", () => {
      const isOn = chip.getAttribute("aria-pressed") !== "true";
      // Only one value of a facet is chosen at a time.
      for (const other of document.querySelectorAll(`.chip[data-facet="${chip.dataset["facet"]}"]`))
        if (chip.dataset["facet"] === "registry") other.setAttribute("aria-pressed", "false");
      chip.setAttribute("aria-pressed", String(isOn));
      applyFilter();
    });
  document.addEventListener("keydown", (event) => {
    const links = visibleLinks();
    const index = links.indexOf(document.activeElement as HTMLAnchorElement);
    if (document.activeElement === filter) {
      if (event.key === "Enter") links[0]?.click();
      if (event.key === "Escape" && filter.value !== "") {
        filter.value = "";
        applyFilter();
      }
      if (event.key !== "ArrowDown") return;
    } else if (index === -1 || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
    event.preventDefault();
    if (event.key === "ArrowUp" && index === 0) filter.focus();
    else links[event.key === "ArrowUp" ? index - 1 : index + 1]?.focus();
  });
  applyFilter();
}

function visibleLinks(): HTMLAnchorElement[] {
  return [...document.querySelectorAll<HTMLAnchorElement>(".card:not([hidden]) h3 a")];
}

function applyFilter(): void {
  const filter = byId<HTMLInputElement>("filter");
  const count = byId("count");
  const nothing = byId("nothing");
  if (!filter || !count || !nothing) return;
  const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
  const chosen = [...document.querySelectorAll<HTMLElement>(".chip[aria-pressed=true]")];
  let isAny = false;
  for (const group of document.querySelectorAll<HTMLElement>(".group")) {
    let shown = 0;
    const cards = group.querySelectorAll<HTMLElement>(".card");
    for (const card of cards) {
      const text = card.textContent?.toLowerCase() ?? "";
      const fits =
        words.every((word) => text.includes(word)) &&
        chosen.every(({ dataset }) =>
          card.dataset[dataset["facet"] ?? ""]?.split(" ").includes(dataset["value"] ?? ""),
        );
      card.hidden = !fits;
      if (fits) shown += 1;
    }
    group.hidden = shown === 0;
    isAny ||= shown > 0;
    showCount(count.querySelector(`[data-kind="${group.dataset["kind"]}"]`), shown, cards.length);
  }
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

/** Puts a new card in place of an older one, or where its name belongs. */
export function updateCard({ name, html }: { readonly name: string; readonly html: string }): void {
  const incoming = new DOMParser().parseFromString(`<ul>${html}</ul>`, "text/html").querySelector("li");
  const catalog = document.querySelector(`.group[data-kind="${incoming?.dataset["kind"]}"] .catalog`);
  if (!incoming || !catalog) return;
  const cards = [...catalog.children] as HTMLElement[];
  const existing = cards.find(({ dataset }) => dataset["name"] === name);
  const card = document.importNode(incoming, true);
  if (existing) {
    card.hidden = existing.hidden;
    if (existing.outerHTML === card.outerHTML) return;
    const hasFocus = existing.contains(document.activeElement);
    existing.replaceWith(card);
    if (hasFocus) card.querySelector("a")?.focus();
  } else catalog.insertBefore(card, cards.find(({ dataset }) => (dataset["name"] ?? "") > name) ?? null);
  scheduleFilter();
}

/** What the landing page shows. */
export interface Catalog {
  readonly names: readonly string[];
  /** HTML: what is wrong with the project. */
  readonly findings: string;
  /** Of guides that are made already. */
  readonly cards: readonly { readonly name: string; readonly html: string }[];
}

/** Takes out the cards of guides that are gone, brings the others up to date, and shows what is wrong with the project. */
export function updateCatalog({ names, findings, cards }: Catalog): void {
  const known = new Set(names);
  for (const card of document.querySelectorAll<HTMLElement>(".card"))
    if (!known.has(card.dataset["name"] ?? "")) card.remove();
  const box = byId("project-findings");
  if (box && box.innerHTML !== findings) box.innerHTML = findings;
  for (const card of cards) updateCard(card);
  scheduleFilter();
}

function scheduleFilter(): void {
  requestAnimationFrame(applyFilter);
}
