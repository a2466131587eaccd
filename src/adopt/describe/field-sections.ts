import type { Identity } from "../read/identity.ts";
import { CHART_SECTIONS } from "./chart-sections.ts";
import { readEnvironment } from "./environment.ts";
import { bodyOf, headingText, type FieldSection, type SectionFields } from "./field-section.ts";
import { OVERVIEW_SECTIONS } from "./overview-sections.ts";
import { readStart } from "./start-section.ts";
import type { PublishedSection } from "../read/published-guide.ts";

/** By the partial that the package has for them. */
export const FIELD_SECTIONS: Readonly<Record<string, FieldSection>> = {
  included: { heading: /^what s included\b/, hasSubsections: true, read: readIncluded },
  start: {
    heading: /^(?:start|run) (?:an? |the )?.*\b(?:instance|image|container)$/,
    hasSubsections: false,
    read: readStart,
  },
  environment: { heading: /^(?:\w+ )?environment variables$/, hasSubsections: false, read: readVariables },
  "use-cases": { heading: /\buse cases$/, hasSubsections: true, read: readUseCases },
  ...CHART_SECTIONS,
  ...OVERVIEW_SECTIONS,
};

function readIncluded([first, ...rest]: readonly PublishedSection[], identity: Identity): SectionFields | undefined {
  if (!first) return undefined;
  const { canonical } = identity;
  const heading = headingText(first);
  const text = [...bodyOf(first), ...rest.flatMap(({ lines }) => ["", ...lines])].join("\n").trim();
  if (text === "") return undefined;
  return {
    fields: { included: `${canonical(text)}\n` },
    parameters: { heading: canonical(heading) },
  };
}

function readUseCases([first, ...rest]: readonly PublishedSection[], identity: Identity): SectionFields | undefined {
  if (!first || bodyOf(first).join("").trim() !== "" || rest[0]?.level !== first.level + 1) return undefined;
  const { canonical } = identity;
  const heading = headingText(first);
  const useCases = groupsAt(rest, first.level + 1).map(([head, ...below]) => ({
    title: head ? canonical(headingText(head)) : "",
    text: canonical(
      `${[...(head ? bodyOf(head) : []), ...below.flatMap(({ lines }) => ["", ...lines])].join("\n").trim()}\n`,
    ),
  }));
  if (useCases.some(({ text }) => text.trim() === "")) return undefined;
  return {
    fields: { useCases },
    parameters: { heading: canonical(heading) },
  };
}

function readVariables([section]: readonly PublishedSection[], identity: Identity): SectionFields | undefined {
  const table = section && readEnvironment(section, identity);
  return table && { fields: { env: table.env }, parameters: table.parameters };
}

/**
 * Divides sections where one of a level, or of a higher one, begins.
 *
 * @param sections sections in their order
 * @param level the level
 * @returns the groups, each with its first section first
 */
export function groupsAt(sections: readonly PublishedSection[], level: number): PublishedSection[][] {
  const groups: PublishedSection[][] = [];
  for (const section of sections) {
    const last = groups.at(-1);
    if (last && section.level > level) last.push(section);
    else groups.push([section]);
  }
  return groups;
}
