import { compareTitles } from "../categories.ts";
import { countCategories } from "./categories.ts";
import { byId } from "./dom.ts";
import { applyFilter } from "./landing.ts";
import { morph } from "./morph.ts";

/** Puts a new card in place of an older one, and where its title belongs. */
export function updateCard({ name, html }: { readonly name: string; readonly html: string }): void {
  const incoming = new DOMParser().parseFromString(`<ul>${html}</ul>`, "text/html").querySelector("li");
  const catalog = document.querySelector(`.group[data-kind="${incoming?.dataset["kind"]}"] .catalog`);
  if (!incoming || !catalog) return;
  const cards = [...catalog.children] as HTMLElement[];
  const existing = cards.find(({ dataset }) => dataset["name"] === name);
  const next = cards.find((other) => other !== existing && isBefore(incoming, other)) ?? null;
  if (!existing) catalog.insertBefore(document.importNode(incoming, true), next);
  else {
    morph(existing, html, "outerHTML");
    if (existing.nextElementSibling !== next) moveBefore(existing, next);
  }
  scheduleFilter();
}

/** Whether a card stands before another: by their titles, as the server has them. */
function isBefore(card: HTMLElement, other: HTMLElement): boolean {
  const title = ({ firstElementChild }: HTMLElement): string => firstElementChild?.textContent ?? "";
  const order = compareTitles(title(card), title(other));
  return (order || compareTitles(card.dataset["name"] ?? "", other.dataset["name"] ?? "")) < 0;
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
  if (box) morph(box, findings);
  for (const card of cards) updateCard(card);
  scheduleFilter();
}

let isScheduled = false;

function scheduleFilter(): void {
  if (isScheduled) return;
  isScheduled = true;
  requestAnimationFrame(() => {
    isScheduled = false;
    countCategories();
    applyFilter();
  });
}

/** Moves an element; what has the focus within keeps it. */
function moveBefore(element: HTMLElement, next: HTMLElement | null): void {
  const focused = element.contains(document.activeElement) ? (document.activeElement as HTMLElement) : undefined;
  element.parentElement?.insertBefore(element, next);
  focused?.focus();
}
