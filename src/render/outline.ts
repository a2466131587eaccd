import type { Problem } from "../findings/problem.ts";
import { oneOf } from "../findings/suggest.ts";
import type { AddedPartial, AddedSection, Named, SectionChange, SectionEdits } from "../guide/edits.ts";
import type { Prose } from "../guide/prose.ts";
import type { WhenModel } from "../guide/when.ts";
import type { Parameter, SectionCall } from "./layout.ts";

/** A section of one guide: worded by a partial, or by the author. */
export type OutlineSection = {
  readonly children: readonly OutlineSection[];
  /** For which versions and variants a section is that a descriptor adds. */
  readonly when?: WhenModel;
} & (
  | {
      readonly kind: "partial";
      readonly call: SectionCall;
      readonly parameters: Readonly<Record<string, Parameter | Prose>>;
      readonly changes: readonly SectionChange[];
      /** The level of its heading where that is not the one of its place. */
      readonly level: number | undefined;
      /** Where a descriptor names the partial and its parameters. */
      readonly path: readonly (string | number)[] | undefined;
    }
  | { readonly kind: "own"; readonly title: Prose | ""; readonly text: Prose | "" }
  | { readonly kind: "replaced"; readonly text: Prose }
);

/**
 * Works a descriptor's changes into a layout.
 *
 * @param layout the layout's name and sections
 * @param edits what the descriptor leaves out, reorders, replaces and adds
 * @returns the guide's sections, and a problem for each name that the layout does not have
 */
export function applyEdits(
  { name, sections }: { readonly name: string; readonly sections: readonly SectionCall[] },
  edits: SectionEdits,
): { readonly outline: readonly OutlineSection[]; readonly problems: readonly Problem[] } {
  const names = new Set(allNames(sections));
  const problems = namesIn(edits)
    .filter((named) => !names.has(named.name))
    .map((named) => unknownSection(named, name, names));
  if (problems.length > 0) return { outline: [], problems };

  const omitted = new Set(edits.omit.map(({ name }) => name));
  const replacements = new Map(edits.replace.map((replacement) => [replacement.name, replacement]));
  const parameters = new Map(edits.parameters.map(({ name, values }) => [name, values]));
  const changes = new Map(edits.changes.map(({ name, list }) => [name, list]));
  const ordered = edits.order.map(({ name }) => name);

  function edit(calls: readonly SectionCall[]): OutlineSection[] {
    return reorder(calls, ordered).flatMap((call) => {
      const beside = (place: AddedSection["place"]) =>
        edits.add.filter((added) => added.place === place && added.anchor?.name === call.name).map(own);
      return [...beside("before"), ...(omitted.has(call.name) ? [] : [kept(call)]), ...beside("after")];
    });
  }

  function kept(call: SectionCall): OutlineSection {
    const replacement = replacements.get(call.name);
    if (replacement && "text" in replacement) return { kind: "replaced", text: replacement.text, children: [] };
    const within = (place: AddedSection["place"]) =>
      edits.add.filter((added) => added.place === place && added.anchor?.name === call.name).map(own);
    const values = parameters.get(call.name);
    // The layout's parameters are for the layout's partial.
    const given = replacement ? {} : call.parameters;
    return {
      kind: "partial",
      call: replacement ? { ...call, partial: replacement.partial } : call,
      // Its own where nothing is changed: by that one sees that guides may have the section in common.
      parameters: values ? { ...given, ...values } : given,
      changes: changes.get(call.name) ?? [],
      level: call.level,
      path: undefined,
      children: [...within("into"), ...edit(call.children), ...within("last-in")],
    };
  }

  const last = edits.add.filter((added) => added.place === "last").map(own);
  return { outline: [...edit(sections), ...last], problems: [] };
}

/**
 * Whether a descriptor changes anything about its layout.
 *
 * @param edits the changes
 * @returns false for most guides, whose outline is the layout's own
 */
export function hasEdits(edits: SectionEdits): boolean {
  return Object.values(edits).some((list: readonly unknown[]) => list.length > 0);
}

/** The changes of a descriptor that makes none. */
export const NO_EDITS: SectionEdits = { omit: [], order: [], replace: [], add: [], parameters: [], changes: [] };

function own({ content, when }: AddedSection): OutlineSection {
  return "text" in content ? { kind: "own", ...content, children: [], when } : { ...partialSection(content), when };
}

/**
 * Makes a section of a partial that a descriptor names.
 *
 * @param content the partial, and what it is given
 * @returns the section, called as the partial is
 */
export function partialSection({ partial, values, changes, level, path }: AddedPartial): OutlineSection {
  const call = { name: partial, partial, parameters: {}, children: [], conditions: [], level: undefined, line: 1 };
  return { kind: "partial", call, parameters: values, changes, level, path, children: [] };
}

/** Puts the ordered ones into each other's places; all others stay where they are. */
function reorder(calls: readonly SectionCall[], ordered: readonly string[]): readonly SectionCall[] {
  const byName = new Map(calls.map((call) => [call.name, call]));
  const moved = ordered.flatMap((name) => byName.get(name) ?? []);
  const movedNames = new Set(moved.map(({ name }) => name));
  let next = 0;
  return calls.map((call) => (movedNames.has(call.name) ? (moved[next++] ?? call) : call));
}

function namesIn(edits: SectionEdits): Named[] {
  const anchors = edits.add.flatMap(({ anchor }) => anchor ?? []);
  return [...edits.omit, ...edits.order, ...edits.replace, ...edits.parameters, ...edits.changes, ...anchors];
}

function allNames(calls: readonly SectionCall[]): string[] {
  return calls.flatMap(({ name, children }) => [name, ...allNames(children)]);
}

function unknownSection({ name, path }: Named, layout: string, names: ReadonlySet<string>): Problem {
  return {
    code: "section-unknown",
    severity: "error",
    message: `unexpected section "${name}", which the layout ${layout} lacks`,
    fix: oneOf(name, [...names], `templates ${layout}`),
    place: { path, part: "value" },
  };
}
