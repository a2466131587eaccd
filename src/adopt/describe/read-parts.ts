import { matchSections, type GuidePart } from "../learn/match-sections.ts";
import type { SharedText } from "../learn/shared-text.ts";
import type { PublishedGuide } from "../read/published-guide.ts";
import { FIELD_SECTIONS } from "./field-sections.ts";

/** A guide's parts, and what is a field of the descriptor in them. */
export interface ReadParts {
  readonly parts: readonly GuidePart[];
  readonly fields: Readonly<Record<string, unknown>>;
  /** The parameters of sections that fields fill, by their partial. */
  readonly parameters: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

/**
 * Finds a guide's parts, and reads those that are a field of the descriptor.
 *
 * @param guide the guide
 * @param texts what the partials say
 * @param own partials whose sections are the author's own text
 * @returns the parts in their order
 */
export function readParts(
  { sections, identity, beside }: PublishedGuide,
  texts: ReadonlyMap<string, SharedText>,
  own: ReadonlySet<string>,
): ReadParts {
  const fields: Record<string, unknown> = {};
  const parameters = new Map<string, Readonly<Record<string, string>>>();
  const parts: GuidePart[] = [];
  for (const part of matchSections(sections, texts)) {
    const field = part.kind === "shared" && !own.has(part.partial) ? FIELD_SECTIONS[part.partial] : undefined;
    const read = field?.read(part.sections, identity, beside);
    if (part.kind === "shared" && (own.has(part.partial) || (field && !read)))
      parts.push({ kind: "own", sections: part.sections, insteadOf: part.partial });
    else parts.push(part);
    if (part.kind === "own" || !read) continue;
    Object.assign(fields, read.fields, withVariables(fields["env"], read.fields["env"]));
    if (read.parameters) parameters.set(part.partial, read.parameters);
  }
  return { parts, fields, parameters };
}

/** Variables of the sample, and those of the table: what both say of one is said once. */
function withVariables(sample: unknown, table: unknown): Readonly<Record<string, unknown>> {
  if (sample === undefined || table === undefined) return {};
  const all = new Map<string, object>();
  for (const variable of [...(sample as Variable[]), ...(table as Variable[])])
    all.set(variable.name, { ...all.get(variable.name), ...variable });
  return { env: [...all.values()] };
}

interface Variable {
  readonly name: string;
}
