import { existsSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { askInit } from "../../src/commands/ask-init.ts";
import { init, type InitOptions } from "../../src/commands/init.ts";
import { makeProject, read, record, tree } from "../support/project.ts";
import { setUp, FILES, filesIn } from "./set-up.ts";

describe("questions", () => {
  /** Runs `init` at a terminal where somebody presses keys, one as soon as each question is there. */
  async function answer(root: string, keys: readonly string[], options: Partial<InitOptions> = {}) {
    const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input });
    const output = Object.assign(new PassThrough(), { isTTY: true, columns: 120 });
    output.resume();
    const context = record();
    const left = [...keys];
    const press = setInterval(() => left.length > 0 && input.write(left.shift()), 30);
    try {
      const ask: InitOptions["ask"] = (...asked) => askInit(...asked, { input, output });
      const status = await init({ root, reporter: "pretty", ask, ...options }, context);
      return { status, context };
    } finally {
      clearInterval(press);
    }
  }

  test("who presses Enter gets what --yes gives", async () => {
    const root = makeProject();
    await answer(root, Array<string>(5).fill("\r"));
    expect(tree(root)).toEqual(tree((await setUp()).folder));
  });

  test("answers are taken", async () => {
    const root = makeProject();
    await answer(root, [
      "\x1B[B",
      "\r",
      "\r",
      "\x1B[B",
      "\r",
      ..."acme",
      "\r",
      ..."\x7F\x7F\x7F\x7F\x7F\x7F\x7Fapp",
      "\r",
      " ",
      "\r",
    ]);
    expect(read(root, "dhi-guides.config.yaml")).toContain("registry: mirror\nnamespace: acme\n");
    expect(read(root, "image/app/guide.yaml")).toContain("name: app\n");
    expect(existsSync(join(root, "package.json"))).toBe(false);
  });

  test("what a flag says is not asked", async () => {
    const root = makeProject();
    await answer(root, ["\r"], { arrangement: "folders", registry: "public", first: "", skip: [] });
    expect(filesIn(root)).toEqual(FILES.filter((file) => !file.startsWith("images/")));
  });

  test.each([0, 2, 4])("Ctrl-C at question %i writes nothing", async (count) => {
    const root = makeProject();
    await expect(answer(root, [...Array<string>(count).fill("\r"), "\x03"])).rejects.toThrow("nothing was written");
    expect(filesIn(root)).toEqual([]);
  });
});
