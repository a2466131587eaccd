/** The marks of git: before ours, before the common base where git was asked for it, before theirs, and at the end. */
const OURS = /^<{7}(?: |$)/;
const BASE = /^\|{7}(?: |$)/;
const THEIRS = /^={7}$/;
const END = /^>{7}(?: |$)/;

/** A text as either side of a merge had it. */
interface ConflictSides {
  readonly ours: string;
  readonly theirs: string;
}

/**
 * Takes a text apart in which git left the marks of a merge conflict.
 *
 * @param text with `\n` line ends
 * @returns the text as either side had it; undefined where it has no marks, or not all of them
 */
export function conflictSides(text: string): ConflictSides | undefined {
  return readConflict(text).sides;
}

/**
 * Finds the first mark that git left of a merge conflict.
 *
 * @param text with `\n` line ends
 * @returns its line, from 1; undefined where no conflict has all of its marks
 */
export function conflictLine(text: string): number | undefined {
  return readConflict(text).line;
}

/** Reads each line once: a stranger's page may consist of marks. */
function readConflict(text: string): { readonly line?: number; readonly sides?: ConflictSides } {
  if (!text.includes("<<<<<<<")) return {};
  let first: number | undefined;
  let begun = 0;
  let within: "both" | "ours" | "base" | "theirs" = "both";
  const [ours, theirs]: [string[], string[]] = [[], []];
  for (const [index, line] of (text.match(/.*\n|.+$/g) ?? []).entries()) {
    const mark = line.replace(/\n$/, "");
    if (within === "both" && OURS.test(mark)) {
      within = "ours";
      begun = index + 1;
    } else if (within === "ours" && BASE.test(mark)) within = "base";
    else if ((within === "ours" || within === "base") && THEIRS.test(mark)) within = "theirs";
    else if (within === "theirs" && END.test(mark)) {
      within = "both";
      first ??= begun;
    } else {
      if (within === "both" || within === "ours") ours.push(line);
      if (within === "both" || within === "theirs") theirs.push(line);
    }
  }
  if (first === undefined) return {};
  return { line: first, ...(within === "both" && { sides: { ours: ours.join(""), theirs: theirs.join("") } }) };
}
