import { compareNumbers, readVersion, type Version } from "../../versions.ts";
import type { Pin, PinnedRepository } from "./pin.ts";

/** A stretch of a paragraph: code, or plain text. */
export interface Word {
  readonly start: number;
  readonly text: string;
  readonly isCode: boolean;
}

/** A tag without its repository, which none of these signs precedes. */
const bareAfter = (signs: string) =>
  new RegExp(
    String.raw`(?<![\w./:@+<>$${signs}-])v?\d+(?:\.\d+)*(?:-[a-z](?:[a-z\d.]*[a-z\d])?)*(?![\w/:@=+<$[-]|\.\w)`,
    "g",
  );
const BARE = bareAfter("=");
/** A sample sets options and variables: `--tag=1.4.0-debian13`. */
const BARE_IN_SAMPLE = bareAfter("");
/** What tells a tag from a version wherever it stands. */
const DISTRIBUTION = /-(?:debian|alpine)\d/;

/**
 * Finds tags without their repository in a sentence or a row: those that name a distribution, and in code those with any
 * suffix. A version alone is one where it stands beside a tag of its line: `1.5`, `1.5-debian13`.
 *
 * @param words its words
 * @param around those of the table, for a row
 */
export function bareTags(words: readonly Word[], around: readonly Word[]): Pin[] {
  const found = tagsIn(words);
  const suffixed = tagsIn(around).filter(({ rest }) => rest !== "");
  const isOfLine = ({ tag, numbers }: TaggedWord) =>
    tag.includes(".") && suffixed.some((one) => compareNumbers(one.numbers, numbers) === 0);
  return found.filter((one) => one.rest !== "" || isOfLine(one)).map(({ start, tag }) => ({ start, tag }));
}

type TaggedWord = Pin & Version;

function tagsIn(words: readonly Word[]): TaggedWord[] {
  return words.flatMap(({ text, start, isCode }) =>
    [...text.matchAll(BARE)].flatMap(({ 0: tag, index }): TaggedWord[] => {
      const version = readVersion(tag);
      const isTag = isCode ? tag === text : DISTRIBUTION.test(tag);
      return version && isTag ? [{ start: start + index, tag, ...version }] : [];
    }),
  );
}

/**
 * Finds tags with a distribution in a sample that names no image but the page's own, or none at all.
 *
 * @param text the sample
 * @param repository the page's image
 */
export function bareTagsInSample(text: string, { name }: PinnedRepository): Pin[] {
  const images = [...text.matchAll(IMAGE)].map(([image]) => image.replace(/^(?:.*\/)?(?:dhi-)?/, ""));
  if (images.some((image) => image !== name)) return [];
  return [...text.matchAll(BARE_IN_SAMPLE)].flatMap(({ 0: tag, index }) =>
    DISTRIBUTION.test(tag) ? [{ start: index, tag }] : [],
  );
}

/** What a sample pulls: behind a key or an instruction, from our registry, or with a tag that has a distribution. */
const IMAGE =
  /(?<=\b(?:image|repository)["']?[ \t]*[:=][ \t]*["']?|\bFROM[ \t]+)[\w./-]*[\w-]|(?<![\w./-])(?:dhi(?:\.io)?\/[\w./-]*[\w-]|[\w./-]*[\w-](?=:v?\d[\w.]*-(?:debian|alpine)))/g;
