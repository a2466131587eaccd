import { stem } from "./stem.ts";

/** A longer text goes to a file of its own. */
const LONGEST_TEXT = 600;

/** A text in the descriptor, or the name of the file that has it. */
export type TextValue = string | { readonly file: string; readonly text: string };

/** The author's texts of one guide: short ones stand in the descriptor, long ones in files beside it. */
export class ProseFiles {
  readonly files = new Map<string, string>();
  readonly #canonical: (text: string) => string;

  constructor(canonical: (text: string) => string) {
    this.#canonical = canonical;
  }

  /**
   * Finds a place for a text.
   *
   * @param lines its lines
   * @param title what the file is called after
   * @returns the descriptor's value
   */
  text(lines: readonly string[], title: string): TextValue {
    return this.#place(`${this.#canonical(lines.join("\n").replace(/^\n+|\s+$/g, ""))}\n`, title);
  }

  inline(text: string): string {
    return this.#canonical(text);
  }

  /** Finds places for the long texts of fields: `included`, and those of use cases. */
  inFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const { included, useCases, ...rest } = fields;
    return {
      ...rest,
      ...(typeof included === "string" && { included: this.#place(included, "included") }),
      ...(Array.isArray(useCases) && {
        useCases: (useCases as { readonly title: string; readonly text: string }[]).map(({ title, text }) => ({
          title,
          text: this.#place(text, title),
        })),
      }),
    };
  }

  #place(text: string, title: string): TextValue {
    if (text.length <= LONGEST_TEXT && !text.startsWith(" ")) return text;
    const base = stem(title);
    let name = base;
    for (let number = 2; this.files.has(`${name}.md`); number += 1) name = `${base}-${number}`;
    this.files.set(`${name}.md`, text);
    return { file: `${name}.md`, text };
  }
}
