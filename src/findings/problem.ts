import type { Finding } from "./finding.ts";

/** Where something stands in a YAML document: the keys and indexes that lead to it. */
export type YamlPath = readonly (string | number)[];

/** A place in a YAML file, not yet looked up: finding the line costs a second parse that only a finding is worth. */
export interface YamlPlace {
  readonly path: YamlPath;
  /** Whether the key itself is meant, or its value. */
  readonly part: "key" | "value";
}

export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** A finding before its place is looked up. */
export type Problem = Pick<Finding, "code" | "severity" | "message"> &
  Partial<Pick<Finding, "expected" | "fix">> & {
    /** The file, where it is not the descriptor itself. */
    readonly file?: string;
    readonly place: YamlPlace | TextPlace;
  };

/** What looks up a place in a YAML text: yaml/locate.ts. */
interface PlaceFinder {
  readonly locate: (place: YamlPlace) => TextPlace & Partial<Pick<Finding, "endLine" | "endColumn">>;
}

/**
 * Makes a problem a finding: gives it a file, a line and a column.
 *
 * @param file the file that the problem is in, unless it names another
 * @param finder looks up places in that file; needed where the problem's place is a path
 */
export function place(problem: Problem, file: string, finder?: PlaceFinder): Finding {
  const { place: at, ...rest } = problem;
  const position = "line" in at ? at : (finder?.locate(at) ?? { line: 1, column: 1 });
  return { ...rest, file: problem.file ?? file, ...position };
}
