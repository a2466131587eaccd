import { existsSync } from "node:fs";
import { join } from "node:path";
import { loadCatalog } from "../../src/catalog/load.ts";
import type { Catalog } from "../../src/catalog/catalog.ts";
import { REPOSITORY } from "./project.ts";

/** The real catalog, which is not part of the repository. */
export const CATALOG = join(process.env["DHI_SHARED"] ?? join(REPOSITORY, "../shared"), "catalog");

/**
 * Reads the real catalog.
 *
 * @returns undefined, and a message, where it is absent
 */
export async function realCatalog(): Promise<Catalog | undefined> {
  if (existsSync(join(CATALOG, "image"))) return loadCatalog({ directory: CATALOG });
  if (process.env["CI"] === "true") throw new Error(`not there: ${CATALOG} (set DHI_SHARED)`);
  console.warn(`not there, so not tested: ${CATALOG} (set DHI_SHARED)`);
  return undefined;
}
