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
