import { plural } from "../findings/plural.ts";
import { PACKAGED_TEMPLATES } from "../package.ts";
import type { ChangeGroup, ChangeSources } from "./group-changes.ts";
import { clip, codeBlock, codeSpan, folded } from "./markdown.ts";
import { listed } from "./listed.ts";
import type { Line } from "./page.ts";

/** So many lines are shown at once: two screens, with what stands around them. */
const MOST_SHOWN_LINES = 62;
/** A change shows so many lines that go, and so many that come. */
const MOST_SAMPLE_LINES = 10;
/** Words of less than that say nothing without their lines. */
const FEWEST_CHARACTERS = 10;
/** More files than these are counted. */
const MOST_SOURCES = 3;
/** Of a group's pages, so many characters are listed. */
const MOST_PAGES_LISTED = 4000;
/** The words that say how many changes are left out. */
const ROOM_FOR_REST = 200;

/**
 * Shows groups of equal changes: the commonest at once, others folded.
 *
 * @param groups the groups, the most important first
 * @param room how many characters there are for it
 * @returns parts of the report, blank lines between them; what does not fit is counted
 */
export function changeSections(groups: readonly ChangeGroup[], room: number): string[] {
  if (groups.length === 0) return [];
  const heading = "### Changes, each once";
  let left = room - heading.length - ROOM_FOR_REST;
  let lines = 0;
  const shown: string[] = [];
  const hidden: string[] = [];
  let told = 0;
  for (const group of groups) {
    const text = describe(group);
    const isShared = group.pages.length > 1 || groups.length <= 3;
    const height = text.split("\n").length - linesWithin(text);
    const isShown = hidden.length === 0 && (told === 0 || (isShared && lines + height <= MOST_SHOWN_LINES));
    if (left < text.length + 2) break;
    left -= text.length + 2;
    if (isShown) lines += height;
    (isShown ? shown : hidden).push(text);
    told += 1;
  }
  const folds = groups.slice(shown.length, told);
  return [
    heading,
    ...shown,
    ...(hidden.length > 0 ? [folded(restWords(folds, shown.length > 0), hidden.join("\n\n"))] : []),
    ...(told < groups.length ? [`And ${changesIn(groups.slice(told))} that there is no room for.`] : []),
  ];
}

function restWords(groups: readonly ChangeGroup[], isMore: boolean): string {
  const most = groups[0]?.pages.length ?? 1;
  const each = most === 1 ? ", each in one page" : `, each in ${most} pages or less`;
  return `<b>${plural(groups.length, isMore ? "more change" : "change")}</b> in ${plural(countPages(groups), "page")}${
    groups.length > 1 ? each : ""
  }`;
}

function changesIn(groups: readonly ChangeGroup[]): string {
  return `${plural(groups.length, "more change")} in ${plural(countPages(groups), "page")}`;
}

const countPages = (groups: readonly ChangeGroup[]): number => new Set(groups.flatMap(({ pages }) => pages)).size;

/** What is folded takes no height. */
function linesWithin(text: string): number {
  const start = text.lastIndexOf("\n<details>");
  return start < 0 ? 0 : text.slice(start + 1).split("\n").length - 1;
}

function describe(group: ChangeGroup): string {
  const { pages, count, isByName } = group;
  const labels = pages.map(({ label }) => codeSpan(label, 100));
  const where = pages.length === 1 ? `In ${labels[0] ?? ""}` : `In ${pages.length} pages`;
  const times = count > pages.length ? `, ${count} times` : "";
  const names = isByName ? "; each says its own name" : "";
  const head = `**${where}${times}**${names}${sourceWords(group.sources)}`;
  const list = pages.length > 1 ? [folded(`${pages.length} pages`, listed(labels, MOST_PAGES_LISTED))] : [];
  return [head, sample(group), ...list].join("\n");
}

function sourceWords({ names, isMain, isAll }: ChangeSources): string {
  const [first] = names;
  if (first === undefined) return "";
  if (names.length <= (isAll ? MOST_SOURCES : 1)) return ` · from ${names.map(sourceName).join(", ")}`;
  if (isMain) return ` · mostly from ${sourceName(first)}`;
  return ` · from ${isAll ? String(names.length) : "many"} files`;
}

/** What the package has in it is in no file of the repository. */
function sourceName(source: string): string {
  const inPackage = source.startsWith(`${PACKAGED_TEMPLATES}/`)
    ? source.slice(PACKAGED_TEMPLATES.length + 1)
    : undefined;
  return inPackage === undefined ? codeSpan(source, 200) : `the package's ${codeSpan(inPackage, 200)}`;
}

function sample({ example }: ChangeGroup): string {
  const { removed, added, isWithin, removedLines, addedLines } = example;
  if (removed === "" && added === "") return "Only blanks and line breaks differ.";
  if (isWithin && removed.length + added.length >= FEWEST_CHARACTERS)
    return codeBlock(
      "diff",
      [...(removed === "" ? [] : [`- ${removed}`]), ...(added === "" ? [] : [`+ ${added}`])],
      600,
    );
  const most = isWithin ? 1 : MOST_SAMPLE_LINES;
  return codeBlock("diff", [...marked("-", removedLines, most), ...marked("+", addedLines, most)]);
}

function marked(sign: string, lines: readonly Line[], most: number): string[] {
  const shown = lines.slice(0, most).map(({ text }) => clip(`${sign} ${text}`.trimEnd(), 300));
  const rest = lines.length - shown.length;
  return rest > 0 ? [...shown, `${sign} … ${plural(rest, "more line")}`] : shown;
}
