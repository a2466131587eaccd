import { createHash } from "node:crypto";
import { diffWordsWithSpace } from "diff";
import { plural } from "../../findings/plural.ts";
import { visible } from "../../findings/visible.ts";
import { commandLine } from "../../package.ts";
import { entriesOf, stepsOf, type DriftedBlock, type Step, type Wording } from "../debt.ts";
import { DRIFT_KINDS } from "../drift-file.ts";
import { SCRIPT } from "./script.ts";
import { STYLE } from "./style.ts";

/** What the page shows. */
export interface DriftPage {
  readonly blocks: readonly DriftedBlock[];
  /** By the indexes that wordings have. */
  readonly guides: readonly { readonly name: string; readonly descriptor: string; readonly drift: string }[];
  /** How many entries there were, the oldest first; shown where there are two or more. */
  readonly history: readonly { readonly when: string; readonly entries: number }[];
  /** The address of a file from the page; undefined where it has none. */
  readonly hrefOf: (file: string) => string | undefined;
}

/**
 * Makes the page that shows all drift: one file, which asks no network for anything.
 *
 * @param page what it shows
 * @returns its HTML; all text in it is escaped
 */
export function driftPage({ blocks, guides, history, hrefOf }: DriftPage): string {
  const entries = blocks.reduce((sum, block) => sum + entriesOf(block), 0);
  const drifted = new Set(blocks.flatMap(({ wordings }) => wordings.flatMap((wording) => wording.guides)));
  const wordings = blocks.reduce((sum, block) => sum + block.wordings.length, 0);
  // No other script runs, whatever a wording says.
  const hash = createHash("sha256").update(SCRIPT).digest("base64");
  const links = guides.map(({ name, descriptor, drift }) => [name, hrefOf(descriptor), hrefOf(drift)]);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Drift</title>
<style>${STYLE}</style>
<main>
<h1>Drift</h1>
<p>${counted(entries)} in ${plural(drifted.size, "guide")}: ${plural(wordings, "wording")} of ${plural(blocks.length, "block")} of shared text.</p>
${historyFigure(history)}
<h2 id="steps">What each step would change</h2>
<p>Lines are those of the blocks themselves, gone and new.</p>
<div class="wide" role="region" aria-labelledby="steps" tabindex="0">
<table>
<thead><tr><th scope="col">section<th scope="col">kind<th scope="col">entries<th scope="col">guides<th scope="col">lines<th scope="col">command</thead>
<tbody class="sorted">
${stepsOf(blocks).map(stepRow).join("\n")}
</tbody>
</table>
</div>
<h2>Wordings</h2>
<form>
<span><label for="search">Search</label> <input type="search" id="search" placeholder="words, a section, a guide"></span>
<span><label for="kind">Kind</label> <select id="kind"><option value="">all${DRIFT_KINDS.map((kind) => `<option>${kind}`).join("")}</select></span>
<span><label for="sort">Sort by</label> <select id="sort"><option>section<option>entries<option>guides<option>kind</select></span>
<output id="count">${plural(wordings, "wording")}</output>
</form>
<noscript><p>Search, order and the lists of guides need JavaScript.</p></noscript>
<div class="sorted">
${blocks.map((block) => blockCard(block, hrefOf)).join("\n")}
</div>
</main>
<script type="application/json" id="guides">${JSON.stringify(links).replaceAll("<", "\\u003c")}</script>
<script>${SCRIPT}</script>
</html>
`;
}

const counted = (entries: number): string => (entries === 1 ? "1 entry" : `${entries} entries`);

function stepRow({ section, kind, entries, guides, lines }: Step): string {
  const command = commandLine(`drift drop --kind ${kind}${section === undefined ? "" : ` --section ${section}`}`);
  const name =
    section === undefined
      ? "all"
      : `<a href="#section-${escapeHtml(encodeURIComponent(section))}">${escapeHtml(section)}</a>`;
  return `<tr ${sortData(section ?? "", entries, guides, kind)}><th scope="row">${name}<td><span class="kind kind-${kind}">${kind}</span><td>${entries}<td>${guides}<td>${lines}<td><code>${escapeHtml(command.replaceAll("`", ""))}</code>`;
}

/** What the script sorts by; kinds in the order in which they are dropped. */
function sortData(section: string, entries: number, guides: number, kind: Wording["kind"]): string {
  return `data-section="${escapeHtml(section)}" data-entries="${entries}" data-guides="${guides}" data-kind="${DRIFT_KINDS.indexOf(kind)}"`;
}

function blockCard(block: DriftedBlock, hrefOf: DriftPage["hrefOf"]): string {
  const { section, shared, source, wordings } = block;
  const guides = new Set(wordings.flatMap((wording) => wording.guides)).size;
  const first = DRIFT_KINDS.find((kind) => wordings.some((wording) => wording.kind === kind)) ?? "meaning";
  return `<article class="block" data-anchor="section-${escapeHtml(encodeURIComponent(section))}" ${sortData(section, entriesOf(block), guides, first)}>
<h3>${escapeHtml(section)} <small>${counted(entriesOf(block))}, ${plural(guides, "guide")}</small></h3>
<p>${source === undefined ? "The shared text is gone." : `Shared text: ${link(source, hrefOf)}`}</p>
<pre>${escapeHtml(shared)}</pre>
<ul>
${wordings.map((wording) => wordingItem(shared, wording)).join("\n")}
</ul>
</article>`;
}

function link(source: string, hrefOf: DriftPage["hrefOf"]): string {
  const [, file = source, line = ""] = /^(.*):(\d+)$/.exec(source) ?? [];
  const href = hrefOf(file);
  return href === undefined
    ? `<code>${escapeHtml(source)}</code>`
    : `<a href="${escapeHtml(href)}#L${line}">${escapeHtml(source)}</a>`;
}

function wordingItem(shared: string, { kind, published, guides, lines }: Wording): string {
  return `<li class="wording" data-kind="${kind}">
<p><span class="kind kind-${kind}">${kind}</span> To drop it changes ${plural(lines, "line")}.</p>
<pre>${wordDiff(shared, published)}</pre>
<details data-guides="${guides.join(" ")}"><summary>${plural(guides.length, "guide")}</summary></details>
</li>`;
}

function wordDiff(shared: string, published: string): string {
  return diffWordsWithSpace(shared, published)
    .map(({ value, added, removed }) => {
      const text = escapeHtml(value);
      if (!added && !removed) return text;
      const name = added ? "ins" : "del";
      // A line through blanks looks like a dash.
      return `<${name}${value.trim() === "" ? ' class="blank"' : ""}>${text}</${name}>`;
    })
    .join("");
}

/** A line of the number of entries, commit by commit. */
function historyFigure(history: DriftPage["history"]): string {
  const [first, last] = [history[0], history.at(-1)];
  if (!first || !last || history.length < 2) return "";
  const most = Math.max(...history.map(({ entries }) => entries), 1);
  const points = history.map(({ entries }, index) => {
    const x = 10 + (580 * index) / (history.length - 1);
    return `${Math.round(x)},${Math.round(110 - (100 * entries) / most)}`;
  });
  const dots = history.map(({ when, entries }, index) => {
    const [x, y] = points[index]?.split(",") ?? [];
    return `<circle cx="${x}" cy="${y}" r="4"><title>${escapeHtml(when)}: ${counted(entries)}</title></circle>`;
  });
  const said = `${first.when}: ${counted(first.entries)}, ${last.when}: ${counted(last.entries)}`;
  return `<figure>
<svg viewBox="0 0 600 120" role="img" aria-label="Entries by commit. ${escapeHtml(said)}"><polyline points="${points.join(" ")}"/>${dots.join("")}</svg>
<figcaption>Entries by commit. ${escapeHtml(said)}.</figcaption>
</figure>`;
}

/**
 * Makes text safe within an element or a quoted attribute; what would steer the reader's eye is spelled out.
 *
 * @param text any text
 * @returns HTML
 */
export function escapeHtml(text: string): string {
  const names: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return visible(text).replace(/[&<>"']/g, (character) => names[character] ?? character);
}
