import * as z from "zod";

/*
 * The kinds of value that a descriptor's fields have. Every scalar of a descriptor is read as the text that the author
 * wrote (YAML's failsafe schema), so that `value: 1.10` stays "1.10" and `value: yes` stays "yes"; the field says what
 * the text means. Editors read YAML with its core schema, where 1.10 is a number: `editorType` tells the JSON Schema.
 */

const LINE_BREAK = /[\n\r]/;

/** An address that a page can link to. */
export const WEB_ADDRESS = /^https?:\/\/[^\s<>"`\\]+$/;

/** Text of any length: Markdown, blocks included. */
export function markdown(description: string, ...examples: unknown[]) {
  return z
    .union([text().regex(/\S/, { error: "expected some words" }), z.strictObject({ file: fileName() })], {
      error: "expected Markdown text, or { file: NAME.md }",
    })
    .meta({ description, examples });
}

/** Text of any length, the author's or a partial's. */
export function markdownOrPartial(description: string, ...examples: unknown[]) {
  const partial = partialName("The partial that words it.", "variants-tags");
  return z
    .union([...markdown("").options, z.strictObject({ partial })], {
      error: "expected Markdown text, { file: NAME.md }, or { partial: NAME }",
    })
    .meta({ description, examples });
}

/** Text of any length, or "" for none, where there is one by default. */
export function markdownOrNone(description: string, ...examples: unknown[]) {
  return z
    .union([text(), z.strictObject({ file: fileName() })], { error: "expected Markdown text, or { file: NAME.md }" })
    .meta({ description, examples });
}

/** Markdown that stays within one line: a title, a table cell. */
export function inline(description: string, ...examples: unknown[]) {
  return text()
    .refine((value) => !LINE_BREAK.test(value.trimEnd()), "unexpected line break, expected one line")
    .refine((value) => value.trim() !== "", "unexpected empty text, expected some words")
    .meta({
      description,
      examples,
      isInline: true,
      ...inEditor(String.raw`^[^\n\r]*\S\s*$`, "some words in one line"),
    });
}

/** A value that is printed as it is and that YAML might take for a number or a truth value. */
export function verbatim(description: string, ...examples: unknown[]) {
  return text()
    .refine((value) => !LINE_BREAK.test(value), "unexpected line break, expected one line")
    .meta({
      description,
      examples,
      editorType: ["string", "number", "boolean"],
      ...inEditor(String.raw`^[^\n\r]*$`, "one line"),
    });
}

/** Words of a command as a shell reads them, printed as they are. */
export function words(description: string, ...examples: unknown[]) {
  return text()
    .refine((value) => !LINE_BREAK.test(value), "unexpected line break, expected one line")
    .refine((value) => value.trim() !== "", "unexpected empty text, which a shell passes over, expected words, or `''`")
    .meta({
      description,
      examples,
      editorType: ["string", "number", "boolean"],
      ...inEditor(String.raw`^[^\n\r]*\S[^\n\r]*$`, "some words in one line"),
    });
}

/** `true` or `false`. */
export function flag(description: string, ...examples: unknown[]) {
  const notes = { description, examples, editorType: ["boolean"] };
  // The notes are for both sides: what is written (the JSON Schema), and what it means (the table of fields).
  return z
    .enum(["true", "false"])
    .meta(notes)
    .transform((value) => value === "true")
    .meta(notes);
}

/** `false`, for what there is not to be. */
export function absent(description: string) {
  const notes = { description, editorType: ["boolean"] };
  return z
    .literal("false")
    .meta(notes)
    .transform((): false => false)
    .meta(notes);
}

/** `true`, for what there is to be as it is. */
export function present() {
  const notes = { editorType: ["boolean"] };
  return z
    .literal("true")
    .meta(notes)
    .transform((): true => true)
    .meta(notes);
}

/** Text of any length, or `true` where there is nothing to add to what is shared. */
export function markdownOrTrue(description: string, ...examples: unknown[]) {
  const error = "expected Markdown text, { file: NAME.md }, or true";
  const [words, file] = markdown("").options;
  // Nobody means the word: it is the truth value that the field does not take.
  const others = words.refine((value) => value !== "false", { error });
  return z.union([present(), others, file], { error }).meta({ description, examples });
}

/** The address of a web page. */
export function webAddress(description: string, ...examples: unknown[]) {
  return pattern(WEB_ADDRESS, "a web address", description, ...examples);
}

/** Text that matches a pattern; `expected` says in words what it looks like. */
export function pattern(
  expression: RegExp,
  expected: string | ((text: string) => string),
  description: string,
  ...examples: unknown[]
) {
  const error = ({ input }: { readonly input?: unknown }) =>
    `expected ${typeof expected === "string" ? expected : expected(String(input))}`;
  return text().regex(expression, { error }).meta({ description, examples });
}

/** One of a closed list of words. */
export function choice<const Words extends readonly [string, ...string[]]>(
  words: Words,
  description: string,
  ...examples: unknown[]
) {
  return z.enum(words).meta({ description, examples });
}

/** The name of a layout. */
export function layoutName(description: string, ...examples: unknown[]) {
  return pattern(/^[a-z][a-z0-9-]*$/, "the name of a layout, for example nested", description, ...examples);
}

/** The name of a section. */
export function sectionName(description: string, ...examples: unknown[]) {
  return pattern(/^[a-z][a-z0-9-]*$/, "the name of a section, for example use-cases", description, ...examples);
}

/** The name of a partial. */
export function partialName(description: string, ...examples: unknown[]) {
  return pattern(/^[a-z][a-z0-9-]*$/, "the name of a partial, for example docker-debug", description, ...examples);
}

/** Any number of items. */
export function list<T extends z.ZodType>(item: T, description: string, ...examples: unknown[]) {
  return z.array(item).meta({ description, examples });
}

function fileName() {
  return pattern(
    /^[A-Za-z0-9][A-Za-z0-9._-]*\.md$/,
    "the plain name of a Markdown file beside the descriptor, for example deploy.md",
    "A Markdown file in the folder beside the descriptor: `images/<name>/`, `charts/<name>/`.",
    "deploy.md",
  );
}

/** What a JSON Schema says of a text that validation refines. */
function inEditor(pattern: string, expected: string) {
  return { pattern, patternErrorMessage: `expected ${expected}` };
}

function text() {
  return z.string();
}
