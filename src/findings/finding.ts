/** How bad it is. A note says what there is: it never makes a command fail, and is not counted. */
export type Severity = "error" | "warning" | "note";

/** A stretch of a file. */
export type Place = Pick<Finding, "file" | "line" | "column" | "endLine" | "endColumn">;

/**
 * One diagnostic, as data: reporters word it, commands count it. Lines and columns start at 1; a column counts UTF-16
 * code units, as editors and GitHub do.
 */
export interface Finding {
  /** The rule's stable name, for example `descriptor-unknown-key`: the anchor of its section in docs/rules.md. */
  readonly code: string;
  readonly severity: Severity;
  /** Relative to the project's root, with `/` on every platform. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  /** Where else the same is said, which is to be mended as well. */
  readonly places?: readonly Place[];
  /** Where it was read, where that is a page made from this file: not to be edited. */
  readonly readAt?: Place;
  /** One sentence that says what is wrong: "unexpected X, expected Y". */
  readonly message: string;
  /** What should stand there. */
  readonly expected?: string;
  /** What to do about it. */
  readonly fix?: string;
  /** Where the rule is documented; empty where it is nowhere, and left out where docs/rules.md has it. */
  readonly url?: string;
  /** What is said wrongly: findings of one rule and one fact are told as one (`gatherPlaces`). Nobody reads it. */
  readonly fact?: string;
}

/** Where a finding stands, without what it says. */
export function placeOf({ file, line, column, endLine, endColumn }: Place): Place {
  return {
    file,
    line,
    column,
    ...(endLine !== undefined && { endLine }),
    ...(endColumn !== undefined && { endColumn }),
  };
}

/**
 * The order in which findings are reported: by file, then position, then code, so that two runs print alike.
 *
 * @returns a negative number where `a` comes first, positive where `b` does
 */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    compareText(a.code, b.code) ||
    compareText(a.message, b.message)
  );
}

// Not localeCompare: the order must not depend on the machine's language.
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
