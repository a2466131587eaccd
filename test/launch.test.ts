import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { launch } from "../src/launch.ts";

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "dhi-guides-launch-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A script that says in a global what it was given. */
function writeScript(text: string): string {
  const script = join(folder, "script.cjs");
  writeFileSync(script, text);
  return script;
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
    writeFileSync(`${script}.cache`, launch(script).script.createCachedData());
    expect(launch(script).script.cachedDataRejected).toBe(false);
    expect(said()).toBe("a1");
  });

  test("passes over a cache that does not", () => {
    const script = writeScript("globalThis.said = 2;");
    writeFileSync(`${script}.cache`, "of another version");
    expect(launch(script).script.cachedDataRejected).toBe(true);
    expect(said()).toBe(2);
  });
});
