/* What the command line and the questions call things; it loads nothing. */

/** Where descriptors and pages stand. */
export const ARRANGEMENTS = ["folders", "catalog"] as const;
export type Arrangement = (typeof ARRANGEMENTS)[number];

/** The files that may be left out. */
export const SKIPPABLE = [
  "package",
  "workflow",
  "pre-commit",
  "gitattributes",
  "gitignore",
  "vscode",
  "agents",
] as const;
export type Skippable = (typeof SKIPPABLE)[number];
