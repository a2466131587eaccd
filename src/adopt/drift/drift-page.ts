import { stylesheet } from "./drift-page-style.ts";
import type { Drift, DriftPart, DriftSection, DriftWording } from "./drift.ts";
import type { StyleDrift } from "./style-drift.ts";

/* The page must open at once for a catalog of any size: what nobody reads on a page is in drift.json. */

const MOST_SECTIONS = 150;
const MOST_WORDINGS = 30;
const MOST_NAMES = 12;
const MOST_STYLE = 40;
const LONGEST_DIFF = 20_000;
/** So many equal characters stay around a difference. */
const CONTEXT = 160;

const KINDS = [
  ["usual", "the commonest wording"],
  ["format", "differs in format: quotes, ticks, emphasis, punctuation"],
  ["wording", "differs in wording"],
  ["meaning", "differs in meaning: a denial, a number, a name, an address, code"],
] as const;

/**
 * Makes the page that shows the drift: one file, readable without a network.
 *
 * @param drift the wordings of the shared sections
 * @returns HTML
 */
export function driftPage(drift: Drift): string {
  const { sections, style } = drift;
  const shown = sections.slice(0, MOST_SECTIONS);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Drift of ${drift.guides} guides</title>
<style>${stylesheet}</style>
<main>
<h1>Drift of ${count(drift.guides, "guide")}</h1>
${shareHtml(drift.lines)}
<h2>${count(sections.length, "section")} that guides share</h2>
<p>Struck out is what the commonest wording says; marked is what a guide says instead. A bar counts guides:</p>
<ul class="legend">${KINDS.map(([kind, text]) => `<li><i class="${kind}"></i>${text}</li>`).join("")}</ul>
<div class="sections">
${shown.map((section) => sectionHtml(section, drift.guides)).join("\n")}
</div>
${rest(sections.length - shown.length, "section")}
${styleHtml(style)}
</main>
</html>
`;
}

function shareHtml({ shared, near, own }: Drift["lines"]): string {
  const all = Math.max(1, shared + near + own);
  const share = (lines: number) => `${((100 * lines) / all).toFixed(1)}%`;
  const bars = [
    ["shared", shared, "shared", "from partials, word for word"],
    ["near", near, "near-shared", "from partials, with changes of the guide’s own"],
    ["own", own, "own", "in the author’s own words"],
  ] as const;
  const label = bars.map(([, lines, name]) => `${name} ${share(lines)}`).join(", ");
  return `<div class="bar chart" role="img" aria-label="${label}">${bars.map(([name, lines]) => `<i class="${name}" style="width:${share(lines)}"></i>`).join("")}</div>
<dl class="shares">
${bars.map(([name, lines, title, text]) => `<div><dt><i class="${name}"></i>${title}</dt><dd><b>${share(lines)}</b> ${number(lines)} lines ${text}</dd></div>`).join("\n")}
</dl>`;
}

function sectionHtml({ heading, guides, wordings }: DriftSection, all: number): string {
  const shown = wordings.slice(0, MOST_WORDINGS);
  const parts = KINDS.map(([kind]) => {
    const own = wordings.filter((wording) => (wording.kind ?? "usual") === kind);
    return [kind, own.reduce((sum, { guides: names }) => sum + names.length, 0)] as const;
  });
  const sum = parts.reduce((total, [, amount]) => total + amount, 0);
  const bars = parts
    .filter(([, amount]) => amount > 0)
    .map(
      ([kind, amount]) =>
        `<i class="${kind}" style="width:${((100 * amount) / sum).toFixed(1)}%" title="${amount} ${kind}"></i>`,
    );
  const hidden = wordings.slice(shown.length).reduce((total, { guides: names }) => total + names.length, 0);
  const more = wordings.length - shown.length;
  return `<details><summary><b>${escape(heading)}</b><span>${count(guides, "guide")}, ${count(wordings.length, "wording")}</span><span class="bar" style="width:${Math.max(4, (100 * guides) / all).toFixed(1)}%">${bars.join("")}</span></summary>
${shown.map(wordingHtml).join("\n")}
${more > 0 ? `<p class="rest">${count(more, "rarer wording")} of ${count(hidden, "guide")}: see drift.json</p>` : ""}</details>`;
}

function wordingHtml({ guides, kind, parts, text }: DriftWording, index: number): string {
  const names = guides.slice(0, MOST_NAMES).join(", ") + (guides.length > MOST_NAMES ? ", …" : "");
  const label = kind ?? "usual";
  const body = parts.length === 0 ? escape(text) : parts.map(partHtml).join("");
  const title = kind === undefined ? "the commonest wording" : kind;
  return `<details class="reading"${index === 0 ? " open" : ""}><summary><em class="${label}">${title}</em><span>${count(guides.length, "guide")}</span><small>${escape(names)}</small></summary><pre>${body}</pre></details>`;
}

function partHtml({ kind, text }: DriftPart, index: number, all: readonly DriftPart[]): string {
  if (kind === "added") return `<ins>${escape(text)}</ins>`;
  if (kind === "removed") return `<del>${escape(text)}</del>`;
  const [before, after] = [index === 0 ? 0 : CONTEXT, index === all.length - 1 ? 0 : CONTEXT];
  if (text.length <= before + after + 20) return escape(text);
  const start = escape(text.slice(0, before).replace(/\S+$/, ""));
  return `${start}<u title="the same"> … </u>${after === 0 ? "" : escape(text.slice(-after).replace(/^\S+/, ""))}`;
}

function styleHtml(style: readonly StyleDrift[]): string {
  if (style.length === 0) return "<h2>House style</h2>\n<p>Every guide is in house style.</p>";
  const shown = style.slice(0, MOST_STYLE);
  const items = shown.map(({ file, diff }) => {
    const lines = diff.slice(0, LONGEST_DIFF).split("\n").slice(2);
    return `<details><summary><b>${escape(file)}</b></summary><pre>${lines.map(lineHtml).join("\n")}</pre></details>`;
  });
  return `<h2>${count(style.length, "guide")} not in house style</h2>
<p>These come back in house style: what changes is how they are spelled, not what a reader sees.</p>
<div class="sections">
${items.join("\n")}
</div>
${rest(style.length - shown.length, "guide")}`;
}

function lineHtml(line: string): string {
  if (line.startsWith("-")) return `<del>${escape(line)}</del>`;
  if (line.startsWith("+")) return `<ins>${escape(line)}</ins>`;
  return line.startsWith("@@") ? `<u>${escape(line)}</u>` : escape(line);
}

function rest(amount: number, noun: string): string {
  return amount > 0 ? `<p class="rest">${count(amount, `more ${noun}`)}: see drift.json</p>` : "";
}

function count(amount: number, noun: string): string {
  return `${number(amount)} ${noun}${amount === 1 ? "" : "s"}`;
}

/** 12345 as 12,345, on every machine. */
function number(amount: number): string {
  return String(amount).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
