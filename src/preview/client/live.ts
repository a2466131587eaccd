import { addCopyButtons } from "./copy.ts";
import { byId } from "./dom.ts";
import { refreshCompare } from "./compare.ts";
import { updateCard, updateCatalog } from "./landing.ts";
import { closeCard, traceable } from "./origins.ts";
import { patchArticle, pristineOf } from "./patch.ts";
import { fillNamespace } from "./registry.ts";

interface GuideParts {
  readonly title: string;
  readonly version: string;
  readonly parts: Readonly<Record<string, string>>;
}

/** Follows the sources: the server tells what changed. */
export function startLive(updateOutline: (() => void) | undefined): void {
  const { dataset } = document.documentElement;
  if (dataset["live"] === undefined) return;
  const article = byId("article");
  let pristine = article ? pristineOf(article) : [];
  const query = new URLSearchParams();
  if (dataset["guide"]) query.set("guide", dataset["guide"]);
  if (dataset["version"]) query.set("version", dataset["version"]);
  const source = new EventSource(`${dataset["base"]}events?${query.toString()}`);

  const say = (state: "on" | "off"): void => {
    const sign = byId("live");
    if (!sign || sign.dataset["state"] === state) return;
    sign.dataset["state"] = state;
    sign.textContent = state === "on" ? "Live" : "Disconnected";
  };
  source.onopen = () => say("on");
  source.onerror = () => say("off");

  source.addEventListener("guide", (event) => {
    const { title, version, parts } = JSON.parse(event.data as string) as GuideParts;
    if (version === dataset["version"]) return;
    dataset["version"] = version;
    document.title = `${title} · ${document.title.split(" · ").at(-1)}`;
    for (const [id, html] of Object.entries(parts)) {
      const element = byId(id);
      if (!element) continue;
      if (element === article) {
        closeCard();
        const result = patchArticle(article, pristine, html);
        pristine = result.pristine;
        addCopyButtons(article);
        fillNamespace(article);
        traceable(article);
        flash(result.added);
      } else if (element.innerHTML !== html) exchange(element, html);
    }
    updateOutline?.();
    refreshCompare();
  });
  source.addEventListener("gone", () => {
    const findings = byId("findings");
    if (findings) findings.textContent = "The descriptor of this guide is gone.";
  });
  source.addEventListener("card", (event) => updateCard(JSON.parse(event.data as string)));
  source.addEventListener("catalog", (event) => updateCatalog(JSON.parse(event.data as string)));
}

/** A box that the reader has folded or unfolded stays so, unless it says something else now. */
function exchange(element: HTMLElement, html: string): void {
  const before = element.querySelector("details");
  element.innerHTML = html;
  const after = element.querySelector("details");
  if (before && after && before.dataset["broken"] === after.dataset["broken"]) after.open = before.open;
}

/** Shows for a moment what changed. */
function flash(blocks: readonly Element[]): void {
  if (blocks.length > 12) return;
  for (const block of blocks) {
    block.classList.add("is-new");
    setTimeout(() => block.classList.remove("is-new"), 1600);
  }
}
