import type { TemplateSource } from "../../render/parse-template.ts";

/** A block as a template would have it. */
export interface TemplateBlock {
  /** The blanks before it; undefined for what goes on within a block. */
  readonly indent: number | undefined;
  /** Whether it differs in its shape alone. */
  readonly isSameText: boolean;
  /** Whether an empty line stands before it. */
  readonly gap: boolean;
  readonly text: string;
  /** How many of the values that the shared block shows it does not show. */
  readonly lacks: number;
  /** Whether one of them is an author's text, or a parameter: then it says something else. */
  readonly lacksText: boolean;
}

/** What guides say where a partial has a block. */
export interface BlockVotes {
  shown: number;
  same: number;
  left: number;
  readonly reworded: TemplateBlock[];
  /** What they add behind it. */
  readonly added: TemplateBlock[];
}

/** A block that so many of the guides leave out is not shared text. */
const MOSTLY = 0.75;
/** What so few of the guides show tells nothing of its shape. */
const SELDOM = 0.1;
/** What fewer guides say is no wording of the catalog. */
const FEWEST = 3;
/** A line of a template is not longer. */
const WIDTH = 120;
/** What names are written without, where guides say them in words of their own. */
const NAMES: ReadonlySet<string> = new Set(["title", "name", "article", "reference", "registry.prefix", "shortTitle"]);

/**
 * Lists the values that a block of a partial shows, those of partials that it calls included, but for names.
 *
 * @param text the partial
 * @param line the block's first line, from 1
 * @param files all partials, by their files
 * @returns the values' names: `user.label`
 */
export function valuesIn(text: string, line: number, files: ReadonlyMap<string, TemplateSource>): string[] {
  const lines = text.split("\n");
  const block = lines.slice(line - 1, endOfBlock(lines, line - 1)).join("\n");
  const called = [...block.matchAll(/\{\{> ([\w-]+)/g)].flatMap(([, name]) =>
    [...files.values()]
      .filter((source) => source.kind === "partial" && source.name === name)
      .map((source) => source.text),
  );
  const names = [block, ...called].join("\n").matchAll(/\{\{([a-zA-Z]+(?:\.\w+)*)\}\}/g);
  return [...new Set([...names].map(([, name = ""]) => name))].filter((name) => !NAMES.has(name) && name !== "else");
}

/**
 * Writes the commonest wordings into a partial.
 *
 * @param text the partial
 * @param votes what guides say, by the first line of each block, from 1
 * @returns the partial
 */
export function rewriteBlocks(text: string, votes: ReadonlyMap<number, BlockVotes>): string {
  const lines = text.split("\n");
  const shapes = inheritedShapes(lines, votes);
  const starts = new Set([...votes.keys(), ...shapes.keys()]);
  // From the end, so that the lines before stay where they are.
  for (const line of [...starts].sort((a, b) => b - a)) {
    const vote = votes.get(line);
    const start = line - 1;
    const end = endOfBlock(lines, start);
    const added = vote && usual(vote.added);
    if (added && added.count >= FEWEST && added.count * 2 > vote.shown) lines.splice(end, 0, ...written(added.block));
    const wording = (vote && decide(vote, lines, start)) ?? shapes.get(line);
    if (wording === "left out") lines.splice(start, end - start);
    else if (wording) {
      lines.splice(start, end - start, ...rewritten(lines.slice(start, end), wording));
      if (wording.indent !== undefined) adjustGap(lines, start, wording.gap);
    }
  }
  return lines.join("\n").replace(/\n{3,}/g, "\n\n");
}

/** What most guides say where a partial has a block; undefined where they say the same, or too few say anything else. */
function decide(vote: BlockVotes, lines: readonly string[], start: number): TemplateBlock | "left out" | undefined {
  const block = lines.slice(start, endOfBlock(lines, start)).join("\n");
  if (block.includes("{{heading}}")) return undefined;
  // What asks a fact within a sentence is not reworded by a sentence that does not; but it may stand elsewhere.
  const asks = /\{\{(?:#(?!fence)|\^|else|[\w.]+ )/.test(block);
  if (vote.left > MOSTLY * vote.shown && vote.left >= FEWEST && !asks) return "left out";
  const said = asks ? undefined : usual(vote.reworded.filter(({ lacksText }) => !lacksText));
  // What nearly all say without a value, all say without it.
  const isAll = said !== undefined && said.count > MOSTLY * vote.shown;
  const other = isAll
    ? said
    : usual(vote.reworded.filter(({ lacks, isSameText }) => isSameText || (lacks === 0 && !asks)));
  return other && other.count > vote.same && other.count >= FEWEST ? other.block : undefined;
}

function rewritten(lines: readonly string[], wording: TemplateBlock): string[] {
  const [first = ""] = lines;
  if (wording.isSameText) return reshaped(lines, wording);
  // A partial's headings have levels of its own.
  const text = wording.text.replace(/^#+/, /^#*/.exec(first)?.[0] ?? "");
  return written({ ...wording, text, indent: wording.indent ?? first.search(/\S/), gap: false });
}

/**
 * Guides that lack a fact show nothing of what depends on it: an item, or a paragraph above a list, that hardly a guide
 * shows stands as those beside it do.
 */
function inheritedShapes(
  lines: readonly string[],
  votes: ReadonlyMap<number, BlockVotes>,
): ReadonlyMap<number, TemplateBlock> {
  const most = Math.max(0, ...[...votes.values()].map(({ shown }) => shown));
  const blocks = lines.flatMap((_, start) => {
    const kind = shapedKind(lines, start);
    const vote = votes.get(start + 1);
    const isShown = vote !== undefined && vote.shown > SELDOM * most;
    return kind === undefined
      ? []
      : [{ kind, start, isShown, shape: isShown ? decide(vote, lines, start) : undefined }];
  });
  return new Map(
    blocks.flatMap(({ kind, start, isShown }): [number, TemplateBlock][] => {
      if (isShown) return [];
      const alike = blocks.filter((each) => each.kind === kind && each.isShown);
      const shape = (alike.findLast((each) => each.start < start) ?? alike[0])?.shape;
      if (shape === undefined || shape === "left out") return [];
      const marker = /^- /.exec(shape.text)?.[0] ?? "";
      const text = marker + (lines[start] ?? "").trim().replace(/^- /, "");
      return [
        [
          start + 1,
          { indent: shape.indent, gap: isBehindGap(lines, start), text, lacks: 0, lacksText: false, isSameText: true },
        ],
      ];
    }),
  );
}

function shapedKind(lines: readonly string[], start: number): "item" | "lead" | undefined {
  const line = lines[start] ?? "";
  if (/^\s*- /.test(line)) return "item";
  if (!/^[A-Z]/.test(line) || !isBehindGap(lines, start)) return undefined;
  const end = endOfBlock(lines, start);
  return (lines[end - 1] ?? "").trimEnd().endsWith(":") ? "lead" : undefined;
}

/** Whether an empty line stands before a block; conditions between count for nothing. */
function isBehindGap(lines: readonly string[], start: number): boolean {
  let before = start - 1;
  while (/^\s*\{\{/.test(lines[before] ?? "")) before -= 1;
  return (lines[before] ?? "").trim() === "";
}

/** The line behind a block's last: lines count from 0. */
export function endOfBlock(lines: readonly string[], start: number): number {
  const first = lines[start] ?? "";
  if (/^\s*(?:`{3,}|\{\{#fence)/.test(first)) {
    const close = lines.findIndex((line, index) => index > start && /^\s*(?:`{3,}|\{\{\/fence)/.test(line));
    return close < 0 ? start + 1 : close + 1;
  }
  if (/^#/.test(first)) return start + 1;
  let end = start + 1;
  while (end < lines.length && !/^\s*(?:$|\{\{[#/^!>]|\{\{else|[-*+] |\d+[.)] |[|#`])/.test(lines[end] ?? "")) end += 1;
  return end;
}

/** A block as it is, in another place of a list. */
function reshaped(lines: readonly string[], { indent = 0, text }: TemplateBlock): string[] {
  const marker = /^(?:[-*+]|\d+[.)]) /.exec(text)?.[0] ?? "";
  const [first = "", ...rest] = lines.map((line) => line.trim());
  const own = /^(?:[-*+]|\d+[.)]) /.exec(first)?.[0] ?? "";
  const margin = " ".repeat(indent);
  return [margin + marker + first.slice(own.length), ...rest.map((line) => margin + " ".repeat(marker.length) + line)];
}

function usual(
  blocks: readonly TemplateBlock[],
): { readonly block: TemplateBlock; readonly count: number } | undefined {
  const counts = new Map<string, { block: TemplateBlock; count: number }>();
  for (const block of blocks) {
    const key = `${block.indent} ${block.gap} ${block.text}`;
    const found = counts.get(key) ?? { block, count: 0 };
    counts.set(key, { block: found.block, count: found.count + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || (a.block.text < b.block.text ? -1 : 1))[0];
}

/**
 * Writes a block as lines of a template.
 *
 * @param block the block
 * @returns its lines, wrapped
 */
export function written({ indent = 0, gap, text }: Pick<TemplateBlock, "indent" | "gap" | "text">): string[] {
  const margin = " ".repeat(indent);
  if (/^(?:`{3,}|~{3,})/.test(text))
    return [...(gap ? [""] : []), ...text.split("\n").map((line) => (line === "" ? "" : margin + line))];
  const hanging = " ".repeat(/^(?:[-*+]|\d+[.)]) /.exec(text)?.[0].length ?? 0);
  const isRow = text.startsWith("|");
  const result: string[] = [];
  let current = "";
  for (const word of text.split(" ")) {
    const lead = result.length === 0 ? margin : isRow ? `${margin}  ` : margin + hanging;
    if (current === "") current = lead + word;
    else if (current.length + 1 + word.length > WIDTH && !/^(?:[-*+#>|]|\d+[.)])/.test(word)) {
      result.push(current);
      current = (isRow ? `${margin}  ` : margin + hanging) + word;
    } else current += ` ${word}`;
  }
  return [...(gap ? [""] : []), ...result, current];
}

/** Puts an empty line before a block, or takes it away. */
function adjustGap(lines: string[], start: number, gap: boolean): void {
  // Conditions stand between the blocks that they divide.
  let before = start - 1;
  while (/^\s*\{\{/.test(lines[before] ?? "")) before -= 1;
  const isEmpty = (lines[before] ?? "").trim() === "";
  const near = (lines[start - 1] ?? "").trim() === "";
  if (gap && !isEmpty && !near) lines.splice(before + 1, 0, "");
  if (!gap && isEmpty && before > 0) lines.splice(before, 1);
}
