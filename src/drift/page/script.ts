/** What the page does in a browser: it fills lists of guides, searches and sorts. */
export const SCRIPT = `
"use strict";
const guides = JSON.parse(document.getElementById("guides").textContent);
const [search, kind, sort, count] = ["search", "kind", "sort", "count"].map((id) => document.getElementById(id));
const link = (text, href) => {
  const element = document.createElement(href ? "a" : "span");
  if (href) element.href = href;
  element.textContent = text;
  return element;
};
for (const details of document.querySelectorAll("details"))
  details.addEventListener("toggle", () => {
    if (!details.open || details.querySelector("ul")) return;
    const list = document.createElement("ul");
    for (const index of details.dataset.guides.split(" ")) {
      const [name, descriptor, drift] = guides[index];
      const item = document.createElement("li");
      const file = link("drift", drift);
      file.setAttribute("aria-label", "drift of " + name);
      item.append(link(name, descriptor), " (", file, ")");
      list.append(item);
    }
    details.append(list);
  });

const blocks = [...document.querySelectorAll(".block")].map((element) => ({
  element,
  shared: [...element.children].slice(0, 3).map(({ textContent }) => textContent).join("\\n").toLowerCase(),
  wordings: [...element.querySelectorAll(".wording")].map((item) => ({
    item,
    text: (item.querySelector("pre").textContent + "\\n" +
      item.querySelector("details").dataset.guides.split(" ").map((index) => guides[index][0]).join("\\n")).toLowerCase(),
  })),
}));
function filter() {
  const wanted = search.value.trim().toLowerCase();
  let shown = 0;
  for (const { element, shared, wordings } of blocks) {
    let own = 0;
    for (const { item, text } of wordings) {
      item.hidden = (kind.value && item.dataset.kind !== kind.value) || !(shared.includes(wanted) || text.includes(wanted));
      if (!item.hidden) own += 1;
    }
    element.hidden = own === 0;
    shown += own;
  }
  count.textContent = shown === 1 ? "1 wording" : shown + " wordings";
}
search.addEventListener("input", filter);
kind.addEventListener("change", filter);
search.form.addEventListener("submit", (event) => event.preventDefault());

const lists = [...document.querySelectorAll(".sorted")].map((list) => [list, [...list.children]]);
function order() {
  const key = sort.value;
  for (const [list, items] of lists) {
    const numbers = ({ dataset }) => (key === "kind" ? Number(dataset.kind) : -Number(dataset[key]));
    // Sections stand as the page has them, those with the most entries first.
    list.append(...(key === "section" ? items : items.toSorted((a, b) => numbers(a) - numbers(b))));
  }
  anchors();
}
/* A section begins where its first block stands now. */
function anchors() {
  const seen = new Set();
  for (const element of document.querySelectorAll(".block")) {
    const { anchor } = element.dataset;
    if (seen.has(anchor)) element.removeAttribute("id");
    else element.id = anchor;
    seen.add(anchor);
  }
}
sort.addEventListener("change", order);
anchors();
`;
