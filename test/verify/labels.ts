import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

/** One hand-labelled hit: shared/README.md says what the confidences mean. */
export interface Label {
  readonly class: string;
  readonly file: string;
  readonly line: number;
  readonly message: string;
  readonly confidence: "high" | "medium" | "low";
}

/** Which rules answer for which class of labels. */
export const labelClasses: ReadonlyMap<string, readonly string[]> = new Map([
  ["shell-continuation", ["shell-continuation"]],
  ["code-parse-errors", ["code-syntax", "shell-syntax", "shell-continuation"]],
  ["code-wrong-language", ["code-language"]],
  ["yaml-semantics", ["kubernetes-structure", "compose-structure"]],
  ["dockerfile-run-without-shell", ["run-without-shell"]],
  ["no-shell-claim-but-shell", ["shell-claim"]],
  ["debug-sample-hits-entrypoint", ["debug-entrypoint"]],
  ["no-dev-claim-but-dev-exists", ["dev-variant-claim"]],
  ["variant-coverage", ["dev-variant-claim", "compat-variant-claim"]],
  ["user-claims", ["user-claim"]],
  ["tag-not-published", ["tag-published"]],
  ["image-name-unknown", ["image-exists"]],
  ["registry-prefix-dhi", ["image-exists"]],
  ["binary-missing-in-runtime", ["missing-binary"]],
  ["ports-not-in-definition", ["port-undeclared"]],
  ["ports-unmentioned", ["port-unmentioned"]],
  ["env-workdir-entrypoint", []],
  ["raw-placeholder-html", ["visible-placeholder", "leaked-template"]],
  ["leaked-template-or-internal", ["leaked-template"]],
  ["wrong-image-name", ["own-name"]],
  ["broken-tables", ["broken-table"]],
  ["heading-structure", ["heading-structure"]],
  ["markdown-misc", ["broken-anchor", "relative-link", "unclosed-code-span"]],
  ["mirror-era", ["registry-profile"]],
  ["generic-placeholder-in-sample", ["generic-placeholder"]],
  ["links-moved", ["moved-link"]],
  ["typos-grammar", ["spelling"]],
  ["chart-defects", ["helm-command", "chart-images", "chart-version"]],
]);

/**
 * Reads all labels.
 *
 * @param shared the folder that holds `defects/`
 * @returns the labels of all classes
 */
export async function readLabels(shared: string): Promise<Label[]> {
  const folder = join(shared, "defects");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();
  const lists = await Promise.all(
    names.map(async (name) => {
      const labels = JSON.parse(await readFile(join(folder, name), "utf8")) as Omit<Label, "class">[];
      return labels.map((label) => ({ ...label, class: name.replace(/\.json$/, "") }));
    }),
  );
  return lists.flat();
}
