import type { CodeBlock } from "../parsed/code-blocks.ts";
import {
  commandBefore,
  type ImageReference,
  hasHost,
  hasPlaceholder,
  repositoryOf,
} from "../parsed/image-references.ts";
import { type Sentence, sentencesOf } from "../parsed/prose.ts";
import type { ParsedGuide } from "../parsed/parsed-guide.ts";
import { commentsAt } from "../parsed/surroundings.ts";
import type { RuleProblem, Rule } from "../rule.ts";

/** What only a guide of the mirror profile says: that the reader mirrors, or has mirrored, the repository first. */
const MIRROR_WORDING = [
  /\b(?:you\s+)?must\s+(?:first\s+)?mirror\b/i,
  /\bmirror\s+the\s+(?:image\s+)?repository\s*,\s*select\b/i,
  /\bView\s+in\s+repository\b/,
  /\bMirror\s+to\s+repository\b/,
];
const PUBLIC_WORDING = [
  /\bexamples\s+in\s+this\s+guide\s+use\s+the\s+public\s+image\b/i,
  /\bdocker\s+login\s+dhi\.io\b/i,
];

/** What words a page that pulls from a mirror, or from the public registry, as a matter of course. */
const MIRROR_TALK = /\bmirror|\byour\s+(?:\S+\s+){0,2}(?:namespace|registry|organi[sz]ation)\b/i;
const PUBLIC_TALK = /\bdhi\.io\b|\bpublic\s+(?:images?|registry)\b/i;
/** What tells of both registries: a case, or one of two references side by side. */
const EITHER = /^(?:if|when)\b|^(?:public|mirrored)\s+image\b/i;
/** What is pulled from a mirror alone, whatever the profile: FIPS, STIG, extended life and customized images. */
const FROM_MIRROR =
  /\bfips\b|\bstig\b|\bels\b|\bextended[\s-]life|\bcustomi[sz]|\bcomplian(?:ce|t)\s+(?:variant|image|tag)s?\b/i;
const FROM_MIRROR_TAG = /(?:^|[-_<])(?:fips|stig|els|sfw-ent)(?:$|[-_>\d])/i;
/** A variable of such a tag, in the sample that pulls it. */
const SETS_TAG = /=\S*(?:fips|stig|els)\b/i;
/** What says that a sample is for whoever has a mirror. */
const FOR_MIRROR = /\bmirror(?:s|ed|ing)?\b|\byour\s+own\s+(?:registry|namespace)\b/i;
/** What says so where what only a mirror has is spoken of. */
const OWN_NAMESPACE = /\bmirror|\byour\s+(?:\S+\s+){0,2}(?:namespace|registry|organi[sz]ation)\b/i;
/** A copy into a mirror, and what is pushed there. */
const INTO_MIRROR = /\bpush\s+["']?$|\b(?:copy|cp|tag|mirror)\b.*\bdhi\.io\/.*$/i;

/** What a reference begins with: `oci://`. */
const SCHEME = /^[a-z-]+:\/\//;

/** A guide refers to images of the other registry profile than its own, or speaks in the other's words. */
export const registryProfile: Rule = {
  code: "registry-profile",
  severity: "error",
  check: ({ guide, config }) =>
    config.profile === "public"
      ? [...mirrorReferences(guide), ...wording(guide, MIRROR_WORDING, "mirror")]
      : [...publicReferences(guide), ...wording(guide, PUBLIC_WORDING, "public")],
};

/**
 * Prose may tell how a mirrored image is called; a sample is meant to be run as it stands. One of what only a mirror
 * has is right, and so is one that is introduced as the mirror's.
 */
function mirrorReferences(guide: ParsedGuide): RuleProblem[] {
  return guide.references
    .filter(({ isMirrored, path }) => isMirrored && /^(?:dhi-|<image)/.test(path))
    .filter(
      (reference) =>
        reference.block &&
        !FROM_MIRROR_TAG.test(reference.tag?.text ?? "") &&
        !(hasPlaceholder(reference.tag?.text ?? "") && SETS_TAG.test(reference.block.value)) &&
        !INTO_MIRROR.test(commandBefore(reference)) &&
        !isForMirror(reference.block, reference.start, guide),
    )
    .map((reference) => {
      const { start, text, lead, prefix, path } = reference;
      const isGeneric = path.startsWith("<");
      const expected = `dhi.io/${isGeneric ? (guide.name ?? path) : path.replace(/^dhi-/, "")}`;
      const end = start + prefix.length + 1 + path.length;
      // The namespace is one of Docker Hub, which goes with it; the scheme stays.
      const first = start - lead.replace(SCHEME, "").length;
      return {
        start,
        end: start + text.length,
        message: `unexpected mirrored reference ${text} in a guide of the public profile, expected ${expected}`,
        expected,
        ...(!isGeneric &&
          isSettled(reference, guide, MIRROR_TALK) && { edits: [{ start: first, end, text: expected }] }),
      };
    });
}

/** Whether what stands in front of a sample says that it is for a mirror: in a guide that shows the public image, too. */
function isForMirror(block: CodeBlock, start: number, { prose, references }: ParsedGuide): boolean {
  const before = prose.filter(({ end }) => end <= block.start);
  const heading = before.findLast(({ kind }) => kind === "heading");
  const section = before.filter(({ kind, start: at }) => kind !== "heading" && at > (heading?.end ?? -1));
  const headings = [heading?.plain, ...(heading?.headings ?? [])].join(" ");
  const introduction = [heading?.plain, section.at(-1)?.plain, commentsAt(block, start)].join(" ");
  if (FROM_MIRROR.test(`${headings} ${introduction}`) && section.some(({ plain }) => OWN_NAMESPACE.test(plain)))
    return true;
  return FOR_MIRROR.test(introduction) && references.some(({ prefix, block: other }) => other && prefix === "dhi.io");
}

function publicReferences(guide: ParsedGuide): RuleProblem[] {
  return guide.references
    .filter(({ prefix, block }) => block && prefix === "dhi.io")
    .map((reference) => {
      const { start, text, lead, path } = reference;
      // Helm has no registry of its own to pull from.
      const { namespace = "<your-namespace>" } = guide;
      const registry = lead.startsWith("oci:") && !hasHost(namespace) ? "registry-1.docker.io/" : "";
      const expected = `${registry}${namespace}/dhi-${path}`;
      return {
        start,
        end: start + text.length,
        message: `unexpected public reference ${text} in a guide of the mirror profile, expected ${expected}`,
        expected,
        ...(isSettled(reference, guide, PUBLIC_TALK) && {
          edits: [{ start, end: start + "dhi.io/".length + path.length, text: expected }],
        }),
      };
    });
}

function wording(guide: ParsedGuide, patterns: readonly RegExp[], profile: string): RuleProblem[] {
  return guide.prose.flatMap(sentencesOf).flatMap((sentence: Sentence) => {
    const match = patterns.map((pattern) => pattern.exec(sentence.text)).find((found) => found !== null);
    if (!match) return [];
    const { headings, plain, intro, cell } = sentence.prose;
    // Whoever wants what only a mirror has must mirror it in either profile.
    if (profile === "mirror" && FROM_MIRROR.test([plain, intro, cell?.rowText, ...headings].join(" "))) return [];
    const start = sentence.start + match.index;
    return [
      {
        start,
        end: start + match[0].length,
        message: `unexpected wording of the ${profile} profile: "${match[0].replace(/\s+/g, " ")}"`,
        fact: "wording",
        fix: "Say where the images are pulled from in the words of the guide's own profile.",
      },
    ];
  });
}

/**
 * Whether another registry is all that a reference needs. Where the page's words, or the sample beside it, speak of the
 * one that is there, they would contradict the sample: what is to change is for a person to say.
 */
function isSettled(reference: ImageReference, guide: ParsedGuide, talk: RegExp): boolean {
  const { block, prefix, line, tag } = reference;
  const isOther = (words: string) => talk.test(words) || (prefix !== "dhi.io" && words.includes(prefix));
  const sentences = guide.prose.flatMap(sentencesOf).filter(({ text }) => !EITHER.test(text));
  // What is read leaves out a placeholder without backticks.
  const isTold = sentences.some(({ start, text }) => isOther(guide.text.slice(start, start + text.length)));
  const isContrasted = guide.references.some(
    (other) =>
      other.block === block &&
      (other.prefix === "dhi.io") !== (prefix === "dhi.io") &&
      repositoryOf(other) === repositoryOf(reference),
  );
  const isSplit = /\b(?:image)?registry["']?\s*[:=]/i.test(block?.value ?? "");
  const comments = block?.lines.flatMap(({ text }) => /(?:^|\s)#(.*)/.exec(text)?.[1] ?? []) ?? [];
  const isPushed = /\b(?:push|copy|(?:docker|podman)\s+(?:image\s+)?tag)\b/.test(line);
  // FIPS variants are pulled from mirrors alone.
  const isFips = tag !== undefined && /fips/i.test(tag.text);
  return !isTold && !isContrasted && !isSplit && !isPushed && !isFips && !comments.some(isOther);
}
