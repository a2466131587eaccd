import type { Identity } from "../read/identity.ts";
import type { PublishedGuide, PublishedSection } from "../read/published-guide.ts";
import type { Fields } from "./page-context.ts";

/** Fields that a section's text gives, and the section's parameters; undefined where the field cannot hold the text. */
export type SectionFields = {
  readonly fields: Fields;
  readonly parameters?: Readonly<Record<string, string>>;
};

/** A section whose text is a field. */
export interface FieldSection {
  /** What pages call it, in small letters (see headingKey). */
  readonly heading: RegExp;
  /** Whether what stands below its subheadings is the field's, too. */
  readonly hasSubsections: boolean;
  /** The subsection at which the field's text ends nevertheless. */
  readonly until?: RegExp;
  /** Whether the partial has words of its own around the field, which pages can word otherwise. */
  readonly hasWords?: boolean;
  /** Reads it; the sections are the section itself, and those below it where they are the field's. */
  readonly read: (
    sections: readonly PublishedSection[],
    identity: Identity,
    beside: PublishedGuide["beside"],
  ) => SectionFields | undefined;
}

/**
 * Reads a section's heading.
 *
 * @param section a section
 * @returns its text without hashes
 */
export function headingText({ lines }: PublishedSection): string {
  return (lines[0] ?? "").replace(/^#+ /, "");
}

/**
 * What stands below a section's heading.
 *
 * @param section a section
 * @returns its lines
 */
export function bodyOf({ lines }: PublishedSection): readonly string[] {
  return lines.slice(1);
}

/**
 * Divides what stands below a section's heading at its empty lines; samples are not told from paragraphs.
 *
 * @param sections a section, and those below it
 * @returns the paragraphs' lines
 */
export function paragraphsOf([first, ...rest]: readonly PublishedSection[]): string[] {
  const lines = [...(first ? bodyOf(first) : []), ...rest.flatMap((section) => ["", ...section.lines])];
  const text = lines.join("\n").replace(/^\n+|\s+$/g, "");
  return text === "" ? [] : text.split("\n\n");
}

/**
 * A section that consists of one field.
 *
 * @param field the field's name
 * @param heading what pages call the section
 */
export function textSection(field: string, heading: RegExp): FieldSection {
  return {
    heading,
    hasSubsections: false,
    read: (sections, { canonical }) => {
      const text = paragraphsOf(sections).join("\n\n");
      return text === "" ? undefined : { fields: { [field]: `${canonical(text)}\n` } };
    },
  };
}
