import type { Finding } from "../../src/findings/finding.ts";

/** A finding that says nothing. */
export const FINDING: Finding = {
  code: "a-rule",
  severity: "error",
  file: "images/a.yaml",
  line: 3,
  column: 5,
  message: "no",
};
