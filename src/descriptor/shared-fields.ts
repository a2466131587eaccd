import { choice, inline, layoutName, list, pattern } from "./fields.ts";
import { keepField, suppressField } from "./kept-fields.ts";
import { overviewField } from "./overview-field.ts";
import { sectionsField } from "./section-fields.ts";
import { useCase } from "./use-fields.ts";

/*
 * What the descriptors of all kinds have; each kind's schema spreads it in, before and behind its own.
 */

/** A repository's name. */
export const NAME = /^[a-z0-9]+(?:[._-]+[a-z0-9]+)*$/;

/** What every descriptor begins with. */
export const headFields = {
  name: pattern(
    NAME,
    "a name as its repository has: lower-case letters, digits, and . _ - between them",
    "The name of the image's repository, or of the chart's folder in the catalog; also the name of this file.",
    "example-exporter",
  ),
  title: inline(
    "The name as people write it; the `display-name` of `info.yaml` where left out.",
    "Example Exporter",
  ).optional(),
  article: choice(["a", "an"], "The article before the title, where the first letter does not tell.", "an").optional(),
  formerly: list(
    pattern(NAME, "a name as its repository had", "A former name.", "example-metrics"),
    "Names that it had before: the docs site and `export` lead from their pages to these.",
    ["example-metrics"],
  ).optional(),
  registry: choice(
    ["public", "mirror"],
    "Where the pages pull images from; the project's default where left out.",
    "public",
  ).optional(),
  layout: layoutName("The layout in `templates/`: which sections the guide has, in which order.", "nested").optional(),
};

/** What every descriptor ends with. */
export const tailFields = {
  useCases: list(useCase, "The use cases, in their order.", [
    { title: "Deploy in Kubernetes", text: "Apply the manifest." },
  ]).optional(),
  sections: sectionsField.optional(),
  overview: overviewField.optional(),
  keep: keepField.optional(),
  suppress: suppressField.optional(),
};
