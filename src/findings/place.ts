import type { Finding } from "./finding.ts";
import type { Problem, TextPlace, YamlPlace } from "./problem.ts";

/** What looks up a place in a YAML text: yaml/locate.ts. */
export interface PlaceFinder {
  readonly locate: (place: YamlPlace) => TextPlace & Partial<Pick<Finding, "endLine" | "endColumn">>;
}

/**
 * Makes a problem a finding: gives it a file, a line and a column.
 *
 * @param problem what is wrong
 * @param file the file that the problem is in, unless it names another
 * @param finder looks up places in that file; needed where the problem's place is a path
 * @returns the finding
 */
export function place(problem: Problem, file: string, finder?: PlaceFinder): Finding {
  const { place: at, ...rest } = problem;
  const position = "line" in at ? at : (finder?.locate(at) ?? { line: 1, column: 1 });
  return { ...rest, file: problem.file ?? file, ...position };
}
