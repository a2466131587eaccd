import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { launch, sealCode } from "../src/launch.ts";
import { temporaryFolder } from "./support/temporary.ts";
import { CLI, makeProject, minimal } from "./support/project.ts";

let folder: string;
beforeEach(() => void (folder = temporaryFolder()));

/** A script that says in a global what it was given. */
function writeScript(text: string, script = join(folder, "script.cjs")): string {
  writeFileSync(script, text);
  return script;
}

function keepCode(path: string): void {
  const { script, source } = launch(path);
  writeFileSync(`${path}.cache`, sealCode(source, script.createCachedData()));
}

function flipByte(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at < 0 ? bytes.length + at : at]! ^= 1;
  writeFileSync(path, bytes);
}

const said = () => (globalThis as { said?: unknown }).said;

describe("launch", () => {
  test("runs a CommonJS script, with its place and what it requires", () => {
    const script = writeScript(
      'globalThis.said = [__filename, require("node:path").basename(__dirname)]; exports.one = 1;',
    );
    const { exports } = launch<{ one: number }>(script);
    expect(exports.one).toBe(1);
    expect(said()).toEqual([script, folder.split("/").at(-1)]);
  });

  test("takes the code from a cache that fits", () => {
    const script = writeScript("globalThis.said = ((text) => text + 1)('a');");
    keepCode(script);
    expect(launch(script).script.cachedDataRejected).toBe(false);
    expect(said()).toBe("a1");
  });

  test.each<[string, (script: string) => void]>([
    ["that is something else", (script) => writeFileSync(`${script}.cache`, "something else")],
    ["that is damaged", (script) => flipByte(`${script}.cache`, -1)],
    ["that another release of Node made", (script) => flipByte(`${script}.cache`, 0)],
    ["of a script that was as long", (script) => writeScript("globalThis.said = 3;", script)],
  ])("passes over a cache %s", (_, change) => {
    const script = writeScript("globalThis.said = 2;");
    keepCode(script);
    change(script);
    // V8 was not even asked.
    expect(launch(script).script.cachedDataRejected).toBeUndefined();
    expect(said()).toBe(readFileSync(script, "utf8").includes("3") ? 3 : 2);
  });
});

/* V8 passes over code that was made of another text, or under other switches, and says nothing. */
describe("the bundle", () => {
  /** Runs a command in a process that prints of each script whether its kept code was rejected. */
  function scriptsOf(...args: string[]): string[] {
    const spy = writeScript(`
      const vm = require("node:vm");
      const { basename } = require("node:path");
      vm.Script = class extends vm.Script {
        constructor(text, options) {
          super(text, options);
          require("node:fs").writeSync(1, basename(options.filename) + " " + this.cachedDataRejected + "\\n");
        }
      };
    `);
    const { stdout } = spawnSync(process.execPath, ["--require", spy, CLI, ...args], { encoding: "utf8" });
    return stdout.trim().split("\n").sort();
  }

  test.each(["build", "check"])("starts a %s from compiled code, on all threads", (command) => {
    const root = makeProject({ "images/a.yaml": minimal("a") });
    const printed = scriptsOf(command, "--quiet", "--root", root, "--threads", "2", "--reporter", "json");
    expect(printed.filter((line) => line.includes(".cjs "))).toEqual([
      "making.cjs false",
      "program.cjs false",
      "word-guides.cjs false",
    ]);
  });

  test("starts other commands from compiled code", () => {
    expect(scriptsOf("--version")).toEqual([expect.stringMatching(/^\d/), "program.cjs false"]);
  });
});
