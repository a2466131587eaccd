import * as z from "zod";
import { inline, list, markdown, pattern, verbatim } from "./fields.ts";
import { headFields, NAME, tailFields } from "./shared-fields.ts";

/*
 * The one source of what a chart's descriptor may say, as image-schema.ts is for images.
 */

const valuePath = (description: string, ...examples: unknown[]) =>
  pattern(
    /^[A-Za-z_][\w.[\]\\/-]*$/,
    "the path of a value, for example imagePullSecrets[0].name",
    description,
    ...examples,
  );

/** The schema of `charts/<name>.yaml`. */
export const chartSchema = z.strictObject({
  ...headFields,
  repository: pattern(
    NAME,
    "a repository's name",
    "The chart's own name; that of its folder with `-chart` behind it where left out.",
    "example-chart",
  ).optional(),
  release: pattern(
    NAME,
    "a release's name",
    "What samples call the release; `my-<name>` where left out.",
    "my-example",
  ).optional(),
  namespace: pattern(NAME, "a namespace", "The namespace that samples install into.", "monitoring").optional(),
  prerequisites: markdown("What a cluster needs before.", "- Kubernetes 1.29 or newer\n- Helm 3.6 or newer").optional(),
  pullSecrets: list(
    valuePath("A value.", "imagePullSecrets[0].name"),
    "The values that take the name of the pull secret.",
    ["imagePullSecrets[0].name"],
  ).optional(),
  set: list(verbatim("A value that samples set.", "replicas=2"), "Further values that samples set.", [
    "replicas=2",
  ]).optional(),
  options: list(verbatim("An option.", "--create-namespace"), "Further options of `helm install`, one a line.", [
    "--create-namespace",
  ]).optional(),
  install: markdown("What stands below the command that installs the chart.", "It takes a minute.").optional(),
  verify: markdown("How one sees that it runs.", "The pod shows up at once:").optional(),
  uninstall: markdown("What one must know to remove it.", "The volumes stay.").optional(),
  source: inline("Whose chart it is built from, where it is not the title's.", "community’s Example").optional(),
  ...tailFields,
});
