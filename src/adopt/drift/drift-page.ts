import type { Drift, DriftPart, DriftSection, DriftWording } from "./drift.ts";

/** So many guides are named; the rest is in drift.json. */
const MOST_NAMES = 12;
/** So many equal words stay around a difference. */
const CONTEXT = 160;

/**
 * Makes the page that shows the drift: one file, readable without a network.
 *
 * @param drift the wordings of the shared sections
 * @returns HTML
 */
export function driftPage(drift: Drift): string {
  const { shared, near, own } = drift.lines;
  const all = Math.max(1, shared + near + own);
  const share = (lines: number) => `${((100 * lines) / all).toFixed(1)}%`;
  const bars = [
    ["shared", shared, "from partials, word for word"],
    ["near", near, "from partials, with changes of the guide's own"],
    ["own", own, "in the author's own words"],
  ] as const;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Drift of ${drift.guides} guides</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1b1f24; background: #fff; }
.chart { display: flex; height: 2rem; border-radius: 4px; overflow: hidden; }
.shared { background: #0b6bcb; } .near { background: #8ab8e8; } .own { background: #d5d9de; }
.key { display: inline-block; width: 1em; height: 1em; border-radius: 3px; margin-right: .4em; vertical-align: -.1em; }
details { border-top: 1px solid #d5d9de; padding: .4rem 0; content-visibility: auto; } details details { margin-left: 1.2rem; }
summary { cursor: pointer; } pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f5f7f9; padding: .8rem; }
ins { background: #c7f0d0; text-decoration: none; } del { background: #ffd8d3; }
.kind { font-size: .8em; border: 1px solid; border-radius: 3px; padding: 0 .4em; }
.meaning { color: #b3261e; } .wording { color: #8a5a00; } .format { color: #44505c; }
</style>
<h1>Drift of ${drift.guides} guides</h1>
<div class="chart" role="img" aria-label="${bars.map(([name, lines]) => `${name} ${share(lines)}`).join(", ")}">
${bars.map(([name, lines]) => `<div class="${name}" style="width:${share(lines)}"></div>`).join("\n")}
</div>
<ul>
${bars.map(([name, lines, text]) => `<li><span class="key ${name}"></span>${share(lines)} ${text} (${lines} lines)</li>`).join("\n")}
</ul>
<p>${drift.sections.length} sections stand in three guides or more. Struck out is what the commonest wording says, marked is what a guide says instead.</p>
${drift.sections.map(sectionHtml).join("\n")}
</html>
`;
}

function sectionHtml({ heading, guides, wordings }: DriftSection): string {
  const count = wordings.length === 1 ? "one wording" : `${wordings.length} wordings`;
  return `<details><summary><b>${escape(heading)}</b>: ${guides} guides, ${count}</summary>
${wordings.map(wordingHtml).join("\n")}
</details>`;
}

function wordingHtml({ guides, kind, parts, text }: DriftWording): string {
  const names = guides.slice(0, MOST_NAMES).join(", ") + (guides.length > MOST_NAMES ? ", …" : "");
  const label = kind === undefined ? "the commonest" : `<span class="kind ${kind}">${kind}</span>`;
  const body = parts.length === 0 ? escape(text) : parts.map(partHtml).join("");
  return `<details><summary>${guides.length} ${label} <small>${escape(names)}</small></summary><pre>${body}</pre></details>`;
}

function partHtml({ kind, text }: DriftPart): string {
  if (kind === "added") return `<ins>${escape(text)}</ins>`;
  if (kind === "removed") return `<del>${escape(text)}</del>`;
  if (text.length <= 2 * CONTEXT) return escape(text);
  return `${escape(text.slice(0, CONTEXT))} … ${escape(text.slice(-CONTEXT))}`;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
