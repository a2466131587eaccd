/*
 * What single words of English say about whether two sentences say the same. The lists are short on purpose: a word that
 * is on none of them counts as one that means something.
 */

/** Words that bear the meaning of a sentence: denial, duty, quantity, measure, condition, order, place, frequency. */
const BEARING = new RegExp(
  String.raw`^(?:${[
    "no|not|non|nor|none|never|nothing|neither|without|cannot|can|could|may|might|must|shall|should|root|nonroot",
    "only|all|any|some|every|each|both|either|few|fewer|many|more|most|less|least|than|half|one|two|three|four|five|six",
    "seven|eight|nine|ten|twelve|dozens?|hundreds?|thousands?|percent|bytes?|seconds?|minutes?|hours?|days?|weeks?|months?|years?",
    "above|below|under|over|higher|lower|greater|smaller|longer|shorter|minimum|maximum|inside|outside|up|down",
    "if|unless|except|until|instead|or|but|before|after|first|last|always|usually|often|sometimes|typically|generally|rarely",
    "true|false|yes|public|private|internal|external|same|different|allow\\w*|enabl\\w*",
    "required|optional|mandatory|recommended|unsupported|deprecated",
    "(?:disabl|den[iy]|prevent|forbid|exclud|avoid|omit|lack|fail|refus|reject|ignor|remov|delet|block|stop)\\w*",
  ].join("|")})$|n't$|^non|less$`,
);

/** What is written as machines read it: numbers, paths, options, variables, addresses. */
const MACHINE = /\d|[/\\$@=<>|%~^+{}]|^--?\w|\w[._]\w|::/;

/** Words that bind others and say nothing alone. */
const SMALL = new Set(
  (
    "a an the this that these those it its their his her your you we our they them i is are be been being was were am " +
    "of to in on at by for from as with into and so then which who whose what there here do does did has have had will " +
    "would also just please very – how when where while"
  ).split(" "),
);

/** Words that may be left out of our sentences. */
const DISPENSABLE = new Set(
  "image images following intended designed meant provided given simply own itself make respective respectively note".split(
    " ",
  ),
);

/** Words for one thing. */
const SAME: readonly string[] = [
  "use utilize employ",
  "run start launch execute",
  "ensure sure",
  "need require",
  "show display",
  "help assist",
  "include contain ship",
  "create make",
  "get obtain",
  "configure set",
  "typical usual common standard",
  "documentation docs",
  "because since",
  "troubleshoot debug",
  "e.g example",
];

/**
 * A word without the marks around it; what stands within it is its own.
 *
 * @param word as it is written
 * @returns the word, "" where it is nothing but marks
 */
export function bare(word: string): string {
  return word.replace(/^[*`_"'([]+|[*`_"')\].:;,!?]+$/g, "").replace(/^[–—]$/, "");
}

/**
 * A word as it is said aloud.
 *
 * @param word as it is written
 * @returns it in lower case, without marks
 */
export const spoken = (word: string): string => bare(word).toLowerCase();

/**
 * Whether a word is written as machines read it.
 *
 * @param word with the marks behind it
 * @returns true for numbers, paths, options, cells
 */
export const isMachine = (word: string): boolean => word === "|" || MACHINE.test(bare(word));

/**
 * Whether a sentence turns on a word.
 *
 * @param word as it is spoken
 * @returns true for denials, duties, quantities and the like
 */
export const isBearing = (word: string): boolean => BEARING.test(word);

/**
 * Whether a word says nothing alone.
 *
 * @param word as it is spoken
 * @returns true for articles, pronouns, prepositions
 */
export const isSmall = (word: string): boolean => SMALL.has(word);

/**
 * Whether a word may be left out of our sentences.
 *
 * @param word as it is spoken
 * @returns true for the few that say little
 */
export const isDispensable = (word: string): boolean => DISPENSABLE.has(word);

/**
 * Whether two words say the same.
 *
 * @param a one, as it is spoken
 * @param b the other
 * @returns true for forms of one word, and words for one thing
 */
export function areNear(a: string, b: string): boolean {
  const [mine, theirs] = [stemOf(a), stemOf(b)];
  return mine === theirs || SAME.some((words) => [mine, theirs].every((stem) => hasStem(words, stem)));
}

const hasStem = (words: string, stem: string): boolean => words.split(" ").some((word) => stemOf(word) === stem);

function stemOf(word: string): string {
  const stem = word.length > 3 ? word.replace(/(?:'s|ing|ies|ed|es|s|e|y|d)$/, "") : word;
  return stem.replace(/([b-df-hj-np-tv-z])\1$/, "$1");
}
