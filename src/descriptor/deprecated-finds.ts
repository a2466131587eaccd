import { commandLine } from "../package.ts";
import type { Problem, YamlPath } from "../findings/problem.ts";
import type { Descriptor } from "./descriptor.ts";

/**
 * Finds the changes that put words in the place of words of the shared text: a drift file says the same of whole blocks,
 * and holds where the shared text changes.
 *
 * @param descriptor what the author wrote
 * @returns a warning for each, at its place
 */
export function findDeprecatedFinds({ sections = {} }: Descriptor): Problem[] {
  const lists: (readonly [YamlPath, readonly object[]])[] = [
    ...Object.entries(sections.changes ?? {}).map(([name, list]) => [["sections", "changes", name], list] as const),
    ...(sections.add ?? []).map(({ changes = [] }, index) => [["sections", "add", index, "changes"], changes] as const),
  ];
  return lists.flatMap(([path, list]) =>
    [...list.entries()].filter(([, change]) => "find" in change).map(([index]) => deprecated([...path, index])),
  );
}

function deprecated(path: YamlPath): Problem {
  return {
    code: "change-find-deprecated",
    severity: "warning",
    message: "unexpected `find`, expected the wording of the whole block in drift.yaml",
    fix: `run ${commandLine("drift --from-changes")}, which writes it there and leaves the guide as it is`,
    place: { path: [...path, "find"], part: "key" },
  };
}
