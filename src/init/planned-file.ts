/** A file that `init` writes where there is none. */
export interface PlannedFile {
  /** What the command line calls it. */
  readonly id: string;
  /** Its path below the top, with `/`. */
  readonly path: string;
  readonly text: string;
  /**
   * What one that is there lacks.
   *
   * @param existing its text
   * @returns what is to be added to it, as whole lines; or a sentence on how to; "" where nothing is
   */
  readonly lacking: (existing: string) => string;
}

/** How an existing file of one line after another is completed: by the lines that it does not have. */
export function missingLines(text: string): (existing: string) => string {
  return (existing) => {
    const known = new Set(existing.split(/\r?\n/).map((line) => line.trim().replace(/\s+/g, " ")));
    const missing = text.split("\n").filter((line) => line !== "" && !line.startsWith("#") && !known.has(line));
    return missing.map((line) => `${line}\n`).join("");
  };
}
