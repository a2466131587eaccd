import type { Problem } from "../findings/problem.ts";

/** What a template cannot print, met while a guide is worded: most is found when templates load. */
export class TemplateError extends Error {
  override readonly name = "TemplateError";
  /** Where it was met; undefined until it is known. */
  problem: Problem | undefined;

  /**
   * Says where it was met, if that is not known already.
   *
   * @param file the template
   * @param node what it says there
   * @returns the error
   */
  at(file: string, { loc }: hbs.AST.Node): this {
    this.problem ??= {
      code: "template-kind",
      severity: "error",
      message: this.message,
      file,
      place: { line: loc.start.line, column: loc.start.column + 1 },
    };
    return this;
  }
}

/**
 * Makes a text of what a template prints.
 *
 * @param value a text, a number, a truth value, or what says of itself how it is printed
 * @returns the text
 * @throws TemplateError for a list, an object, a function
 */
export function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  const kind = Array.isArray(value) ? "list" : typeof value;
  const isPlain = typeof value === "object" && value?.toString === Object.prototype.toString;
  if (kind === "list" || kind === "function" || isPlain) throw new TemplateError(`unexpected ${kind}, expected a text`);
  return String(value);
}
