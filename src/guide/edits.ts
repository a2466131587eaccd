import type { AuthorText, Descriptor } from "../descriptor/descriptor.ts";
import type { YamlPath } from "../findings/problem.ts";
import type { Prose } from "./prose.ts";
import { titleOf, type Texts } from "./texts.ts";
import { isUnpublished, type PublishedFacts } from "./unpublished.ts";
import { whenOf, type WhenModel } from "./when.ts";

/** Changes to the sections of a layout; every name is the name of a section there. */
export interface SectionEdits {
  readonly omit: readonly Named[];
  readonly order: readonly Named[];
  readonly replace: readonly (Named & ({ readonly text: Prose } | { readonly partial: string }))[];
  readonly add: readonly AddedSection[];
  readonly parameters: readonly (Named & { readonly values: ParameterValues })[];
  readonly changes: readonly (Named & { readonly list: readonly SectionChange[] })[];
}

/** A change to the words that a partial gives; the words that it names must be there once. */
export type SectionChange = { readonly path: YamlPath } & (
  | { readonly find: string; readonly replace: Prose | "" }
  | { readonly remove: string }
  | { readonly block: string; readonly with: Prose | "" | NamedPartial }
  | { readonly after: string; readonly add: Prose | "" | NamedPartial }
);

/** A partial that words what a change says. */
export interface NamedPartial {
  readonly partial: string;
  /** Where the descriptor names it. */
  readonly path: YamlPath;
}

/** What an author gives to a partial's parameters; "" for an empty text. */
type ParameterValues = Readonly<Record<string, Prose | "">>;

/** A section's name, and where the descriptor names it. */
export interface Named {
  readonly name: string;
  readonly path: YamlPath;
}

export interface AddedSection {
  readonly content: AddedText | AddedPartial;
  readonly place: "after" | "before" | "into" | "last" | "last-in";
  /** The section that `place` speaks of; undefined for the end of the guide. */
  readonly anchor: Named | undefined;
  /** For which versions and variants it is. */
  readonly when: WhenModel;
}

/** A section in the author's own words; "" for a text that has no heading or brings its own. */
interface AddedText {
  readonly title: Prose | "";
  readonly text: Prose;
}

/** A section that a partial words. */
export interface AddedPartial {
  readonly partial: string;
  readonly values: ParameterValues;
  readonly changes: readonly SectionChange[];
  /** The heading's level; undefined for that of the place. */
  readonly level: number | undefined;
  readonly path: YamlPath;
}

/** The section whose subsections are the troubleshooting topics. */
const TROUBLESHOOTING = "troubleshooting";

/**
 * Collects what a descriptor changes about a layout's sections: `sections`, and `troubleshooting`, whose topics are
 * sections too.
 *
 * @param above where these fields stand
 * @param facts what is published: what is for nothing of it is not added
 * @returns the edits, each with its place in the descriptor
 */
export function sectionEdits(
  { sections = {}, troubleshooting = {} }: Pick<Descriptor, "sections" | "troubleshooting">,
  texts: Texts,
  above: YamlPath,
  facts: PublishedFacts,
): SectionEdits {
  const { replace = {}, parameters = {}, changes = {} } = sections;
  const path = [...above, "sections"];
  return {
    omit: names(sections.omit, ...path, "omit").concat(names(troubleshooting.omit, "troubleshooting", "omit")),
    order: names(sections.order, ...path, "order"),
    replace: Object.entries(replace).map(([name, by]) => {
      const at = [...path, "replace", name];
      return "text" in by
        ? { name, path: at, text: texts(by.text, ...at, "text") }
        : { name, path: at, partial: by.partial };
    }),
    add: addedSections(sections.add, texts, path, facts).concat(addedTopics(troubleshooting.add, texts, facts)),
    parameters: Object.entries(parameters).map(([name, values]) => ({
      ...named(name, ...path, "parameters", name),
      values: valuesOf(values, texts, [...path, "parameters", name]),
    })),
    changes: Object.entries(changes).map(([name, list]) => ({
      ...named(name, ...path, "changes", name),
      list: changesOf(list, texts, [...path, "changes", name]),
    })),
  };
}

function addedSections(
  list: readonly FreeSection[] | undefined,
  texts: Texts,
  above: YamlPath,
  facts: PublishedFacts,
): AddedSection[] {
  return (list ?? []).flatMap((section, index): AddedSection | [] => {
    if (isUnpublished(section.when, facts)) return [];
    const path = [...above, "add", index];
    const place = (["after", "before", "into"] as const).find((key) => section[key] !== undefined);
    const anchor = place && section[place];
    return {
      content: contentOf(section, texts, path),
      place: place ?? "last",
      anchor: place && anchor !== undefined ? named(anchor, ...path, place) : undefined,
      when: whenOf(section.when, texts, ...path, "when"),
    };
  });
}

type Topics = NonNullable<Descriptor["troubleshooting"]>["add"];

function addedTopics(list: Topics, texts: Texts, facts: PublishedFacts): AddedSection[] {
  return (list ?? []).flatMap((topic, index): AddedSection | [] => {
    if (isUnpublished(topic.when, facts)) return [];
    const path = ["troubleshooting", "add", index];
    return {
      content: { title: titleOf(texts, topic.title, ...path, "title"), text: texts(topic.text, ...path, "text") },
      place: topic.after ? "after" : "last-in",
      anchor: topic.after ? named(topic.after, ...path, "after") : named(TROUBLESHOOTING, ...path),
      when: whenOf(topic.when, texts, ...path, "when"),
    };
  });
}

type FreeSection = NonNullable<NonNullable<Descriptor["sections"]>["add"]>[number];

function contentOf(section: FreeSection, texts: Texts, path: YamlPath): AddedSection["content"] {
  const { title, text = "", partial } = section;
  if (partial !== undefined) return partialOf({ ...section, partial }, texts, path);
  return {
    title: title === undefined ? "" : titleOf(texts, title, ...path, "title"),
    text: texts(text, ...path, "text"),
  };
}

function partialOf(part: FreeSection & { readonly partial: string }, texts: Texts, path: YamlPath): AddedPartial {
  const { partial, parameters = {}, changes = [], level } = part;
  return {
    partial,
    values: valuesOf(parameters, texts, [...path, "parameters"]),
    changes: changesOf(changes, texts, [...path, "changes"]),
    level: level === undefined ? undefined : Number(level),
    path,
  };
}

type Changes = NonNullable<FreeSection["changes"]>;

function changesOf(list: Changes, texts: Texts, parent: YamlPath): SectionChange[] {
  const optional = (value: AuthorText, ...path: YamlPath) => (value === "" ? ("" as const) : texts(value, ...path));
  const said = (value: AuthorText | { readonly partial: string }, ...path: YamlPath) =>
    typeof value === "object" && "partial" in value
      ? { ...value, path: [...path, "partial"] }
      : optional(value, ...path);
  // It is looked up in what is rendered, where references are as the registry profile has them.
  const rendered = (value: string, ...path: YamlPath) => texts(value, ...path).text;
  return list.map((change, index): SectionChange => {
    const path = [...parent, index];
    if ("find" in change)
      return { path, find: rendered(change.find, ...path), replace: optional(change.replace, ...path, "replace") };
    if ("remove" in change) return { path, remove: rendered(change.remove, ...path) };
    if ("with" in change)
      return { path, block: rendered(change.replace, ...path), with: said(change.with, ...path, "with") };
    return { path, after: rendered(change.after, ...path), add: said(change.add, ...path, "add") };
  });
}

function valuesOf(values: Readonly<Record<string, AuthorText>>, texts: Texts, path: YamlPath): ParameterValues {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, value === "" ? "" : texts(value, ...path, key)]),
  );
}

const named = (name: string, ...path: YamlPath): Named => ({ name, path });

const names = (list: readonly string[] = [], ...path: YamlPath): Named[] =>
  list.map((name, index) => named(name, ...path, index));
