import * as z from "zod";
import { absent, inline, layoutName, markdown, webAddress } from "./fields.ts";
import { sectionsField } from "./section-fields.ts";

/*
 * What only the overview says: the page that tells what a thing is, before anybody starts it.
 */

/** What the overviews of all kinds say. */
const overviewFields = {
  layout: layoutName("The overview's layout in `templates/`.", "overview").optional(),
  about: markdown(
    "What it is and what one does with it; the `short-description` of `info.yaml` where left out.",
    "The exporter turns counters into metrics.",
  ).optional(),
  contents: markdown("What is in it, in your own words.", "- the exporter and its client").optional(),
  website: z
    .union([absent("The page names no website."), webAddress("Where one reads more.")], {
      error: "expected a web address, or false",
    })
    .meta({
      description: "Where one reads more; the `home-url` of `info.yaml` where left out, `false` for none.",
      examples: ["https://example.org/"],
    })
    .optional(),
  mark: inline(
    "The name that is the owner's mark, with its sign; the title with ® where left out.",
    "Example™",
  ).optional(),
  owner: inline("Who owns the mark: ends “… is a trademark of”.", "Example, Inc.").optional(),
  trademarks: markdown(
    "Whose marks the names are, where neither the usual sentence nor that of `owner` says it.",
    "Example and Sample are trademarks of Example, Inc.",
  ).optional(),
};

const overviewOf = <T extends z.ZodRawShape>(own: T) =>
  z
    .union(
      [
        absent("Without an overview."),
        z.strictObject({ ...overviewFields, ...own, sections: sectionsField.optional() }),
      ],
      { error: "expected the overview's fields, or false" },
    )
    .meta({
      description: "What only the overview says; `false` where there is to be none.",
      examples: [{ about: "The exporter turns counters into metrics." }],
    });

/** `overview:` is what only the overview says, or `false` where there is to be none. */
export const overviewField = overviewOf({});

/** `overview:` of a chart. */
export const chartOverviewField = overviewOf({
  contents: markdown(
    "What the chart deploys, in your own words; the charts and images of `facts.yaml` where left out.",
    "The exporter is used where exporter.enabled is set.",
  ).optional(),
  upstream: inline("What the chart is called upstream; the title where left out.", "Example Community").optional(),
  documentation: webAddress(
    "Where upstream's documentation of the chart is.",
    "https://example.org/charts/README.md",
  ).optional(),
});
