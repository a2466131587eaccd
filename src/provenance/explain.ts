import { createLocator } from "../yaml/locate.ts";
import type { PagePaths } from "../project/paths.ts";
import { type LinePart, originsOfLines, stripMarks, type Origin } from "../markdown/origin.ts";
import { alignLines } from "./align.ts";

/** A section of a guide, as it was worded. */
export interface GuideSection {
  /** The section's name in the layout; undefined for the author's own. */
  readonly name: string | undefined;
  /** The partial that worded it, and the parameters it was given. */
  readonly partial:
    { readonly name: string; readonly parameters: Readonly<Record<string, string | number | boolean>> } | undefined;
  /** Markdown before it was styled, with the marks of its lines' origins. */
  readonly marked: string;
}

/** A guide that was made, with what its lines are explained by. */
export interface ExplainableGuide {
  readonly paths: PagePaths;
  /** The guide in house style; undefined where there are errors. */
  readonly text: string | undefined;
  /** The sections before they were styled. */
  readonly sections: readonly GuideSection[];
}

/** Where a line of a guide came from. */
export interface Explanation {
  /** `templates/partials/start.hbs:12`, `node_modules/dhi-guides/templates/…:3`, `images/x.yaml:7`, `images/x/deploy.md:3`. */
  readonly where: string;
  readonly kind: Origin["kind"];
  /** The template line that put the author's text there; undefined where the line is the template's own. */
  readonly via: string | undefined;
  /** Where values within the line came from. */
  readonly values: readonly string[];
  /** The section that the line belongs to. */
  readonly section: GuideSection | undefined;
}

/**
 * Explains one line of a guide.
 *
 * @param guide the guide
 * @param line the line, from 1
 * @param descriptorText the descriptor's text; where it is left out, its lines are not looked up
 * @returns the origin; undefined for a line that the guide does not have
 */
export function explainLine(guide: ExplainableGuide, line: number, descriptorText?: string): Explanation | undefined {
  return explainLines(guide, descriptorText)[line - 1];
}

/**
 * Explains all lines of a guide.
 *
 * @param guide the guide
 * @param descriptorText the descriptor's text; where it is left out, its lines are not looked up
 * @returns the origin of each line; an empty line has that of the line before it
 */
export function explainLines(guide: ExplainableGuide, descriptorText?: string): readonly Explanation[] {
  const whereOf = createPlaces(guide, descriptorText);
  return traceLines(guide).map(({ origin, via, values, section }) => ({
    where: whereOf(origin),
    kind: origin.kind,
    via: via && whereOf(via),
    values: [...new Set(values.map(whereOf))],
    section,
  }));
}

/**
 * Looks up where origins are.
 *
 * @param guide the guide whose origins they are
 * @param descriptorText the descriptor's text; where it is left out, its lines are not looked up
 * @returns gives the file and the line of an origin
 */
export function createPlaces(
  { paths }: Pick<ExplainableGuide, "paths">,
  descriptorText: string | undefined,
): (origin: Origin) => string {
  const locator = descriptorText === undefined ? undefined : createLocator(descriptorText);
  return (origin) => {
    if (!("offset" in origin)) return `${origin.file}:${origin.line}`;
    return locator ? `${paths.descriptor}:${locator.lineOfText(origin.path, origin.offset)}` : paths.descriptor;
  };
}

/** Where a line of a guide came from, not yet looked up in the descriptor. */
export interface TracedLine {
  readonly origin: Origin;
  /** The template line that put the author's text there. */
  readonly via: Origin | undefined;
  readonly values: readonly Origin[];
  readonly section: GuideSection | undefined;
  /** The lines that it was filled from, before they were styled: the one that it begins with, and those of its end. */
  readonly filledFrom: readonly UnstyledLine[];
}

/** A line before it was styled. */
export interface UnstyledLine {
  readonly text: string;
  readonly parts: readonly LinePart[];
}

/**
 * Traces all lines of a guide.
 *
 * @param guide the guide; its paths are not needed
 * @returns the origin of each line; an empty line has that of the line before it
 */
export function traceLines(guide: Omit<ExplainableGuide, "paths">): readonly TracedLine[] {
  if (guide.text === undefined) return [];
  const marked = markedOf(guide.sections);
  const origins = originsOfLines(marked);
  const sections = sectionsOfLines(guide.sections);
  const unstyled = stripMarks(marked).split("\n");
  const aligned = alignLines(stripMarks(marked), guide.text);
  return aligned.map((source, index) => {
    const { line = [], values = [] } = origins[source - 1] ?? {};
    const template = line.findLast(({ kind }) => kind === "template");
    const author = line.findLast(({ kind }) => kind !== "template");
    const origin = author ?? template ?? { kind: "template", file: "templates", line: 1 };
    // A line of a paragraph ends where the next begins; the last one with the paragraph.
    const next = aligned[index + 1] ?? source;
    let last = source;
    while (last < unstyled.length && (next > source ? last < next : unstyled[last]?.trim() !== "")) last += 1;
    const filledFrom = unstyled.slice(source - 1, last).map((text, offset) => {
      return { text, parts: origins[source - 1 + offset]?.parts ?? [] };
    });
    return { origin, via: author && template, values, section: sections[source - 1], filledFrom };
  });
}

/** The Markdown of sections with the marks of its lines' origins, as it was formatted. */
function markedOf(sections: readonly GuideSection[]): string {
  return sections.map(({ marked }) => marked.trimEnd()).join("\n\n");
}

function sectionsOfLines(sections: readonly GuideSection[]): GuideSection[] {
  return sections.flatMap((section, index) => {
    const lines = section.marked.trimEnd().split("\n").length;
    // One more for the empty line that joins it to the next section.
    return Array<GuideSection>(index === sections.length - 1 ? lines : lines + 1).fill(section);
  });
}
