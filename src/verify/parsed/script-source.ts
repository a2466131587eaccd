import type { CodeLine } from "./code-blocks.ts";
import { hidePlaceholders } from "../../markdown/placeholders.ts";

/** The text of a script, and where each of its characters stands in the guide. */
export class ScriptSource {
  readonly text: string;
  /** The index at which each line begins. */
  readonly starts: readonly number[];
  readonly #lines: readonly CodeLine[];

  constructor(lines: readonly CodeLine[]) {
    this.#lines = lines;
    this.text = hidePlaceholders(lines.map(({ text }) => text).join("\n"));
    let start = 0;
    this.starts = lines.map(({ text }) => {
      const own = start;
      start += text.length + 1;
      return own;
    });
  }

  /** The offset in the guide of a place in the script. */
  offsetAt(index: number): number {
    let line = 0;
    for (let end = this.starts.length; line + 1 < end;) {
      const middle = (line + end) >> 1;
      if ((this.starts[middle] ?? Infinity) <= index) line = middle;
      else end = middle;
    }
    return (this.#lines[line]?.offset ?? 0) + index - (this.starts[line] ?? 0);
  }

  /** The lines that begin in a stretch. */
  linesIn(from: number, to: number): readonly CodeLine[] {
    return this.#lines.filter((_, index) => from <= (this.starts[index] ?? 0) && (this.starts[index] ?? 0) < to);
  }
}

/**
 * Makes a function that tells whether an index is within one of many stretches, not at its ends.
 *
 * @param stretches of which some may stand in others
 * @param length of the text that they are of
 */
export function insideOf(
  stretches: readonly (readonly [from: number, to: number])[],
  length: number,
): (index: number) => boolean {
  const changes = new Int32Array(length + 2);
  for (const [from, to] of stretches.filter(([start, end]) => start + 1 < end)) {
    changes[from + 1] = (changes[from + 1] ?? 0) + 1;
    changes[Math.min(to, length + 1)] = (changes[Math.min(to, length + 1)] ?? 0) - 1;
  }
  let depth = 0;
  const depths = changes.map((change) => (depth += change));
  return (index: number) => (depths[index] ?? 0) > 0;
}
