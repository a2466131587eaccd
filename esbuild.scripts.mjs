import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";

/*
 * What most builds need is bundled as CommonJS scripts, because V8 keeps compiled code of scripts only. Who imports one
 * gets functions of the same names that launch the script when one of them is first called.
 */

/** The modules of `src/commands/`, and what they export: functions. */
const SCRIPTS = {
  program: ["runProgram"],
  making: ["build", "check", "makeShift"],
};

/** Puts functions that launch the script in the place of the module. */
export const scriptModules = {
  name: "script-modules",
  setup({ onResolve, onLoad }) {
    const names = Object.keys(SCRIPTS).join("|");
    onResolve({ filter: new RegExp(`/(?:${names})\\.ts$`) }, ({ path, kind, resolveDir }) => {
      if (kind === "entry-point") return undefined;
      const name = Object.keys(SCRIPTS).find((script) => moduleOf(script) === join(resolveDir, path));
      return name && { path: name, namespace: "script" };
    });
    onLoad({ filter: /.*/, namespace: "script" }, ({ path: name }) => ({
      resolveDir: resolve("src"),
      contents: `
        import { fileURLToPath } from "node:url";
        import { launch } from "./launch.ts";
        // Chunks lie deeper than entries.
        const folder = import.meta.url.slice(0, import.meta.url.lastIndexOf("/dist/") + "/dist/".length);
        let launched;
        const script = () => (launched ??= launch(fileURLToPath(new URL("${name}.cjs", folder))).exports);
        ${SCRIPTS[name].map((each) => `export const ${each} = (...args) => script().${each}(...args);`).join("\n")}
      `,
    }));
  },
};

function moduleOf(name) {
  return resolve("src/commands", `${name}.ts`);
}

/** What commander needs to run other programs, which none of our commands is: it takes 2 ms to load. */
const noOtherPrograms = {
  name: "no-other-programs",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ path }) => ({ path, namespace: "none" }));
    onLoad({ filter: /.*/, namespace: "none" }, () => ({ contents: "module.exports = {};" }));
  },
};

/**
 * Bundles the scripts.
 *
 * @param options what is the same for all bundles
 */
export async function bundleScripts(options) {
  await build({
    ...options,
    plugins: [...options.plugins, scriptModules, noOtherPrograms],
    entryPoints: Object.fromEntries(Object.keys(SCRIPTS).map((name) => [name, moduleOf(name)])),
    ...asScript(options),
  });
}

/**
 * What makes a bundle a CommonJS script.
 *
 * @param options what is the same for all bundles
 * @returns the options that are its own
 */
export function asScript({ define }) {
  return {
    format: "cjs",
    outExtension: { ".js": ".cjs" },
    banner: { js: 'const $url = require("node:url").pathToFileURL(__filename).href;' },
    define: { ...define, "import.meta.url": "$url" },
  };
}

/**
 * Has V8 compile what builds of this project's own images need of the scripts, where all is new and where nothing
 * changed; the rest of the bundle is there. The code is for this release of Node on this machine, so it is no part of the
 * package.
 */
export function compileScripts() {
  for (const name of Object.keys(SCRIPTS))
    if (/[^\x00-\x7f]|\bimport\(/.test(readFileSync(scriptOf(name), "utf8")))
      throw new Error(`${name}.cjs must be ASCII and have no import()`);
  const project = mkdtempSync(join(tmpdir(), "dhi-guides-compile-"));
  const text = `
    import { writeFileSync } from "node:fs";
    import { launch, sealCode } from ${JSON.stringify(resolve("dist/launch.js"))};
    const program = launch(${JSON.stringify(scriptOf("program"))});
    const making = launch(${JSON.stringify(scriptOf("making"))});
    const context = { out: () => {}, err: () => {}, pid: process.pid, isAlive: () => true, packagedTemplates: ${JSON.stringify(resolve("templates"))} };
    const args = ["node", "dhi-guides", "build", "--root", ${JSON.stringify(project)}];
    // The program launches a script of its own, whose code cannot be had.
    const first = making.exports.build([], { root: ${JSON.stringify(project)}, reporter: "pretty" }, context);
    const second = await program.exports.runProgram(args, context, {});
    process.exitCode = first || second;
    for (const { filename, source, script } of [program, making])
      writeFileSync(filename + ".cache", sealCode(source, script.createCachedData()));
  `;
  try {
    cpSync("images", join(project, "images"), { recursive: true });
    const { status } = spawnSync(process.execPath, ["--input-type=module", "-e", text], { stdio: "inherit" });
    if (status !== 0) throw new Error("the code cache could not be made");
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

function scriptOf(name) {
  return resolve("dist", `${name}.cjs`);
}
