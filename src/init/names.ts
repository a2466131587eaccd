/* What the command line and the questions call things; it loads nothing. */

/** Where descriptors and pages stand. */
export const ARRANGEMENTS = ["folders", "catalog"] as const;
export type Arrangement = (typeof ARRANGEMENTS)[number];

/**
 * What the first descriptor describes where nobody says: an example, or nothing ("") where there is a catalog to choose
 * from, since it has no image of that name.
 *
 * @param catalog the catalog; undefined where there is none
 */
export const firstBeside = (catalog: string | undefined) => (catalog === undefined ? EXAMPLE : "");
export const EXAMPLE = "example";

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
