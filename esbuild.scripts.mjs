import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";

/*
 * What makes guides is bundled as one CommonJS script, because V8 keeps compiled code of scripts only. Who imports it
 * gets functions of the same names that launch the script when one of them is first called.
 */

const MODULE = resolve("src/commands/making.ts");
const EXPORTS = ["build", "check", "makeShift"];
const SCRIPT = "making.cjs";

/** Puts functions that launch the script in the place of the module. */
export const scriptModules = {
  name: "script-modules",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/making\.ts$/ }, ({ path, kind, resolveDir }) =>
      kind !== "entry-point" && join(resolveDir, path) === MODULE ? { path: MODULE, namespace: "script" } : undefined,
    );
    onLoad({ filter: /.*/, namespace: "script" }, () => ({
      resolveDir: resolve("src"),
      contents: `
        import { fileURLToPath } from "node:url";
        import { launch } from "./launch.ts";
        // Chunks lie deeper than entries.
        const folder = import.meta.url.slice(0, import.meta.url.lastIndexOf("/dist/") + "/dist/".length);
        let made;
        const script = () => (made ??= launch(fileURLToPath(new URL(${JSON.stringify(SCRIPT)}, folder))).exports);
        ${EXPORTS.map((name) => `export const ${name} = (...args) => script().${name}(...args);`).join("\n")}
      `,
    }));
  },
};

/**
 * Bundles the script.
 *
 * @param options what is the same for all bundles
 */
export async function bundleScripts(options) {
  await build({
    ...options,
    entryPoints: { making: MODULE },
    format: "cjs",
    outExtension: { ".js": ".cjs" },
    banner: { js: 'const $url = require("node:url").pathToFileURL(__filename).href;' },
    define: { ...options.define, "import.meta.url": "$url" },
  });
}

/**
 * Has V8 compile what a build of this project's own images needs of the script; the rest of the bundle is there. The code
 * is for this release of Node on this machine, so it is no part of the package.
 */
export function compileScripts() {
  const bundled = readFileSync(join("dist", SCRIPT), "utf8");
  if (/[^\x00-\x7f]|\bimport\(/.test(bundled)) throw new Error(`${SCRIPT} must be ASCII and have no import()`);
  const project = mkdtempSync(join(tmpdir(), "dhi-guides-compile-"));
  const script = resolve("dist", SCRIPT);
  const text = `
    import { writeFileSync } from "node:fs";
    import { launch, sealCode } from ${JSON.stringify(resolve("dist/launch.js"))};
    const { exports, source, script } = launch(${JSON.stringify(script)});
    const context = { out: () => {}, err: () => {}, pid: process.pid, isAlive: () => true, packagedTemplates: ${JSON.stringify(resolve("templates"))} };
    const status = exports.build([], { root: ${JSON.stringify(project)}, reporter: "pretty" }, context);
    writeFileSync(${JSON.stringify(`${script}.cache`)}, sealCode(source, script.createCachedData()));
    process.exitCode = status;
  `;
  try {
    cpSync("images", join(project, "images"), { recursive: true });
    const { status } = spawnSync(process.execPath, ["--input-type=module", "-e", text], { stdio: "inherit" });
    if (status !== 0) throw new Error("the code cache could not be made");
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}
