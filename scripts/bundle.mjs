/*
 * Makes what the package holds: the command, the library and the preview's pages in dist/, the library's types in one
 * file, the licenses of what is bundled, and the JSON Schemas of descriptors, settings and facts.
 */
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { bundleClient } from "./bundle-client.mjs";
import { thirdPartyLicenses } from "./third-party-licenses.mjs";

/** A hash of all that the bundle is made from: what another version of the tool built, the command builds again. */
function hashSources() {
  const hash = createHash("sha256").update(readFileSync("package-lock.json"));
  const files = readdirSync("src", { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  for (const file of files.sort()) hash.update(readFileSync(file));
  return hash.digest("hex").slice(0, 16);
}

rmSync("dist", { recursive: true, force: true });
const { metafile } = await build({
  metafile: true,
  entryPoints: { cli: "src/cli.ts", index: "src/index.ts" },
  outdir: "dist",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  chunkNames: "chunks/[name]-[hash]",
  // It reads files of its own package.
  external: ["dictionary-en"],
  alias: {
    // Its main file finds its parts in a way that only Node follows.
    "jsonc-parser": "jsonc-parser/lib/esm/main.js",
    // Templates are read by it, and evaluated by us: its compiler and its runtime stay out.
    handlebars: "handlebars/dist/cjs/handlebars/compiler/base.js",
  },
  define: { DHI_GUIDES_SOURCES: JSON.stringify(hashSources()) },
  minifySyntax: true,
  minifyWhitespace: true,
  // For us, not for the package: what a user reports has a stack with names and without maps.
  sourcemap: "linked",
  // Some of what is bundled is CommonJS and asks for Node's own modules.
  banner: {
    js: 'import { createRequire as $createRequire } from "node:module"; const require = $createRequire(import.meta.url);',
  },
  logLevel: "warning",
});
chmodSync("dist/cli.js", 0o755);
const client = await bundleClient("dist/preview");
writeFileSync("dist/THIRD-PARTY-LICENSES", thirdPartyLicenses([...Object.keys(metafile.inputs), ...client]));

// The schemas that editors and scripts use are made from those that validate, and that types are made from.
const {
  CONFIG_SCHEMA,
  configJsonSchema,
  descriptorJsonSchemas,
  FACTS_SCHEMA,
  factsJsonSchema,
  FACTS_FILE_SCHEMA,
  factsFileJsonSchema,
} = await import("../dist/index.js");
mkdirSync("schema", { recursive: true });
for (const [file, schema] of [
  ...descriptorJsonSchemas(),
  [CONFIG_SCHEMA, configJsonSchema()],
  [FACTS_SCHEMA, factsJsonSchema()],
  [FACTS_FILE_SCHEMA, factsFileJsonSchema()],
])
  writeFileSync(file, `${JSON.stringify(schema, undefined, 2)}\n`);
