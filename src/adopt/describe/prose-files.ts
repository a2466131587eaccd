import { stem } from "./stem.ts";

/** A longer text goes to a file of its own. */
const LONGEST_TEXT = 600;
/** The fields that are Markdown, and can be long. */
const TEXT_FIELDS: ReadonlySet<string> = new Set([
  "about",
  "contents",
  "trademarks",
  "prerequisites",
  "prepare",
  "install",
  "verify",
  "uninstall",
]);

/** A text in the descriptor, or the name of the file that has it. */
export type TextValue = string | { readonly file: string; readonly text: string };

/**
 * The prose files that a descriptor names.
 *
 * @param value its fields, or one of them
 */
export function filesIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const inside = Object.values(value).flatMap(filesIn);
  return "file" in value && typeof value.file === "string" ? [value.file, ...inside] : inside;
}

/** The author's texts of one guide: short ones stand in the descriptor, long ones in files beside it. */
export class ProseFiles {
  readonly files = new Map<string, string>();
  readonly #canonical: (text: string) => string;
  readonly #taken: ReadonlySet<string>;

  /**
   * @param canonical brings a text to canonical references
   * @param taken the names of files that say something else
   */
  constructor(canonical: (text: string) => string, taken: ReadonlySet<string>) {
    this.#canonical = canonical;
    this.#taken = taken;
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

  /** Finds places for the long texts of fields, and of use cases. */
  inFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const { included, useCases, ...rest } = fields;
    const placed = Object.entries(rest).map(([name, value]) => [
      name,
      TEXT_FIELDS.has(name) && typeof value === "string" ? this.#place(value, name) : value,
    ]);
    return {
      ...Object.fromEntries(placed),
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
    const isTaken = (file: string) => this.files.has(file) || this.#taken.has(file);
    for (let number = 2; isTaken(`${name}.md`); number += 1) name = `${base}-${number}`;
    this.files.set(`${name}.md`, text);
    return { file: `${name}.md`, text };
  }
}
