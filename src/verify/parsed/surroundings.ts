import type { CodeBlock } from "./code-blocks.ts";
import type { ImageReference } from "./image-references.ts";
import type { ParsedGuide } from "./parsed-guide.ts";
import { introductionOf, sentencesOf } from "./prose.ts";

const COMMENT = /(?:^|\s)(?:#|\/\/|--(?=\s))\s?(.*)$/;

/** What a guide says of a reference where it stands. */
export interface Surroundings {
  /** The sentence up to the reference; in code, of the comment that it stands in. */
  readonly before: string;
  /** The whole sentence; in code the comments beside and right above it. */
  readonly text: string;
  /** What the sentence belongs to: the paragraph that introduces the list, the rest of the row, the heading. */
  readonly context: string;
}

/**
 * What a guide says of a reference where it stands.
 *
 * @returns its sentence, or the comments of its sample
 */
export function surroundingsOf(reference: ImageReference, guide: ParsedGuide): Surroundings {
  const { block, start, text } = reference;
  return block ? commentsAround(block, start, text) : sentenceAround(reference, guide);
}

function sentenceAround({ start }: ImageReference, { prose }: ParsedGuide): Surroundings {
  const place = prose.find((one) => one.start <= start && start < one.end);
  const sentence = place && sentencesOf(place).findLast((one) => one.start <= start);
  if (!sentence) return { before: "", text: "", context: "" };
  const { cell, intro, headings } = sentence.prose;
  return {
    before: sentence.text.slice(0, start - sentence.start),
    text: sentence.text,
    context: [intro, cell?.rowText, cell?.columnHead, headings.at(-1)].join(" "),
  };
}

function commentsAround(block: CodeBlock, start: number, text: string): Surroundings {
  const comments = commentsAt(block, start);
  const end = comments.lastIndexOf(text);
  return { before: end === -1 ? "" : comments.slice(0, end), text: comments, context: "" };
}

/**
 * The comments of a sample that speak of a place in it: at the end of its line, and the lines of comments above it, or
 * around it where it stands in one.
 *
 * @param start the offset of the place in the guide
 */
export function commentsAt({ lines }: CodeBlock, start: number): string {
  const at = lines.findLastIndex(({ offset }) => offset <= start);
  const isComment = (index: number) => /^\s*(?:#|\/\/|--\s)/.test(lines[index]?.text ?? "");
  let first = at;
  while (isComment(first - 1)) first--;
  let last = at;
  while (isComment(at) && isComment(last + 1)) last++;
  return lines
    .slice(first, last + 1)
    .map((line) => COMMENT.exec(line.text)?.[1] ?? "")
    .join(" ");
}

/** "is not yet published", "does not exist", "coming soon". */
const ABSENT =
  /\b(?:not|never)\s+(?:(?:yet|been|be|exist|\w+ly)\s+)*(?:published|available|offered|provided|released|shipped|(?:part\s+of|in|on)\s+(?:the\s+|our\s+)?(?:catalog|registry))\b|\b(?:is|are|was|were|has|have|does|do|did)n['’]t\s+(?:(?:yet|currently|been|be)\s+)*(?:published|publish|available|offered|offer|provided|released|exist|shipped|ship)\b|\b(?:does|do|did|will)\s+not\s+(?:(?:yet|currently)\s+)*(?:exist|publish|offer|ship)\b|\b(?:removed|retired|withdrawn|discontinued|hypothetical|fictional|coming\s+soon|unpublished|unavailable|nonexistent|non-existent|planned)\b|\bno\s+longer\s+(?:published|available|exists?|offered|provided)\b|\bno\s+such\s+image\b|\b(?:once|until|as\s+soon\s+as)\b.*\b(?:published|available|released)\b/i;
/** "there is no dhi.io/x", "instead of dhi.io/x". */
const BEFORE_ABSENT =
  /\b(?:there\s+(?:is|are)|there['’]s|(?:has|have|is|are)|publish(?:es)?|offers?)\s+(?:currently\s+|yet\s+)?no\s+(?:(?:image|hardened|docker|dhi)\s+)*["'\s]*$|\b(?:instead\s+of|rather\s+than|in\s+place\s+of|not|formerly|previously|renamed\s+from|avoid|unlike|(?:was|were|been)\s+(?:once\s+)?(?:called|named|known\s+as|published\s+as)|(?:not|n['’]t|never)\s+(?:use|pull|publish|pin|offer|provide|rely\s+on))\s+(?:(?:the|an?|any|image|called|named|as)\s+)*["'\s]*$/i;

/**
 * Whether a guide itself says that what a reference names is not there.
 *
 * @param reference the reference
 * @param guide the guide that it stands in
 */
export function isSaidAbsent(reference: ImageReference, guide: ParsedGuide): boolean {
  const { before, text, context } = surroundingsOf(reference, guide);
  return ABSENT.test(text) || ABSENT.test(context) || BEFORE_ABSENT.test(before);
}

/** "use a tag with the `-dev` suffix", "a dev variant". */
const DEV = /(?<![\w-]non)-dev\b|(?<!non-)\bdev(?:elopment)?\s+(?:tags?|variants?|images?|suffix)\b/i;

/**
 * Whether a guide says that a sample is for a dev variant, though its tag may be any: in the paragraph that introduces
 * it, or in comments.
 *
 * @param start the offset of a place in the sample
 */
export function isForDev({ code, prose }: ParsedGuide, start: number): boolean {
  const block = code.find((one) => one.start <= start && start < one.end);
  return block !== undefined && DEV.test(`${introductionOf(prose, block.start)} ${commentsAt(block, start)}`);
}
