import type { PageContent } from "../guide/content.ts";
import type { TemplateModel } from "../guide/model.ts";
import { resumeOrigin, stripMarks } from "../markdown/origin.ts";
import { settleParameters } from "./parameters.ts";
import type { Label } from "./table.ts";
import type { Templates } from "./templates.ts";

/*
 * What is for some versions or variants alone says so: a partial words it. Templates call it for what they print; here it
 * is called for the rows and sections that a descriptor adds.
 */

/** The partial's name. */
const WHEN = "when";

/**
 * Prepares to word what is for some versions or variants alone.
 *
 * @param model what the guide says
 * @param templates the project's templates
 * @param names takes the names of the model that the partial looks up
 * @returns what words a text; without one, what a section begins with
 */
export function createLabel(model: TemplateModel, templates: Templates, names?: Set<string>): Label {
  return (when, text) => {
    const { values } = settleParameters({ text }, templates.partials.get(WHEN));
    return templates.compiled(WHEN, 0)({ model, parameters: { ...values, when }, loop: undefined, names });
  };
}

/**
 * Whether a guide cannot be made, since the partial has an error: it was reported where the partial stands.
 *
 * @param guide what the guide says
 * @param templates the project's templates
 */
export function lacksLabel({ model, edits }: PageContent, { broken }: Pick<Templates, "broken">): boolean {
  const labelled = [...model.comparison.changes, ...model.migration.changes, ...edits.add];
  return broken.has(WHEN) && labelled.some(({ when }) => when.given);
}

/**
 * Puts a paragraph below the heading of a section, or in front of one that has none.
 *
 * @param marked the section's Markdown with its marks
 * @param paragraph the paragraph
 * @returns the Markdown
 */
export function belowHeading(marked: string, paragraph: string): string {
  const lines = marked.split("\n");
  const texts = lines.map(stripMarks);
  const first = texts.findIndex((text) => text.trim() !== "");
  if (first < 0) return marked;
  const [head = "", next = ""] = texts.slice(first);
  const length = /^ {0,3}#{1,6}(?:\s|$)/.test(head) ? 1 : isUnderlined(head, next) ? 2 : 0;
  const heading = lines.slice(0, first + length).join("\n");
  const rest = resumeOrigin(heading, `\n${lines.slice(first + length).join("\n")}`);
  return [heading, "", paragraph.trim(), rest].join("\n");
}

/** A heading of one line, in the other style. */
const isUnderlined = (line: string, next: string) =>
  /^ {0,3}[^\s>#|`~*+<-]/.test(line) && /^ {0,3}(?:=+|-+)\s*$/.test(next);
