import * as z from "zod";
import { absent, inline, markdown, pattern, sectionName } from "./fields.ts";
import { sectionsField } from "./section-fields.ts";

/*
 * What only the overview says: the page that tells what a thing is, before anybody starts it.
 */

const webAddress = (description: string, ...examples: unknown[]) =>
  pattern(/^https?:\/\/\S+$/, "a web address", description, ...examples);

/** The schema of `overview`. */
export const overviewSchema = z.strictObject({
  layout: sectionName("The overview's layout in `templates/`.", "overview").optional(),
  about: markdown("What it is and what one does with it.", "The exporter turns counters into metrics.").optional(),
  contents: markdown(
    "What the chart deploys or the image holds, where the facts do not say it as you want it.",
    "- `dhi/example-exporter`",
  ).optional(),
  documentation: webAddress(
    "Where upstream's documentation of the chart is.",
    "https://example.org/charts/README.md",
  ).optional(),
  website: webAddress(
    "Where one reads more; the `home-url` of `info.yaml` where left out.",
    "https://example.org/",
  ).optional(),
  trademarks: markdown(
    "Whose marks the names are, where the usual sentence does not say it.",
    "Example® is a trademark of Example, Inc.",
  ).optional(),
  mark: inline("The name that is somebody's mark; the title where left out.", "Example").optional(),
  owner: inline("Who owns the mark: ends “… is a trademark of”.", "Example, Inc.").optional(),
  sections: sectionsField.optional(),
});

/** `overview:` is what only the overview says, or `false` where there is to be none. */
export const overviewField = z
  .union([absent("Without an overview."), overviewSchema], { error: "expected the overview's fields, or false" })
  .meta({
    description: "What only the overview says; `false` where there is to be none.",
    examples: [{ about: "The exporter turns counters into metrics." }],
  });
