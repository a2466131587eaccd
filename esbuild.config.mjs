import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { bundleClient } from "./esbuild.client.mjs";
import { bundleEntry } from "./esbuild.entry.mjs";
import { lazyEntries, lazyModules } from "./esbuild.lazy.mjs";
import { bundleScripts, compileScripts, scriptModules } from "./esbuild.scripts.mjs";

/** A hash of all that the bundle is made from: what another version of the tool built, the command builds again. */
const sources = createHash("sha256").update(readFileSync("package-lock.json"));
for (const entry of readdirSync("src", { recursive: true, withFileTypes: true }).sort(byPath))
  if (entry.isFile()) sources.update(readFileSync(join(entry.parentPath, entry.name)));

function byPath(a, b) {
  return join(a.parentPath, a.name) < join(b.parentPath, b.name) ? -1 : 1;
}

const options = {
  plugins: [lazyModules],
  outdir: "dist",
  bundle: true,
  platform: "node",
  target: "node20.19",
  // These read files of their own packages, or find their parts in a way that only Node follows.
  external: ["ajv", "dictionary-en", "jsonc-parser", "sh-syntax"],
  define: { DHI_GUIDES_SOURCES: JSON.stringify(sources.digest("hex").slice(0, 16)) },
  // Less to read at each start; names stay as they are, for stack traces.
  minifySyntax: true,
  minifyWhitespace: true,
  // Handlebars does without, and would load it for nothing.
  alias: { "source-map": "./src/render/no-source-map.ts" },
  // For us, not for the package: what a user reports has a stack with names and without maps.
  sourcemap: "linked",
  logLevel: "warning",
};

rmSync("dist", { recursive: true, force: true });
const commands = await bundleEntry(options);

/** Bundles the library, the commands and all that is loaded when needed: one file each, and chunks that they share. */
await build({
  ...options,
  plugins: [lazyModules, scriptModules],
  entryPoints: {
    launch: "src/launch.ts",
    index: "src/index.ts",
    ...commands,
    ...lazyEntries,
  },
  splitting: true,
  format: "esm",
  chunkNames: "chunks/[name]-[hash]",
  // Some of what is bundled is CommonJS and asks for Node's own modules.
  banner: {
    js: 'import { createRequire as $createRequire } from "node:module"; const require = $createRequire(import.meta.url);',
  },
});
chmodSync("dist/cli.cjs", 0o755);
await bundleScripts(options);
await compileScripts();
await bundleClient("dist/preview");

// The schema that editors use is made from the one that validates.
const { descriptorJsonSchema } = await import("./dist/index.js");
mkdirSync("schema", { recursive: true });
writeFileSync("schema/image.json", `${JSON.stringify(descriptorJsonSchema(), undefined, 2)}\n`);
