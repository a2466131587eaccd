import { sourceAddress } from "../pages/site.ts";
import { byId, make } from "./dom.ts";
import { writeSetting } from "./settings.ts";

const LABELS: Readonly<Record<string, string>> = {
  template: "Shared text",
  fact: "Made from facts",
  descriptor: "The author’s own",
  prose: "The author’s own",
};

/** The switch that shades text by its origin, and the card that says where a paragraph came from. */
export function startOrigins(): void {
  const button = byId("origins");
  const article = byId("article");
  if (!button || !article) return;
  const { dataset } = document.documentElement;
  const isOn = () => dataset["origins"] === "on";
  const show = (): void => {
    button.setAttribute("aria-pressed", String(isOn()));
    traceable(article);
    if (!isOn()) closeCard();
  };
  button.addEventListener("click", () => {
    if (isOn()) delete dataset["origins"];
    else dataset["origins"] = "on";
    writeSetting("origins", isOn() ? "on" : "off");
    show();
  });
  article.addEventListener("click", (event) => {
    const target = event.target as Element;
    if (!isOn() || target.closest("a, button") || getSelection()?.isCollapsed === false) return;
    open(target.closest<HTMLElement>("[data-origin]"));
  });
  article.addEventListener("keydown", (event) => {
    if (!isOn() || event.key !== "Enter" || !(event.target as Element).matches("[data-origin]")) return;
    open(event.target as HTMLElement);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeCard();
  });
  document.addEventListener("click", (event) => {
    if (!(event.target as Element).closest(".origin-card, [data-origin]")) closeCard();
  });
  byId("reader")?.addEventListener("click", (event) => {
    const isReader = dataset["view"] !== "reader";
    if (isReader) dataset["view"] = "reader";
    else delete dataset["view"];
    (event.currentTarget as HTMLElement).setAttribute("aria-pressed", String(isReader));
    if (isReader && isOn()) button.click();
    if (isReader && "comparing" in dataset) byId("compare-toggle")?.click();
  });
  show();
}

/** With the shading on, each block can be reached by keyboard. */
export function traceable(article: ParentNode): void {
  const isOn = document.documentElement.dataset["origins"] === "on";
  for (const block of article.querySelectorAll<HTMLElement>("[data-origin]")) {
    if (block.matches("h1, h2, h3, h4, h5, h6")) continue;
    if (isOn) block.tabIndex = 0;
    else block.removeAttribute("tabindex");
  }
}

/** Takes the card away; also before the blocks of a guide are exchanged, for it stands between them. */
export function closeCard(): void {
  document.querySelector(".is-traced")?.classList.remove("is-traced");
  for (const card of document.querySelectorAll(".origin-item, .origin-card")) card.remove();
}

function open(block: HTMLElement | null): void {
  closeCard();
  if (!block) return;
  const { kind = "", origin = "", via, values } = block.dataset;
  const rows: (readonly [string, readonly string[]])[] = [
    ["From", [origin]],
    ...(via ? [["Put there by", [via]] as const] : []),
    ...(values ? [["Values from", values.split("\n")] as const] : []),
  ];
  const list = make("dl", {});
  for (const [label, places] of rows) {
    const shown = make("dd", {});
    for (const place of places) shown.append(placeLink(place), " ");
    list.append(make("dt", {}, label), shown);
  }
  const label = make("p", { className: "origin-kind" }, make("span", { className: "swatch" }), LABELS[kind] ?? kind);
  (label.firstElementChild as HTMLElement).dataset["kind"] = kind;
  const card = make("div", { className: "origin-card" }, label, list);
  card.setAttribute("role", "status");
  block.classList.add("is-traced");
  const within = block.matches("tr") ? block.closest<HTMLElement>(".table") : block;
  (within?.closest("li") ?? within)?.after(card);
  if (card.parentElement?.matches("ul, ol")) {
    const item = make("li", { className: "origin-item" });
    card.replaceWith(item);
    item.append(card);
  }
}

function placeLink(place: string): Node {
  const code = make("code", {}, place);
  const href = sourceAddress({ sourceLink: document.documentElement.dataset["source"] }, place);
  return href === undefined ? code : make("a", { href }, code);
}
