import { placesIn, plainText, usualEnd } from "../files/line-ends.ts";
import { isUnharmed } from "./harm.ts";
import type { Edit, FixableFinding } from "./rule.ts";

/** What mending one guide gave. */
export interface FixedText {
  readonly text: string;
  /** How many findings were mended. */
  readonly count: number;
}

/**
 * Applies the edits of findings to a guide's text. A finding is mended as a whole or not at all; of two that touch each
 * other the first wins, and another run mends the second. All else stays as it is, line ends and a byte order mark, too.
 *
 * @param text the guide's file, as it was when the findings were made
 */
export function applyFixes(text: string, findings: readonly FixableFinding[]): FixedText {
  const chosen = apart(findings);
  const edits = chosen.flatMap((finding) => finding.edits ?? []);
  return { text: applyEdits(text, edits), count: chosen.length };
}

/**
 * Applies edits to a text, which keeps its line ends and its byte order mark.
 *
 * @param text a file's text
 * @param edits of which no two touch each other; their offsets are those of the text as {@link plainText} gives it
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const placeOf = placesIn(text);
  const lineEnd = usualEnd(text);
  return [...edits]
    .sort((a, b) => b.start - a.start || b.end - a.end)
    .reduce(
      (result, { start, end, text: replacement }) =>
        result.slice(0, placeOf(start)) + replacement.replaceAll("\n", lineEnd) + result.slice(placeOf(end)),
      text,
    );
}

/** How a page is verified and styled while it is mended. */
export interface Mending {
  /** Gives the findings about the page with a text of `\n` line ends. */
  readonly verify: (text: string) => Promise<readonly FixableFinding[]>;
  /** Spells a text in house style. */
  readonly style: (text: string) => string;
}

/** A page that was mended. */
export interface MendedPage {
  readonly text: string;
  /** The findings that went. */
  readonly fixed: readonly FixableFinding[];
}

/**
 * Mends a page. A fix is kept only if its findings went, no new one came, and the page is otherwise what it was
 * (`harm.ts`). A page in house style stays in it; any other keeps its own spelling.
 *
 * @param text the page's file, with its own line ends
 * @param findings what was found in it
 * @returns the page, which mending again would not change
 */
export async function mendPage(
  text: string,
  findings: readonly FixableFinding[],
  { verify, style }: Mending,
): Promise<MendedPage> {
  const mending = { verify: remembering(verify), style: remembering(style) };
  const fixed: FixableFinding[] = [];
  let page = text;
  // Each round leaves fewer findings. One fix may be the ground for another.
  for (let found = findings; ; found = await mending.verify(plainText(page))) {
    const before = { text: page, findings: found };
    const kept = await keepGood(apart(found), (chosen) => isGood(before, chosen, mending));
    if (kept.length === 0) return { text: page, fixed };
    page = fixedPage(page, kept, mending.style);
    fixed.push(...kept);
  }
}

/**
 * Chooses what can be done together, in few trials where most is good.
 *
 * @param items what may be done
 * @param isGood whether it is good to do these, and no other
 * @returns those that are, in their order
 */
export async function keepGood<T>(
  items: readonly T[],
  isGood: (chosen: readonly T[]) => Promise<boolean>,
): Promise<readonly T[]> {
  let kept: readonly T[] = [];
  const tryAll = async (some: readonly T[]): Promise<void> => {
    if (some.length === 0) return;
    if (await isGood([...kept, ...some])) kept = [...kept, ...some];
    else if (some.length > 1) {
      const middle = Math.ceil(some.length / 2);
      await tryAll(some.slice(0, middle));
      await tryAll(some.slice(middle));
    }
  };
  await tryAll(items);
  return kept;
}

/**
 * Whether some findings went and none came. Lines move, so findings are told by their rule and message.
 *
 * @param before the findings before
 * @param after the findings after
 * @param fixed those of `before` that are to go
 */
export function hasOnlyLost(
  before: readonly FixableFinding[],
  after: readonly FixableFinding[],
  fixed: readonly FixableFinding[],
): boolean {
  const allowed = countsOf(before);
  for (const [key, count] of countsOf(fixed)) allowed.set(key, (allowed.get(key) ?? 0) - count);
  return [...countsOf(after)].every(([key, count]) => count <= (allowed.get(key) ?? 0));
}

/**
 * A page with the edits of findings, in house style if it was.
 *
 * @param text the page's file
 * @param findings of which no two touch each other
 * @param style spells a text in house style
 */
export function fixedPage(text: string, findings: readonly FixableFinding[], style: Mending["style"]): string {
  const { text: fixed } = applyFixes(text, findings);
  const end = usualEnd(text);
  const mark = text.slice(0, placesIn(text)(0));
  const spelled = (plain: string) => mark + plain.replaceAll("\n", end);
  const plain = plainText(text);
  return spelled(plain) === text && style(plain) === plain ? spelled(style(plainText(fixed))) : fixed;
}

/** A trial that is kept is looked at again. */
function remembering<T>(give: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const result = known.has(text) ? (known.get(text) as T) : give(text);
    known.set(text, result);
    return result;
  };
}

async function isGood(
  before: { readonly text: string; readonly findings: readonly FixableFinding[] },
  chosen: readonly FixableFinding[],
  { verify, style }: Mending,
): Promise<boolean> {
  const text = plainText(fixedPage(before.text, chosen, style));
  return isUnharmed(plainText(before.text), text) && hasOnlyLost(before.findings, await verify(text), chosen);
}

/** Findings with edits, of which no two touch each other. */
function apart(findings: readonly FixableFinding[]): readonly FixableFinding[] {
  const taken: Edit[] = [];
  return findings.filter(({ edits = [] }) => {
    if (edits.length === 0 || edits.some((edit) => taken.some((other) => overlaps(edit, other)))) return false;
    taken.push(...edits);
    return true;
  });
}

/** Two insertions at one place overlap as well: their order would be chance. */
function overlaps(a: Edit, b: Edit): boolean {
  return a.start === b.start || (a.start < b.end && b.start < a.end);
}

function countsOf(findings: readonly FixableFinding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { code, message } of findings) {
    const key = `${code}\n${message}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
