import * as z from "zod";
import { markdown } from "./fields.ts";
import { whenField } from "./when-field.ts";

/*
 * What stands below a sample or a use case: a note, another kind of notice, or a paragraph. The kinds are those of
 * GitHub's alerts.
 */

const kinds = {
  note: markdown("A note.", "It needs a cluster.").optional(),
  tip: markdown("A tip.", "`--help` lists all options.").optional(),
  important: markdown("What a reader must know.", "Change the password at once.").optional(),
  warning: markdown("What a reader must not do.", "Do not expose the port.").optional(),
  caution: markdown("What may go wrong.", "The volume is emptied.").optional(),
  paragraph: markdown("A paragraph without a label.", "The page is at http://localhost:8080.").optional(),
};

/** The words for a notice, and `paragraph` for none. */
export type NoteKind = keyof typeof kinds;

const labelled = z
  .strictObject({ ...kinds, when: whenField.optional() })
  .refine((value) => Object.keys(value).filter((key) => key !== "when").length === 1, "expected one kind of notice")
  // What a refinement asks, an editor does not know.
  .meta({ anyOf: Object.keys(kinds).map(only) });

/** A mapping with one kind alone, for an editor. */
function only(kind: string) {
  const errorMessage = "expected one kind of notice";
  const names = { pattern: `^(?:${kind}|when)$`, patternErrorMessage: errorMessage };
  return { required: [kind], propertyNames: names, errorMessage };
}

/**
 * Notes, tips and paragraphs in their order.
 *
 * @param description what they are about
 * @param example one of them
 */
export function notes(description: string, example: string) {
  const [text, file] = markdown("").options;
  const expected = `expected Markdown text, { file: NAME.md }, or one of { ${Object.keys(kinds).join(": … }, { ")}: … }`;
  const item = z
    .union([text, file, labelled], { error: expected })
    .meta({ description: "Markdown of a note, or its kind and Markdown: `tip: …`.", examples: [example] });
  return z.array(item).meta({
    description: `${description} A note, or \`{ tip: … }\`, \`{ paragraph: … }\` or another kind.`,
    examples: [[example, { tip: "`--help` lists all options." }]],
  });
}
