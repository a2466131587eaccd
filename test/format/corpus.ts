import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";

export interface Guide {
  readonly name: string;
  readonly text: string;
}

const shared = process.env.DHI_SHARED ?? path.resolve(import.meta.dirname, "../../../shared");

/** Whether the real guides are at hand; in CI they must be. */
export const hasCorpus = existsSync(path.join(shared, "catalog")) || process.env.CI === "true";

/** The guides of the catalog. */
export function catalogGuides(): Guide[] {
  return guidesIn("catalog/image");
}

/** The guides before and after the change of the registry's policy. */
export function replayGuides(): Guide[] {
  return [...guidesIn("replay/before/image"), ...guidesIn("replay/after/image")];
}

function guidesIn(folder: string): Guide[] {
  const root = path.join(shared, folder);
  return readdirSync(root)
    .sort()
    .map((image) => path.join(root, image, "guides.md"))
    .filter((file) => existsSync(file))
    .map((file) => ({ name: path.relative(shared, file), text: readFileSync(file, "utf8") }));
}
