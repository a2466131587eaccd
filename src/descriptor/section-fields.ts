import * as z from "zod";
import {
  choice,
  inline,
  list,
  markdown,
  markdownOrNone,
  markdownOrPartial,
  partialName,
  sectionName,
} from "./fields.ts";
import { whenField } from "./when-field.ts";

/*
 * What a descriptor may change about the sections of its layout.
 */

const replacement = z.union(
  [
    z.strictObject({
      text: markdown("The section as you want it, heading included.", "## Image variants\n\nThere is one."),
    }),
    z.strictObject({ partial: partialName("The partial to use instead.", "migration-drop-in") }),
  ],
  { error: "expected { text: … } or { partial: NAME }" },
);

const parameters = z.record(
  z.string(),
  markdownOrNone('The parameter\'s value: `true` or `false` for a switch, otherwise Markdown, or `""`.', "my-nginx"),
);

const change = z.union(
  [
    z.strictObject({
      remove: inline("Words of the paragraph, list item or table row that is left out.", "TLS certificates"),
    }),
    z.strictObject({
      replace: inline("Words of the paragraph, list item or table row that says something else here.", "Entry point"),
      with: markdownOrPartial("What stands instead.", "| Entry point | It is `/bin/app`. |"),
    }),
    z.strictObject({
      after: inline("Words of the paragraph, list item or table row that it follows.", "Entry point"),
      add: markdownOrPartial("What is added.", "| Healthcheck | Use the orchestrator's. |"),
    }),
    z.strictObject({
      find: inline(
        "Words of the shared text, which it has once. Deprecated: `dhi-guides drift --from-changes` writes drift.yaml.",
        "the nonroot user",
      ).meta({ deprecated: true }),
      replace: markdown("What stands instead.", "a nonroot user"),
    }),
  ],
  { error: "expected { remove: … }, { replace: …, with: … } or { after: …, add: … }" },
);

const changes = z.array(change);

const level = (description: string) =>
  choice(["2", "3", "4", "5", "6"], description, "3").meta({ editorType: ["string", "integer"] });

/** What a partial is given where a descriptor names it. */
const givenToPartial = {
  parameters: parameters
    .meta({ description: "The partial's parameters.", examples: [{ container: "my-nginx" }] })
    .optional(),
  changes: changes
    .meta({ description: "Changes to the partial's text.", examples: [[{ remove: "TLS certificates" }]] })
    .optional(),
};

/** Parameters, changes and a level are a partial's. */
const hasItsPartial = (content: Readonly<Partial<Record<"partial" | "parameters" | "changes" | "level", unknown>>>) =>
  content.partial !== undefined || (content.parameters ?? content.changes ?? content.level) === undefined;

const freeSection = z
  .strictObject({
    title: inline("The heading; without it, the text brings its own headings, or needs none.", "Metrics").optional(),
    text: markdown("What stands below the heading.", "The metrics are at `/metrics`.").optional(),
    partial: partialName("The partial that words the section, instead of a title and a text.", "fips").optional(),
    ...givenToPartial,
    level: level("The level of the partial's heading; that of its place where left out.").optional(),
    after: sectionName("The section that it follows.", "use-cases").optional(),
    before: sectionName("The section that it precedes.", "migration").optional(),
    into: sectionName("The section below whose own text it stands, before all subsections.", "access").optional(),
    when: whenField.optional(),
  })
  .refine(
    ({ after, before, into }) => [after, before, into].filter(Boolean).length < 2,
    "unexpected second place, expected one of `after`, `before` and `into`",
  )
  .refine(
    ({ title, text, partial }) => (partial === undefined ? text !== undefined : (title ?? text) === undefined),
    "expected either a `text`, with or without a `title`, or a `partial`",
  )
  .refine(hasItsPartial, "unexpected `parameters`, `changes` or `level` without a `partial`");

/** Changes to the sections of the layout. */
export const sectionsField = z
  .strictObject({
    omit: list(sectionName("A section.", "minimalism"), "Sections of the layout that are left out.", [
      "minimalism",
    ]).optional(),
    order: list(
      sectionName("A section.", "migration"),
      "Sections in the order wanted; they take each other's places, the rest stay.",
      ["variants", "comparison"],
    ).optional(),
    replace: z
      .record(z.string(), replacement)
      .meta({
        description: "Sections that are replaced, by their name.",
        examples: [{ variants: { text: "## Image variants\n\nThere is one." } }],
      })
      .optional(),
    add: list(freeSection, "Sections of your own, at any place; the end of the guide where none is given.", [
      { after: "use-cases", title: "Metrics", text: "…" },
    ]).optional(),
    parameters: z
      .record(z.string(), parameters)
      .meta({
        description: "Parameters of a section's partial, instead of those that the layout gives.",
        examples: [{ minimalism: { container: "my-nginx" } }],
      })
      .optional(),
    changes: z
      .record(z.string(), changes)
      .meta({
        description: "Changes to the words of a shared section, where the guide says it otherwise.",
        examples: [{ variants: [{ replace: "Are used to", with: "- Are used to compile applications" }] }],
      })
      .optional(),
  })
  .meta({
    description: "Changes to the layout's sections, by their names in the layout.",
    examples: [{ omit: ["minimalism"] }],
  });
