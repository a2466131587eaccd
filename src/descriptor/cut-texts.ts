import * as z from "zod";
import type { Problem, YamlPath } from "../findings/problem.ts";
import { findCommentedTexts, type CommentedText } from "../yaml/locate.ts";

/** A value, and something behind it that may be a comment. */
const MAY_BE_CUT = /^[ \t]*[^\s#].*?([ \t]#.*)$/gm;

/**
 * Finds texts that YAML cuts at a ` #`, though most likely they were to go on: "See issue #12". A comment behind a fact, a
 * title or a table's cell is none of them, if there is a blank behind its sign.
 *
 * @param text the descriptor's text
 * @param value what was read of it
 * @param schema what it may say
 * @returns a warning for each
 */
export function findCutTexts(text: string, value: unknown, schema: z.ZodType): Problem[] {
  const tails = text.includes(" #") ? [...text.matchAll(MAY_BE_CUT)].map(([, tail = ""]) => tail) : [];
  if (tails.length === 0) return [];
  // In a block or in quotes, nothing is cut: then it was read, and nobody needs to know where. JSON escapes both alike.
  const read = JSON.stringify(value);
  if (tails.every((tail) => read.includes(JSON.stringify(withoutEnd(tail)).slice(1, -1)))) return [];
  return findCommentedTexts(text)
    .filter((each) => isCut(each, schema))
    .map(problemOf);
}

/** Without what ends a value in quotes or brackets. */
function withoutEnd(tail: string): string {
  return tail.replace(/["'\]},\s]+$/, "");
}

function isCut({ path, text, comment }: CommentedText, schema: z.ZodType): boolean {
  const kind = kindOf(schema, path);
  const isGlued = /^\s*#[\w-]/.test(comment);
  return kind === "block" ? isGlued || /\s/.test(text) : kind === "line" && isGlued;
}

/** Whether a field takes Markdown: as many blocks as the author wants, or one line. */
function kindOf(schema: z.core.$ZodType | undefined, path: YamlPath): "block" | "line" | undefined {
  const [step, ...rest] = path;
  if (schema instanceof z.ZodOptional) return kindOf(schema.unwrap(), path);
  if (schema instanceof z.ZodUnion && step !== undefined)
    return schema.options.map((option) => kindOf(option, path)).find((kind) => kind !== undefined);
  if (step === undefined) {
    if (schema instanceof z.ZodUnion) return schema.options.some(isProseFile) ? "block" : undefined;
    return schema instanceof z.ZodString && schema.meta()?.["isInline"] === true ? "line" : undefined;
  }
  if (schema instanceof z.ZodArray) return kindOf(schema.element, rest);
  if (schema instanceof z.ZodRecord) return kindOf(schema.valueType, rest);
  return schema instanceof z.ZodObject ? kindOf((schema.shape as z.core.$ZodShape)[step], rest) : undefined;
}

/** Markdown can stand in a file. */
function isProseFile(schema: z.core.$ZodType): boolean {
  return schema instanceof z.ZodObject && "file" in schema.shape;
}

function problemOf({ comment, place }: CommentedText): Problem {
  return {
    code: "descriptor-cut-text",
    severity: "warning",
    message: `unexpected end of the text before "${comment.trim()}", which is a comment to YAML and is left out`,
    fix: "quote the text, or use the block form `|`; a comment goes on a line of its own",
    place,
  };
}
