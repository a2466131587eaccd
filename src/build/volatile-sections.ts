import type { Heading } from "mdast";
import { toString } from "mdast-util-to-string";
import { stripMarks } from "../markdown/origin.ts";
import { parseGfmWithoutAutolinks } from "../markdown/parse.ts";
import type { BuiltPage } from "./built-page.ts";

/*
 * Volatile sections, as they are found in a page by their headings.
 */

/** A heading, and which one it is of those that say the same at the same level. */
interface NamedHeading {
  readonly key: string;
  readonly index: number;
}

/** The lines of a section, from its heading up to the next one that is not within; from 0, the end not included. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Puts a page's volatile sections as they stand in what was written earlier: where it has none of that heading, the page
 * has none either. What differs then is worth a finding.
 *
 * @param written what was written earlier
 * @param page the page as it is made now, and its sections
 * @returns the page's text
 */
export function withVolatileOf(
  written: string,
  { text, sections }: Pick<BuiltPage, "sections"> & { text: string },
): string {
  const old = linesOf(written);
  return volatileHeadings(sections).reduceRight((page, heading) => {
    const lines = linesOf(page);
    const span = findSection(page, heading);
    if (!span) return page;
    const instead = findSection(written, heading);
    const parts = [
      lines.slice(0, span.start),
      instead ? old.slice(instead.start, instead.end) : [],
      lines.slice(span.end),
    ].map((part) => part.join("\n").replace(/^\n+|\n+$/g, ""));
    const whole = parts.filter((part) => part !== "").join("\n\n");
    return whole === "" ? "" : `${whole}\n`;
  }, text);
}

/** The headings of those that stand in no other one. */
function volatileHeadings(sections: BuiltPage["sections"]): NamedHeading[] {
  const seen = new Map<string, number>();
  const found: NamedHeading[] = [];
  let within: number | undefined;
  for (const { marked, isVolatile } of sections) {
    for (const [position, heading] of headingsIn(stripMarks(marked)).entries()) {
      const key = keyOf(heading);
      const index = seen.get(key) ?? 0;
      seen.set(key, index + 1);
      const isNested = within !== undefined && heading.depth > within;
      if (!isNested) within = isVolatile && position === 0 ? heading.depth : undefined;
      if (isVolatile && position === 0 && !isNested) found.push({ key, index });
    }
  }
  return found;
}

function findSection(text: string, { key, index }: NamedHeading): Span | undefined {
  const headings = headingsIn(text);
  const found = headings.filter((heading) => keyOf(heading) === key)[index];
  if (!found) return undefined;
  const next = headings.find((heading) => lineOf(heading) > lineOf(found) && heading.depth <= found.depth);
  return { start: lineOf(found), end: next ? lineOf(next) : linesOf(text).length };
}

const headingsIn = (text: string) =>
  parseGfmWithoutAutolinks(text).children.filter((node): node is Heading => node.type === "heading");

const keyOf = (heading: Heading) => `${heading.depth} ${toString(heading)}`;

const lineOf = ({ position }: Heading) => (position?.start.line ?? 1) - 1;

const linesOf = (text: string) => text.split("\n");
