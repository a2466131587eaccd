import type { AuthorText } from "../descriptor/descriptor.ts";
import type { YamlPath } from "../findings/problem.ts";
import { parseGfm } from "../markdown/parse.ts";
import { Prose, type TextUse } from "./prose.ts";
import { rewriteReferences, type RegistryProfile } from "./registry.ts";

/** Makes prose of an author's text; the path is its place in the descriptor. */
export type Texts = (value: AuthorText, ...path: YamlPath) => Prose;

/**
 * Prepares what makes prose of an author's texts.
 *
 * @param profile where images are pulled from: references are rewritten for it
 * @param proseFolder where the prose files stand, for provenance: `images/<name>`
 * @param uses takes a record of each text: whether a template printed it
 */
export function createTexts(profile: RegistryProfile, proseFolder: string, uses: TextUse[]): Texts {
  return (value, ...path) => {
    const isFile = typeof value !== "string";
    const text = rewriteReferences(isFile ? (value.text ?? "") : value, profile).trimEnd();
    const use = { path, printed: false };
    uses.push(use);
    return new Prose(
      text,
      isFile
        ? { kind: "prose", file: `${proseFolder}/${value.file}`, line: 1 }
        : { kind: "descriptor", path, offset: 0 },
      false,
      use,
    );
  };
}

/**
 * Makes prose of a text that may be left out.
 *
 * @returns the prose; "" where there is no text
 */
export function optional(texts: Texts, value: AuthorText | undefined, ...path: YamlPath): Prose | "" {
  return value === undefined ? "" : texts(value, ...path);
}

/**
 * Makes prose of a text that is Markdown within one line, and may be left out.
 *
 * @returns the prose; "" where there is no text
 */
export function inlineOf(texts: Texts, value: string | undefined, ...path: YamlPath): Prose | "" {
  if (value === undefined) return "";
  const made = texts(value, ...path);
  return made.with(made.text, true);
}

/** Makes prose of a value that is shown to the letter, blanks at its end as well. */
export function verbatimOf(texts: Texts, value: string, ...path: YamlPath): Prose {
  const made = texts(value, ...path);
  return made.with(made.text + value.slice(value.trimEnd().length), true);
}

/**
 * Makes prose of a title. It loses the blanks around it, by which an emphasis would be none; a `#` at its end would
 * close a heading and not be seen.
 */
export function titleOf(texts: Texts, value: string, ...path: YamlPath): Prose {
  const made = texts(value.trim().replace(/(?<=^|\s)#+$/, "\\$&"), ...path);
  return made.with(made.text, true);
}

/** What opens another block than a paragraph, or looks like it. */
const OTHER_BLOCK = /^(?: {0,3}(?:[-*+](?:\s|$)|\d+[.)]\s|#{1,6}\s|>|\||`{3}|~{3}|<[a-z!/?])| {4}|\t)/i;

/**
 * Makes prose of a note, which stands behind "Note:" on the same line; where it begins with a list or a sample, that
 * starts below.
 */
export function noteOf(texts: Texts, value: AuthorText, ...path: YamlPath): Prose {
  const made = texts(value, ...path);
  const { text, origin } = made;
  if (!OTHER_BLOCK.test(text) && parseGfm(text).children[0]?.type === "paragraph") return made;
  // The two line breaks are no lines of the author's.
  const above = "offset" in origin ? { ...origin, offset: origin.offset - 2 } : { ...origin, line: origin.line - 2 };
  return made.with(`\n\n${text}`, false, above);
}
