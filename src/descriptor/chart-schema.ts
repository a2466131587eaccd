import * as z from "zod";
import { flag, list, markdown, markdownOrTrue, pattern, words } from "./fields.ts";
import { chartOverviewField } from "./overview-field.ts";
import { headFields, NAME, tailFields } from "./shared-fields.ts";

/*
 * The one source of what a chart's descriptor may say, as image-schema.ts is for images.
 */

/** The schema of `charts/<name>.yaml`. */
export const chartSchema = z.strictObject({
  ...headFields,
  repository: pattern(
    NAME,
    "a repository's name",
    "The chart's own name; that of its folder with `-chart` behind it where left out.",
    "example-chart",
  ).optional(),
  prerequisites: markdown(
    "What a cluster needs, and what must be installed before.",
    "- Kubernetes 1.29 or newer\n- Helm 3.8 or newer",
  ).optional(),
  release: pattern(
    NAME,
    "a release's name",
    "What samples call the release; `my-<name>` where left out.",
    "my-example",
  ).optional(),
  namespace: pattern(NAME, "a namespace", "The namespace that samples install into.", "monitoring").optional(),
  createNamespace: flag("Whether samples make that namespace.", true).optional(),
  pullSecrets: list(
    pattern(
      /^[A-Za-z_][\w.[\]\\/-]*$/,
      "the path of a value, for example imagePullSecrets[0].name",
      "The path of a value.",
      "imagePullSecrets[0].name",
    ),
    "The values that take the name of the pull secret; without one, the guide has no such step.",
    ["imagePullSecrets[0].name"],
  ).optional(),
  set: list(
    pattern(/^[^=\n\r]+=[^\n\r]*$/, "a path and a value, for example replicas=2", "A value.", "replicas=2"),
    "Further values that samples set.",
    ["replicas=2"],
  ).optional(),
  options: list(words("An option.", "-f values.yaml"), "Further options of `helm install`, one a line.", [
    "-f values.yaml",
  ]).optional(),
  prepare: markdown(
    "What stands above the command that installs the chart.",
    "The chart needs a database of your own.",
  ).optional(),
  install: markdown(
    "What stands below that command, behind what is to be replaced in it.",
    "It takes a minute.",
  ).optional(),
  verify: markdown("How one sees that it runs.", "The pod shows up at once:").optional(),
  uninstall: markdownOrTrue(
    "`true` where the guide says how one removes it, or what one must know besides the command.",
    "The volumes stay.",
  ).optional(),
  ...tailFields,
  overview: chartOverviewField.optional(),
});
