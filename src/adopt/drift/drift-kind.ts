import { diffArrays } from "diff";

/** What kind of difference lies between two wordings. */
export type DriftKind = "format" | "wording" | "meaning";

/** Words that bear the meaning of a sentence: denial, duty, quantity, measure, condition, order, place, frequency. */
const MEANING = new RegExp(
  String.raw`\b(?:${[
    "no|not|non|nor|none|never|nothing|neither|without|cannot|can|could|may|might|must|shall|should|root",
    "only|all|any|some|every|each|both|either|few|fewer|many|more|most|less|least|than|half|one|two|three|four|five|six",
    "seven|eight|nine|ten|twelve|dozens?|hundreds?|thousands?|percent|bytes?|seconds?|minutes?|hours?|days?|weeks?|months?|years?",
    "above|below|under|over|higher|lower|greater|smaller|longer|shorter|minimum|maximum|inside|outside|up|down",
    "if|unless|except|until|instead|or|but|before|after|first|last|always|usually|often|sometimes|typically|generally|rarely",
    "true|false|yes|public|private|internal|external|same|different|allow\\w*|enabl\\w*",
    "required|optional|mandatory|recommended|unsupported|deprecated",
    "(?:disabl|den[iy]|prevent|forbid|exclud|avoid|omit|lack|fail|refus|reject|ignor|remov|delet|block|stop)\\w*",
  ].join("|")})\b|n't\b|^non`,
  "i",
);

/** What is written as machines read it: numbers, paths, options, variables, addresses. */
const MACHINE = /\d|[/\\$@=_<>|%~^+]|^--?\w|\w\.\w|::/;

/** Another name for the image itself. */
const OWN_NAME = /^\{\{(?:title|name)\}\}/;
/** An image reference, as a template has it. */
const REFERENCE = /\{\{(?:reference|registry\.prefix)\}\}/;

/**
 * Tells what lies between two texts, whichever of them comes first.
 *
 * @param usual one text
 * @param other the other
 * @returns `format` where only quotes, ticks, emphasis, punctuation or blanks differ; `meaning` where a denial, a number, a
 *   port, an address, a name or code differs; else `wording`
 */
export function classifyDrift(usual: string, other: string): DriftKind {
  if (codeOf(usual) !== codeOf(other) || addressesOf(usual) !== addressesOf(other)) return "meaning";
  const [before, after] = [wordsOf(usual), wordsOf(other)];
  const code = new Set([...ticked(usual), ...ticked(other)]);
  const hunks = hunksOf(before, after);
  if (hunks.length === 0) return "format";
  return hunks.some((hunk) => isMeant(hunk, code)) ? "meaning" : "wording";
}

/** A word, and whether its capital may be that of its sentence. */
interface Word {
  readonly text: string;
  readonly isFirst: boolean;
}

/** Words of one text that stand in the place of words of the other. */
interface Hunk {
  readonly before: readonly Word[];
  readonly after: readonly Word[];
}

/**
 * The words that differ between two texts, place by place.
 *
 * @param usual one text
 * @param other the other
 * @returns for each place, the words of the one and those of the other
 */
export function changedWords(
  usual: string,
  other: string,
): { readonly before: readonly string[]; readonly after: readonly string[] }[] {
  return hunksOf(wordsOf(usual), wordsOf(other)).map(({ before, after }) => ({
    before: before.map(({ text }) => text),
    after: after.map(({ text }) => text),
  }));
}

function hunksOf(before: readonly Word[], after: readonly Word[]): Hunk[] {
  const hunks: { before: Word[]; after: Word[] }[] = [];
  let isOpen = false;
  for (const part of diffArrays([...before], [...after], { comparator: (a, b) => a.text === b.text })) {
    if (!part.added && !part.removed) {
      isOpen = false;
      continue;
    }
    if (!isOpen) hunks.push({ before: [], after: [] });
    isOpen = true;
    hunks.at(-1)?.[part.added ? "after" : "before"].push(...part.value);
  }
  return hunks;
}

function isMeant({ before, after }: Hunk, code: ReadonlySet<string>): boolean {
  const all = [...before, ...after].map(({ text }) => text);
  if (all.some((text) => REFERENCE.test(text))) return true;
  const own = (words: readonly Word[]) => words.flatMap(({ text }) => OWN_NAME.exec(text)?.[0] ?? []).join(" ");
  if (before.length > 0 && after.length > 0 && own(before) !== own(after)) return true;
  const plain = all.filter((text) => !text.includes("{{"));
  if (plain.some((text) => MACHINE.test(text) || code.has(text))) return true;
  if (spoken(before) === spoken(after)) return false;
  if (plain.some((text) => MEANING.test(text))) return true;
  return hasOtherName(before, after) || hasOtherName(after, before) || isDenied(before, after);
}

/** Words as they are said aloud. */
function spoken(words: readonly Word[]): string {
  return words.map(({ text }) => text.toLowerCase()).join(" ");
}

/** Whether a name stands on one side that the other side does not have, whatever its case. */
function hasOtherName(words: readonly Word[], others: readonly Word[]): boolean {
  const known = new Set(others.map(({ text }) => text.toLowerCase()));
  return words.some(
    ({ text, isFirst }) =>
      (isFirst ? /\p{Ll}\p{Lu}|\p{Lu}{2}/u : /\p{Lu}/u).test(text) &&
      !text.includes("{{") &&
      !known.has(text.toLowerCase()),
  );
}

/** `safe` and `unsafe`: a word, and the same with a prefix that denies it. */
function isDenied(before: readonly Word[], after: readonly Word[]): boolean {
  const forms = (words: readonly Word[]) => words.map(({ text }) => text.toLowerCase());
  const denies = (a: string, b: string) => /^(?:un|in|im|dis|de|mis)-?/.test(a) && a.length > b.length && a.endsWith(b);
  return forms(before).some((a) =>
    forms(after).some((b) => Math.min(a.length, b.length) > 2 && (denies(a, b) || denies(b, a))),
  );
}

/** The words of a text without its samples, and without what only its form decides. */
function wordsOf(text: string): Word[] {
  const plain = text
    .replace(CODE, (_, __, info: string) => info)
    .replace(/\]\([^)]*\)/g, "]")
    .replace(/[’‘]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/\|(?: *:?-+:? *\|)+/g, " ");
  let isFirst = true;
  return plain.split(/\s+/).flatMap((written): Word[] => {
    const text = bare(written);
    const word = { text, isFirst };
    // A list marker or a heading's hashes begin a sentence, too.
    isFirst = text === "" ? isFirst || /[|.!?:]/.test(written) : /[.!?:]["')*_]*$/.test(written);
    return text === "" && written !== "|" ? [] : [text === "" ? { text: "|", isFirst } : word];
  });
}

/** A word without the marks around it; what stands within it is its own. */
function bare(word: string): string {
  const text = word.replace(/[*`]/g, "").replace(/^[_"'([–—#]+|[_"')\].:;,!?–—]+$/g, "");
  return /^[-+]$/.test(text) ? "" : text;
}

/** A sample: its fence, what the fence says, and the code. */
const CODE = /^ *(`{3,}|~{3,})([^\n]*)\n([\s\S]*?)^ *\1[`~]*$/gm;

function codeOf(text: string): string {
  return [...text.matchAll(CODE)].map(([, , , code]) => code).join("\n");
}

/** The words that stand in ticks. */
function ticked(text: string): string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)].flatMap(([, code = ""]) => code.split(/\s+/).map(bare));
}

/** Where a text links to, and the addresses that it names. */
function addressesOf(text: string): string {
  const links = [...text.matchAll(/\]\(([^)\s]*)[^)]*\)/g)].map(([, target]) => target);
  return [...links, ...(text.match(/(?<!\]\()https?:\/\/[^\s)>`]+/g) ?? [])].join(" ");
}
