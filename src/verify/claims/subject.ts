import type { ParsedGuide } from "../parsed/parsed-guide.ts";
import { anyOf } from "../parsed/any-of.ts";

/** "Some images, such as static, …", "most Docker Hardened Images", "images such as Docker Official Images". */
const AT_LARGE = anyOf(
  /\b(?:some|many|most|several|certain|few|various|other|another|not\s+all)\s+(?:of\s+)?(?:(?!this\b)[\w.-]+\s+){0,5}?(?:images?|variants?|containers?)\b(?!\s+of\s+this\b)/i,
  /\b(?:previously|formerly|(?:earlier|older|previous)\s+(?:versions?|releases?|images?))\b/i,
  /\b(?:images?|containers?)\s*,?\s*\(?(?:such\s+as|e\.g\.|for\s+example)/i,
);
const NOUN = String.raw`(?:images?|variants?|containers?)\b`;
/** What runs or is built beside the image; what is named last is what the sentence goes on to speak of. */
const BESIDE = new RegExp(
  String.raw`\b(?:(?:init|debug|helper|ephemeral|database|db|web|client|cache|proxy)[\s-]containers?|initcontainers?|(?:the|a|its)\s+target(?:\s+container)?|sidecars?|pods?|distroless|scratch|resulting\s+(?:images?|containers?)|your\s+(?:own\s+)?(?:[\w-]+\s+){0,2}(?:images?|applications?|apps?))\b(?:\s+${NOUN})*(?!.*\b${NOUN})`,
  "i",
);
/** The last image that is named, in words or as a reference. */
const NAMED = new RegExp(String.raw`((?:[\w.+/:<>-]+\s+){1,4})${NOUN}(?!.*\b${NOUN})`, "i");
/** What holds on one distribution need not hold on another. */
const ONE_DISTRIBUTION = /\b(?:alpine|debian)\b[\w\s.-]{0,20}\b(?:images?|variants?|tags?)\b/i;
/** "Copy it into static, which has". */
const WHICH = /(?<![\w+-])([\w+-]+)["'\s]*,\s+which\s*$/i;
/** "no dev image of Redis". */
const OWNER = /^\s+(?:of|for)\s+(?:the\s+)?([\w+-]+)/i;
const OF_OTHERS = /^\s+(?:of|for|from)\s+(?:another|other|an?\s+different)\b/i;
/** "A running container may have": any, where nothing says which. */
const ANY = new RegExp(String.raw`\b(?:an?|any)\s+((?:[\w-]+\s+){0,3})${NOUN}\s*(?:(?:may|might|can|could)\s*)?$`, "i");
const OWN_KIND = /\b(?:runtime|production|hardened|dhi|default|this|dev(?:elopment)?|compat)\b/i;
const REFERENCE = new RegExp(String.raw`\bdhi(?:\.io)?/(?:dhi-)?([a-z0-9][a-z0-9-]*)(?!.*\b${NOUN})`, "i");
const LABEL = /^\s*(?:note|important|tip|warning|caution)\s*:?\s+/i;
/** What may mean the image: a subject without any of these is a process, an account, a chart. */
const IMAGE =
  /\b(?:images?|variants?|containers?|hardened|dhi|runtime|production|tags?|it|its|they|these|this|those|there|which|both|we|you|default)\b/i;
/** What a sentence only sets its subject against: "Unlike some other images, this one …". */
const CONTRAST =
  /^(?:unlike|like|as\s+(?:with|in)|similar\s+to|in\s+contrast\s+to|compared\s+(?:to|with)|whereas|while|although|though)\b[^,]*,(?!\s*(?:which|that|who|whose)\b)\s*/i;
/** "Use Docker Debug for containers that have no shell": which ones is left open. */
const OPEN = new RegExp(
  String.raw`(?:^${NOUN}|\b(?:debug|attach\s+to|inspect|troubleshoot|access|for|into|with|choose|pick|use|build|create|any|an?)\s+(?:an?\s+|any\s+|the\s+)?(?:[\w-]+\s+){0,3}${NOUN})\s+(?:that|which)\s*$`,
  "i",
);

/**
 * What a sentence says before a claim, without what its subject is only set against.
 *
 * @param before the sentence up to the claim
 */
export function subjectOf(before: string): string {
  return before.replace(LABEL, "").replace(CONTRAST, "");
}

/**
 * Whether a sentence speaks of something else than the guide's image: of images at large, of another image by name, or
 * of what runs beside it.
 *
 * @param subject what stands before the claim
 * @param guide whose image it may be about
 */
export function isAboutOthers(subject: string, guide: ParsedGuide): boolean {
  if (AT_LARGE.test(subject) || BESIDE.test(subject) || ONE_DISTRIBUTION.test(subject)) return true;
  const any = ANY.exec(subject)?.[1];
  if (any !== undefined && !OWN_KIND.test(any) && !isOwnName(any, guide)) return true;
  const reference = REFERENCE.exec(subject)?.[1]?.toLowerCase();
  if (reference !== undefined && guide.imageNames.has(reference) && reference !== guide.name) return true;
  return isAnotherName((NAMED.exec(subject) ?? WHICH.exec(subject))?.[1] ?? "", guide);
}

/**
 * Whether a row or a column of a table is about something else: another image by name, or one distribution.
 *
 * @param head the text that heads it
 * @param guide whose image it may be about
 */
export function headsOthers(head: string, guide: ParsedGuide): boolean {
  const name = head
    .trim()
    .toLowerCase()
    .replace(/^dhi(?:\.io)?\//, "")
    .replace(/:.*$/, "")
    .replace(/\s+/g, "-");
  return /^(?:alpine|debian)\b/i.test(head.trim()) || (guide.imageNames.has(name) && !ownWords(guide).includes(name));
}

/** Whether what follows a claim names another image: "no dev image of Redis". */
export function isOfAnother(after: string, guide: ParsedGuide): boolean {
  return OF_OTHERS.test(after) || isAnotherName(OWNER.exec(after)?.[1] ?? "", guide);
}

/**
 * Whether the subject of a claim may be the image, and not a process, an account or a chart.
 *
 * @param subject what stands before the claim; where that is nothing, it may
 * @param guide whose image it may be
 */
export function mayBeImage(subject: string, guide: ParsedGuide): boolean {
  // "Not included (no dev variant)": what stands in brackets has a subject of its own, or none.
  const own = subject.split(/[(:;—–]/).at(-1) ?? "";
  if (!/[a-z]/i.test(own) || IMAGE.test(own)) return true;
  return isOwnName(own, guide);
}

function isOwnName(text: string, guide: ParsedGuide): boolean {
  const words = text.toLowerCase().split(/[^a-z0-9.+-]+/);
  return ownWords(guide).some((word) => words.includes(word));
}

/** What makes a statement a condition or a supposition, or denies it: "even where", "suppose that", "it is not true that". */
const SUPPOSITION = anyOf(
  /\b(?:if|when|unless|whether|suppose|supposing|think|believe|misconception|myth|imagine|pretend|hypothetical\w*|contrary\s+to)\b/i,
  /\bwhere(?:ver)?\b(?!.*,)/i,
  /\bassum(?:e|es|ed|ing|ption)\s+(?:that|the|this|it|your|an?)\b/i,
  /\bwould\s*$/i,
  /\b(?:not|never|n['’]t)\s+(?:true|mean|imply|the\s+case|say|correct)\b/i,
);
/** What was, and what is to come: "until version 2", "used to have", "a later release". */
const OTHER_TIMES = anyOf(
  /\b(?:until|before|prior\s+to)\s+(?:version|release|recently|v?\d)/i,
  /\bused\s+to\s*$/i,
  /\bin\s+the\s+past\b/i,
  /^earlier\b/i,
  /\b(?:upcoming|planned|later|future|coming)\s+(?:major\s+)?(?:versions?|releases?|variants?|images?)\b/i,
  /\bin\s+(?:the\s+)?future\b/i,
);

/**
 * Whether a statement is no claim about the image as it is.
 *
 * @param before what the sentence says before it
 * @param statement the rest of the sentence
 */
export function isSupposed(before: string, statement: string): boolean {
  // "No shell is needed" says nothing of what there is, nor does what is quoted, and two denials are none.
  if (/^no\b[^.;]*?\b(?:is|are|was)\s+(?:needed|required|necessary|used|involved|run)\b/i.test(statement)) return true;
  if (((before.match(/["“”]/g) ?? []).length % 2 === 1 && /["“”]/.test(statement)) || /\bno\s+longer\s*$/i.test(before))
    return true;
  return SUPPOSITION.test(before) || OTHER_TIMES.test(before) || /^(?:did|was|were|had)\b/i.test(statement);
}

/** Whether a sentence leaves open which images it speaks of, so that it says nothing of one. */
export function isOpen(subject: string): boolean {
  return OPEN.test(subject) || /\b(?:means?|indicates?|suggests?)\s+that\b/i.test(subject);
}

function ownWords({ name = "", image }: ParsedGuide): readonly string[] {
  return [name, ...`${name} ${image?.title ?? ""}`.toLowerCase().split(/[^a-z0-9.+]+/)].filter((word) => word !== "");
}

/** "The Redis" before "image" in the guide of another: the last words are a name of the catalog's, and none of its own. */
function isAnotherName(words: string, guide: ParsedGuide): boolean {
  const parts = words.toLowerCase().trim().split(/\s+/);
  const own = ownWords(guide);
  // "The Docker image" is any image.
  if (parts.some((part) => own.includes(part)) || parts.at(-1) === "docker") return false;
  return parts.some((_, index) => guide.imageNames.has(parts.slice(index).join("-")));
}
