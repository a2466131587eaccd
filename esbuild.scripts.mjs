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
  making: ["build", "check"],
  "word-guides": ["wordGuides", "prepareWording"],
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
        const script = () =>
          (launched ??= launch(fileURLToPath(new URL("${name}.cjs", folder))).exports);
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
 * Has V8 compile what builds of this project's own images need of the scripts: where all is new, on one thread and on two,
 * and then where nothing changed. The code is for this release of Node on this machine, so it is no part of the package.
 */
export async function compileScripts() {
  const { V8_SWITCHES } = await import("./dist/launch.js");
  const project = mkdtempSync(join(tmpdir(), "dhi-guides-compile-"));
  const context = `{
    out: () => {},
    err: () => {},
    pid: process.pid,
    isAlive: () => true,
    tune: () => {},
    packagedTemplates: ${JSON.stringify(resolve("templates"))},
  }`;
  try {
    cpSync("images", join(project, "images"), { recursive: true });
    const build = `build([], { root: ${JSON.stringify(project)}, reporter: "pretty" }, ${context}`;
    compileScript(V8_SWITCHES, "making", `exports.${build})`);
    rmSync(join(project, "out"), { recursive: true });
    rmSync(join(project, ".dhi-guides"), { recursive: true });
    compileScript(V8_SWITCHES, "word-guides", wordAsThread(build));
    compileScript(
      [],
      "program",
      `exports.runProgram(["", "", "build", "--root", ${JSON.stringify(project)}], ${context}, {})`,
    );
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

/** A build whose other thread is this one. */
function wordAsThread(build) {
  return `launch(${JSON.stringify(scriptOf("making"))}).exports.${build}, undefined, {
    count: 1,
    replies: [],
    tell(_, message) {
      if (this.word) this.replies.push(this.word(message));
      else this.word = exports.prepareWording(message);
    },
    collect(take) {
      return this.replies.splice(0).map((reply) => take(0, reply)).length > 0;
    },
    await(take) {
      return this.collect(take);
    },
    stop() {},
  })`;
}

/** Calls what a script exports, in a process that has V8's switches from the start, and keeps what V8 compiled of it. */
function compileScript(switches, name, call) {
  const file = scriptOf(name);
  if (/[^\x00-\x7f]|\bimport\(/.test(readFileSync(file, "utf8")))
    throw new Error(`${name}.cjs must be ASCII and have no import()`);
  const text = `
    import { writeFileSync } from "node:fs";
    import { launch, sealCode } from ${JSON.stringify(resolve("dist/launch.js"))};
    const { exports, source, script } = launch(${JSON.stringify(file)});
    process.exitCode = await ${call};
    writeFileSync(${JSON.stringify(`${file}.cache`)}, sealCode(source, script.createCachedData()));
  `;
  const { status } = spawnSync(process.execPath, [...switches, "--input-type=module", "-e", text], {
    stdio: "inherit",
  });
  if (status !== 0) throw new Error(`no code could be kept of ${name}.cjs`);
}

function scriptOf(name) {
  return resolve("dist", `${name}.cjs`);
}
