import type { AuthorText, Descriptor } from "../descriptor/schema.ts";
import type { YamlPath } from "../findings/problem.ts";
import { mapped } from "./mapped.ts";
import type {
  AddedPartial,
  AddedSection,
  Named,
  ParameterValues,
  SectionChange,
  SectionEdits,
  UseCaseInParts,
} from "./model.ts";
import { titleOf, type Texts } from "./texts.ts";

/** The section whose subsections are the troubleshooting topics. */
const TROUBLESHOOTING = "troubleshooting";

/**
 * Collects what a descriptor changes about its layout's sections: `sections`, and `troubleshooting`, whose topics are
 * sections too.
 *
 * @param descriptor the image's descriptor
 * @param texts makes the author's text into prose
 * @returns the edits, each with its place in the descriptor
 */
export function sectionEdits({ sections = {}, troubleshooting = {} }: Descriptor, texts: Texts): SectionEdits {
  const { replace = {}, parameters = {}, changes = {} } = sections;
  return {
    omit: names(sections.omit, "sections", "omit").concat(names(troubleshooting.omit, "troubleshooting", "omit")),
    order: names(sections.order, "sections", "order"),
    replace: Object.entries(replace).map(([name, by]) => {
      const path = ["sections", "replace", name];
      return "text" in by ? { name, path, text: texts(by.text, ...path, "text") } : { name, path, partial: by.partial };
    }),
    add: addedSections(sections.add, texts).concat(addedTopics(troubleshooting.add, texts)),
    parameters: Object.entries(parameters).map(([name, values]) => ({
      ...named(name, "sections", "parameters", name),
      values: valuesOf(values, texts, ["sections", "parameters", name]),
    })),
    changes: Object.entries(changes).map(([name, list]) => ({
      ...named(name, "sections", "changes", name),
      list: changesOf(list, texts, ["sections", "changes", name]),
    })),
  };
}

function addedSections(list: readonly FreeSection[] | undefined, texts: Texts): AddedSection[] {
  return mapped(list, (section, index) => {
    const path = ["sections", "add", index];
    const place = (["after", "before", "into"] as const).find((key) => section[key] !== undefined);
    const anchor = place && section[place];
    return {
      content: contentOf(section, texts, path),
      place: place ?? "last",
      anchor: place && anchor !== undefined ? named(anchor, ...path, place) : undefined,
    };
  });
}

type Topics = NonNullable<Descriptor["troubleshooting"]>["add"];

function addedTopics(list: Topics, texts: Texts): AddedSection[] {
  return mapped(list, (topic, index) => {
    const path = ["troubleshooting", "add", index];
    return {
      content: { title: titleOf(texts, topic.title, ...path, "title"), text: texts(topic.text, ...path, "text") },
      place: topic.after ? "after" : "last-in",
      anchor: topic.after ? named(topic.after, ...path, "after") : named(TROUBLESHOOTING, ...path),
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

type Part = NonNullable<NonNullable<Descriptor["useCases"]>[number]["parts"]>[number];

function partialOf(part: Part & { readonly partial: string }, texts: Texts, path: YamlPath): AddedPartial {
  const { partial, parameters = {}, changes = [], level } = part;
  return {
    partial,
    values: valuesOf(parameters, texts, [...path, "parameters"]),
    changes: changesOf(changes, texts, [...path, "changes"]),
    level: level === undefined ? undefined : Number(level),
    path,
  };
}

/**
 * Collects the use cases that are said in parts.
 *
 * @param descriptor the image's descriptor
 * @param texts makes the author's text into prose
 * @returns them with their parts, each with its place in the descriptor
 */
export function useCasesInParts({ useCases = [] }: Descriptor, texts: Texts): readonly UseCaseInParts[] {
  return useCases.flatMap(({ parts }, index): UseCaseInParts[] => {
    if (parts === undefined) return [];
    const contents = parts.map(({ partial, text = "", ...said }, number) => {
      const path = ["useCases", index, "parts", number];
      return partial === undefined ? texts(text, ...path, "text") : partialOf({ partial, ...said }, texts, path);
    });
    return [{ index, parts: contents }];
  });
}

type Changes = NonNullable<FreeSection["changes"]>;

function changesOf(list: Changes, texts: Texts, parent: YamlPath): SectionChange[] {
  const optional = (value: AuthorText, ...path: YamlPath) => (value === "" ? ("" as const) : texts(value, ...path));
  // The words are looked up in what is rendered, where references are as the registry profile has them.
  const words = (value: string, ...path: YamlPath) => texts(value, ...path).text;
  return list.map((change, index): SectionChange => {
    const path = [...parent, index];
    if ("find" in change)
      return { path, find: words(change.find, ...path), replace: optional(change.replace, ...path, "replace") };
    if ("remove" in change) return { path, remove: words(change.remove, ...path) };
    return { path, after: words(change.after, ...path), add: optional(change.add, ...path, "add") };
  });
}

function valuesOf(values: Readonly<Record<string, AuthorText>>, texts: Texts, path: YamlPath): ParameterValues {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, value === "" ? "" : texts(value, ...path, key)]),
  );
}

const named = (name: string, ...path: YamlPath): Named => ({ name, path });

const names = (list: readonly string[] | undefined, ...path: YamlPath): Named[] =>
  mapped(list, (name, index) => named(name, ...path, index));
