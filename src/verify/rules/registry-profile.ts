import { hasHost } from "../parsed/image-references.ts";
import { type Sentence, sentencesOf } from "../parsed/prose.ts";
import type { ParsedGuide } from "../parsed/parsed-guide.ts";
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

/** Prose may tell how a mirrored image is called; a sample is meant to be run as it stands. */
function mirrorReferences(guide: ParsedGuide): RuleProblem[] {
  return guide.references
    .filter(({ isMirrored, path, block }) => block && isMirrored && /^(?:dhi-|<image)/.test(path))
    .map(({ start, text, lead, prefix, path }) => {
      const expected = `dhi.io/${path.replace(/^dhi-/, "")}`;
      const end = start + prefix.length + 1 + path.length;
      // The namespace is one of Docker Hub, which goes with it; the scheme stays.
      const first = start - lead.replace(SCHEME, "").length;
      return {
        start,
        end: start + text.length,
        message: `unexpected mirrored reference ${text} in a guide of the public profile, expected ${expected}`,
        expected,
        edits: [{ start: first, end, text: expected }],
      };
    });
}

function publicReferences(guide: ParsedGuide): RuleProblem[] {
  return guide.references
    .filter(({ prefix, block }) => block && prefix === "dhi.io")
    .map(({ start, text, lead, path }) => {
      // Helm has no registry of its own to pull from.
      const { namespace = "<your-namespace>" } = guide;
      const registry = lead.startsWith("oci:") && !hasHost(namespace) ? "registry-1.docker.io/" : "";
      const expected = `${registry}${namespace}/dhi-${path}`;
      return {
        start,
        end: start + text.length,
        message: `unexpected public reference ${text} in a guide of the mirror profile, expected ${expected}`,
        expected,
        edits: [{ start, end: start + "dhi.io/".length + path.length, text: expected }],
      };
    });
}

function wording(guide: ParsedGuide, patterns: readonly RegExp[], profile: string): RuleProblem[] {
  return guide.prose.flatMap(sentencesOf).flatMap((sentence: Sentence) => {
    const match = patterns.map((pattern) => pattern.exec(sentence.text)).find((found) => found !== null);
    if (!match) return [];
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
