import type { CodeBlock } from "./code-blocks.ts";
import type { ImageReference } from "./image-references.ts";
import type { ParsedGuide } from "./parsed-guide.ts";
import { introductionOf, sentencesOf } from "./prose.ts";
import { hasPrompts } from "./shell-session.ts";
import { anyOf } from "./any-of.ts";

const COMMENT = /(?:^|\s)(?:#|\/\/|--(?=\s))\s?(.*)$/;

/** What a guide says of a reference where it stands. */
export interface Surroundings {
  /** The sentence up to the reference; in code, of the comment that it stands in. */
  readonly before: string;
  /** The whole sentence; in code the comments beside and right above it. */
  readonly text: string;
  /** What the sentence belongs to: the paragraph that introduces the list, the rest of the row, the heading. */
  readonly context: string;
  /** In a table, the head of its column. */
  readonly columnHead: string;
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
  if (!sentence) return { before: "", text: "", context: "", columnHead: "" };
  const { cell, intro, headings } = sentence.prose;
  return {
    before: sentence.text.slice(0, start - sentence.start),
    text: sentence.text,
    context: [intro, cell?.rowText, cell?.columnHead, headings.at(-1)].join(" "),
    columnHead: cell?.columnHead ?? "",
  };
}

function commentsAround(block: CodeBlock, start: number, text: string): Surroundings {
  const comments = commentsAt(block, start);
  const end = comments.lastIndexOf(text);
  return { before: end === -1 ? "" : comments.slice(0, end), text: comments, context: "", columnHead: "" };
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
const ABSENT = anyOf(
  /\b(?:not|never)\s+(?:(?:yet|been|be|exist|\w+ly)\s+)*(?:published|available|offered|provided|released|shipped|(?:part\s+of|in|on)\s+(?:the\s+|our\s+)?(?:catalog|registry))\b/i,
  /\b(?:is|are|was|were|has|have|does|do|did)n['’]t\s+(?:(?:yet|currently|been|be)\s+)*(?:published|publish|available|offered|offer|provided|released|exist|shipped|ship)\b/i,
  /\b(?:does|do|did|will)\s+not\s+(?:(?:yet|currently)\s+)*(?:exist|publish|offer|ship)\b/i,
  /\b(?:removed|retired|withdrawn|discontinued|hypothetical|fictional|coming\s+soon|made[\s-]up|fictitious|in\s+preparation|unpublished|unavailable|nonexistent|non-existent|planned)\b/i,
  /\bno\s+longer\s+(?:published|available|exists?|offered|provided|supported|maintained)\b/i,
  /(?:\bnot|n['’]t)\s+(?:supported|maintained)\s+any\s?more\b/i,
  /\bno\s+such\s+image\b/i,
  /\b(?:once|until|as\s+soon\s+as)\b.*\b(?:published|available|released|exists?)\b/i,
);
/** What is to come, what was, and what is only supposed: "will be published", "used to be", "if it existed". */
const NOT_NOW = anyOf(
  /\bwill\s+(?:\w+ly\s+)?be(?:come)?\s+(?:published|available|released|offered)\b/i,
  /\bbecomes?\s+available\b/i,
  /\bupcoming\b/i,
  /\bin\s+(?:the\s+)?future\b/i,
  /(?<!\b(?:is|are|be|been|was|were)\s)\bused\s+to\s+(?:be|say|use|pull|name|recommend)\b/i,
  /\bbefore\s+(?:version|release|v?\d)/i,
  /\bif\b.*\bexisted\b/i,
  /\bsuppose\b/i,
);
/** What is said of an image that is going: "is deprecated", "reached its end of life". */
const ENDED =
  /\bend[\s-]of[\s-](?:life|support)\b|\bEOL\b|\bdeprecated\b|\breplaced\s+by\b|\b(?:was|were)\s+dropped\b/i;
/** What a command says of an image that is not there. */
const FAILURE = anyOf(
  /\bnot\s+found\b/i,
  /\bmanifest\s+unknown\b/i,
  /\b(?:fails?|failed|failing)\b/i,
  /\berror\s+response\b/i,
  /\b(?:pull\s+access|access)\s+(?:is\s+)?denied\b/i,
  /\bno\s+such\s+(?:manifest|tag)\b/i,
);
/** A column or a row for what the image replaces. */
const OLD = /^\s*(?:from|old|before|previous(?:ly)?|former(?:ly)?|deprecated|removed|retired|instead\s+of)\b/i;
/** "Change dhi.io/x to dhi.io/y". */
const CHANGED = /\b(?:chang|upgrad|updat|migrat|switch|bump|renam)\w*\s+(?:(?:the|image|tag|line|base)\s+)*["'\s]*$/i;
const TO = /^\S+["'\s]+(?:to|into|by|with)\b/i;
/** A comment that heads what a sample had or must not have: "Before: FROM dhi.io/x", "# Wrong". */
const OLD_SAMPLE = /(?:^|\s)(?:before|old|previous(?:ly)?|wrong|bad|incorrect|don['’]t|do\s+not|avoid)\s*(?::|\(|$)/i;
const QUESTION = /^(?:is|are)\s+there\b.*\?$/i;
/** What introduces a sample of what one must not do. */
const WRONG_SAMPLE =
  /^(?:(?:this|these|the\s+following)\b[^.]*\b(?:fails?|is\s+wrong)\b|(?:avoid|don['’]t|do\s+not|never)\b)[^.]*:?$/i;
/** "there is no dhi.io/x", "instead of dhi.io/x". */
const BEFORE_ABSENT =
  /\b(?:there\s+(?:is|are)|there['’]s|(?:has|have|is|are)|publish(?:es)?|offers?)\s+(?:currently\s+|yet\s+)?no\s+(?:(?:image|hardened|docker|dhi)\s+)*["'\s]*$|\b(?:instead\s+of|rather\s+than|in\s+place\s+of|not|formerly|previously|renamed\s+from|avoid|unlike|neither|nor|no|typo\s+(?:such\s+as|like)|request|replac(?:e|es|ing)|(?:chang|upgrad|updat|migrat|mov|switch|bump)\w*\s+from|(?:was|were|been)\s+(?:once\s+)?(?:called|named|known\s+as|published\s+as)|(?:not|\w+n['’]t|never)\s+(?:use|pull|publish|pin|offer|provide|rely\s+on))\s+(?:(?:the|an?|any|image|called|named|as)\s+)*["'\s]*$/i;

/**
 * Whether a guide itself says that what a reference names is not there.
 *
 * @param reference the reference
 * @param guide the guide that it stands in
 */
export function isSaidAbsent(reference: ImageReference, guide: ParsedGuide): boolean {
  const { before, text, context, columnHead } = surroundingsOf(reference, guide);
  const words = `${text}\n${context}`;
  if (ABSENT.test(words) || NOT_NOW.test(words) || BEFORE_ABSENT.test(before)) return true;
  const after = text.slice(before.length);
  if (ENDED.test(`${after}\n${context}`) || FAILURE.test(after) || OLD.test(columnHead)) return true;
  return (
    (CHANGED.test(before) && TO.test(after)) ||
    OLD_SAMPLE.test(before || text) ||
    QUESTION.test(text) ||
    isPulledInVain(reference, guide)
  );
}

/** Whether a sample shows that what it names is not there: in a message, or in what a session prints below the command. */
function isPulledInVain({ block, start, text }: ImageReference, { prose }: ParsedGuide): boolean {
  if (!block) return false;
  const introduction = introductionOf(prose, block.start).split("\n").at(-1) ?? "";
  if (WRONG_SAMPLE.test(introduction.split(/(?<=[.!?])\s+/).at(-1) ?? "")) return true;
  const at = block.lines.findLastIndex(({ offset }) => offset <= start);
  if (FAILURE.test(block.lines[at]?.text ?? "")) return true;
  if (!hasPrompts(block)) return false;
  const below = block.lines.slice(at + 1);
  const next = below.findIndex((line) => /^\s*\$ /.test(line.text));
  return below
    .slice(0, next === -1 ? undefined : next)
    .some((line) => line.text.includes(text) && FAILURE.test(line.text));
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

/** What says that a program is not there, in a message or in words. */
const NOT_FOUND =
  /executable file not found|no such file or directory|command not found|\bOCI runtime (?:exec|create) failed/i;
const SHOWS_ABSENCE = anyOf(
  /\b(?:this|these|following|command)\b[^.]*\bfails?\b/i,
  /\b(?:must\s+fail|should\s+fail|expected\s+to\s+fail|does\s+not\s+work|does(?:n['’]t)\s+work|not\s+possible)\b/i,
  /\b(?:verify|check|confirm|prove|show|demonstrate)\w*\s+(?:that\s+)?(?:there\s+is|the\s+image\s+(?:has|contains?|includes?))\s+no\b/i,
);

/**
 * Whether a guide starts a program to show that it is not there: it says so above, or what is printed does, or the sample
 * goes on where it fails.
 *
 * @param start the offset of the program in a sample
 */
export function isShownToFail({ code, prose }: ParsedGuide, start: number): boolean {
  const block = code.find((one) => one.start <= start && start < one.end);
  if (!block) return false;
  const line = block.lines.findLast(({ offset }) => offset <= start)?.text ?? "";
  if (NOT_FOUND.test(block.value) || /^\s*(?:\$ )?!\s|\|\|\s*(?:echo|true|:|printf)/.test(line)) return true;
  const introduction = `${introductionOf(prose, block.start).split("\n").at(-1) ?? ""} ${commentsAt(block, start)}`;
  return SHOWS_ABSENCE.test(introduction);
}
