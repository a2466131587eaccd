import { diffArrays } from "diff";
import { blocksOf, type Block } from "./blocks.ts";
import { DRIFT_KINDS, type DriftKind } from "./drift-file.ts";
import { areNear, bare, isBearing, isDispensable, isMachine, isSmall, spoken } from "./drift-words.ts";

/**
 * Tells what lies between two texts, whichever of them comes first. In doubt it is meaning.
 *
 * @param shared one text: a block, or several
 * @param published the other
 * @param name the image that they are about: a placeholder in one text, where the other names it, is a wording
 * @returns `format` where only quotes, ticks, emphasis or final marks differ; `shape` where the same words stand in other
 *   blocks, or are a link; `wording` where words differ that say the same; else `meaning`
 */
export function driftKind(shared: string, published: string, name = ""): DriftKind {
  const kind = textKind(shared, published);
  if (kind !== "meaning" || name === "") return kind;
  const named = new RegExp(String.raw`(?<![a-z\d])${name.replace(/[^a-z\d]/gi, String.raw`\$&`)}(?![a-z\d])`, "gi");
  // In a sample, a name is what a reader would type.
  const [mine, theirs] = [textBlocks(shared), textBlocks(published)];
  const placeholders = isOtherSample(mine, theirs) ? [] : new Set(`${shared} ${published}`.match(/<[a-z-]+>/g));
  for (const placeholder of placeholders) {
    const [from, to] = [shared, published].map((text) => text.replace(named, placeholder));
    const rest = textKind(from ?? "", to ?? "");
    if (rest !== "meaning") return worse("wording", rest);
  }
  return "meaning";
}

function textKind(shared: string, published: string): DriftKind {
  const [before, after] = [textBlocks(shared), textBlocks(published)];
  if (isOtherSample(before, after) || isOtherSign(shared, published)) return "meaning";
  const kinds = [shapeKind(before, after), addressKind(shared, published), wordsKind(before, after)];
  return kinds.reduce(worse);
}

/** The line below a table's head says where its columns are set, and nothing else. */
const textBlocks = (text: string): Block[] => blocksOf(text).filter(({ kind }) => kind !== "rule");

const rank = (kind: DriftKind): number => DRIFT_KINDS.indexOf(kind);
const worse = (a: DriftKind, b: DriftKind): DriftKind => (rank(b) > rank(a) ? b : a);

/** Code, and HTML: what a machine reads is never a wording. */
function isOtherSample(before: readonly Block[], after: readonly Block[]): boolean {
  const samples = (blocks: readonly Block[]) =>
    blocks.filter(({ kind, text }) => kind === "code" || (kind === "raw" && text.startsWith("<")));
  const [mine, theirs] = [samples(before), samples(after)];
  return mine.length !== theirs.length || mine.some(({ key }, index) => key !== theirs[index]?.key);
}

/** Signs whose neighbours matter: `<placeholder>`, code that would be Markdown without its ticks, a box, a parenthesis. */
function isOtherSign(shared: string, published: string): boolean {
  return SIGNS.some((signs) => signs(shared).join("\n") !== signs(published).join("\n"));
}

const SIGNS: readonly ((text: string) => readonly string[])[] = [
  (text) =>
    text
      .split(/\s+/)
      .filter((word) => /[<>]/.test(word) && word !== ">")
      .map((word) => word.replace(/[.,:;]+$/, "")),
  (text) => ticked(text).filter((code) => /[*_<>|\\$&{}[\]()]/.test(code)),
  (text) => text.match(/^\s*(?:[-*+]|\d+[.)]) +\[[ xX]\]/gm)?.map((box) => box.slice(-3).toLowerCase()) ?? [],
  (text) => [String(text.replace(/\]\([^)]*\)/g, "]").match(/\(/g)?.length ?? 0)],
  (text) => [String(text.match(/~~/g)?.length ?? 0)],
];

/** The code spans of a text. */
function ticked(text: string): string[] {
  return [...text.matchAll(/(?<!`)(`{1,2})(?!`)([^`\n]+)\1(?!`)/g)].map(([, , code = ""]) => code.trim());
}

/** A list nested or flat, paragraphs for items, one block for two. A heading that is none any more breaks its links. */
function shapeKind(before: readonly Block[], after: readonly Block[]): DriftKind {
  const headings = (blocks: readonly Block[]) => blocks.filter(({ kind }) => kind === "heading");
  const [mine, theirs] = [headings(before), headings(after)];
  if (mine.length !== theirs.length) return "meaning";
  // The marks of a heading are part of what others link to.
  if (mine.some(({ text }, index) => text !== theirs[index]?.text)) return "wording";
  const ordered = (blocks: readonly Block[]) => blocks.filter(({ text }) => /^\d+[.)] /.test(text)).length;
  if (ordered(before) !== ordered(after)) return "wording";
  const shape = (blocks: readonly Block[]) =>
    blocks.map(({ kind, indent }) => `${kind}${indent - (blocks[0]?.indent ?? 0)}`).join(" ");
  return shape(before) === shape(after) ? "format" : "shape";
}

/** Where a text links to: a link may be plain words, but not lead elsewhere. */
function addressKind(shared: string, published: string): DriftKind {
  const [mine, theirs] = [addressesOf(shared), addressesOf(published)];
  if (mine.join(" ") === theirs.join(" ")) return "format";
  const [few, many] = mine.length < theirs.length ? [mine, theirs] : [theirs, mine];
  let next = 0;
  for (const address of many) if (address === few[next]) next += 1;
  return few.length < many.length && next === few.length ? "shape" : "meaning";
}

function addressesOf(text: string): string[] {
  return [
    ...[...text.matchAll(/\]\(([^)\s]*)[^)]*\)/g)].map(([, target = ""]) => target),
    ...(text.match(/(?<!\]\()https?:\/\/[^\s)>`*"']+/g) ?? []).map((address) => address.replace(/[.,:;]+$/, "")),
  ].sort();
}

/** Compares the words, whatever blocks they stand in. */
function wordsKind(before: readonly Block[], after: readonly Block[]): DriftKind {
  const [mine, theirs] = [before.flatMap(wordsOf), after.flatMap(wordsOf)];
  if (mine.join(" ") === theirs.join(" ")) return "format";
  const code = new Set([...before, ...after].flatMap(({ text }) => ticked(text)).flatMap((each) => each.split(/\s+/)));
  const removed: string[] = [];
  const added: string[] = [];
  for (const part of diffArrays([...mine], [...theirs])) {
    if (part.removed) removed.push(...part.value);
    if (part.added) added.push(...part.value);
  }
  const changed = [...removed, ...added];
  if (changed.some((word) => isMachine(word) || code.has(bare(word)))) return "meaning";
  // Where only marks within the sentence, or capitals, differ.
  if (mine.map(spoken).join(" ") === theirs.map(spoken).join(" ")) return "wording";
  const isHeading = [...before, ...after].some(({ kind }) => kind === "heading");
  if (isHeading) return "meaning";
  const [lost, won] = unmoved(removed.map(spoken), added.map(spoken));
  if ([...lost, ...won].some(isBearing) || hasMovedDenial(removed, added)) return "meaning";
  return isReworded(lost, won) ? "wording" : "meaning";
}

/** Words of one side that the other does not have elsewhere. */
function unmoved(removed: readonly string[], added: readonly string[]): readonly [string[], string[]] {
  const won = [...added];
  const lost = removed.filter((word) => {
    const at = won.indexOf(word);
    if (at >= 0) won.splice(at, 1);
    return at < 0;
  });
  return [lost.filter((word) => word !== ""), won.filter((word) => word !== "")];
}

/** "not A but B", "B but not A". */
function hasMovedDenial(removed: readonly string[], added: readonly string[]): boolean {
  return removed.some((word) => isBearing(spoken(word)) && added.some((other) => spoken(other) === spoken(word)));
}

/** Whether each word that is gone has another for it, or says nothing of its own. */
function isReworded(lost: readonly string[], won: readonly string[]): boolean {
  const rest = won.filter((word) => !isSmall(word));
  const left = lost.filter((word) => {
    if (isSmall(word)) return false;
    const at = rest.findIndex((other) => areNear(word, other));
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
  // A word that says little may come or go, but not be another in its place: "image" for "container".
  return [left, rest].every((words) => words.every(isDispensable)) && (left.length === 0 || rest.length === 0);
}

/** The words of a block with the marks within its sentences, without what only its form decides. */
function wordsOf({ kind, text }: Block): string[] {
  if (kind === "code") return [];
  const plain = text
    .replace(/^#+ +/, "")
    .replace(/^(?:[-*+]|\d+[.)]) +(?:\[[ xX]\] +)?/, "")
    .replace(/^ *>(?: *>)* ?/gm, " ")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\\(?=[!-/:-@[-`{-~])/g, "")
    .replace(/[’‘]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/(?<=\s)(?:-{1,3}|–|—)(?=\s)/g, "–");
  const words = plain.split(/\s+/).flatMap((word) => {
    const stripped = bare(word);
    const mark = /[.,:;!?]+(?=["')*_`]*$)/.exec(word)?.[0] ?? "";
    return stripped === "" && mark === "" ? (word === "–" || word === "|" ? [word] : []) : [stripped + mark];
  });
  // The mark that ends a block, or a cell, is its form; a question is none.
  return words.flatMap((word, index) => {
    const isLast = index === words.length - 1 || words[index + 1] === "|";
    const form = isLast ? word.replace(/[.,:;]+$/, "") : word;
    return form === "" ? [] : [form];
  });
}
