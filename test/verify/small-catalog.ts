import { join } from "node:path";
import type { Catalog } from "../../src/catalog/catalog.ts";
import { loadCatalog } from "../../src/catalog/load.ts";
import type { FixableFinding } from "../../src/verify/rule.ts";
import { createSamples } from "../../src/verify/code/samples.ts";
import { DEFAULT_CONFIG, type VerifyConfig } from "../../src/verify/config.ts";
import { verifyText } from "../../src/verify/verify.ts";
import { REPOSITORY } from "../support/project.ts";

/**
 * A catalog of our own making. `example`: no shell, an entry point, ports 8080 and 9090, dev variants. `shelly`: root,
 * bash and apt in every definition, a compat variant, no dev variant, a script for an entry point. `mixed`: a shell on
 * Alpine alone. `other-tool`: uid 1000, on Alpine alone. `wrapped`: `latest`, and an entry point behind `tini`. `keeper`:
 * a data folder by a variable, behind a script. `meter`: one by an option of its own, and an entry point with a command.
 * `store`: a work folder in `/var/lib`. `sealed`: a FIPS variant with bash, and one without.
 */
export const SMALL_CATALOG = join(REPOSITORY, "test/verify/fixtures/catalog");

export const smallCatalog: Promise<Catalog> = loadCatalog({ directory: SMALL_CATALOG });

/** One for all tests: to load a dictionary and a schema takes a while. */
const samples = createSamples();

/** Verifies a text as the guide of an image of the small catalog, or as another page: `chart/example/overview.md`. */
export async function verifyAs(
  image: string,
  text: string,
  config: Partial<VerifyConfig> = {},
): Promise<FixableFinding[]> {
  const merged = { ...DEFAULT_CONFIG, ...config };
  const file = image.includes("/") ? image : `image/${image}/guides.md`;
  return verifyText(file, text, await smallCatalog, merged, [], samples);
}
