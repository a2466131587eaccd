import type { Finding } from "../../src/findings/finding.ts";
import { buildGuides } from "../../src/index.ts";
import { type Files, makeProject, minimal, REPOSITORY } from "./project.ts";

/** A guide, and what was found in it. */
export interface MadeGuide {
  readonly text: string;
  readonly findings: readonly Finding[];
}

/**
 * Makes the guide of one descriptor.
 *
 * @param more what the descriptor says besides its name and title
 * @param files what else the project holds
 * @returns the guide; its text is "" where it could not be made
 */
export function makeGuide(more: string, files: Files = {}): MadeGuide {
  const root = makeProject({ "images/app.yaml": minimal("app", more), ...files });
  const { pages, findings } = buildGuides({ root, packagedTemplates: `${REPOSITORY}/templates` });
  return { text: pages[0]?.text ?? "", findings };
}

/**
 * A section of a guide.
 *
 * @param guide the guide
 * @param heading the section's heading without its hashes
 * @returns what stands below the heading, up to the next heading of any level
 */
export function below({ text }: Pick<MadeGuide, "text">, heading: string): string {
  const [, rest = ""] = text.split(new RegExp(`^#+ ${heading}\n+`, "m"));
  return rest.split(/^#+ /m)[0]?.trimEnd() ?? "";
}
