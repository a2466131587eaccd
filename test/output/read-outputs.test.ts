import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readOutputs } from "../../src/output/read-outputs.ts";
import { makeProject, write } from "../support/project.ts";

test("a link in the place of a guide's folder is seen among few guides and among many", () => {
  const root = makeProject({});
  const out = join(root, "out");
  const names = Array.from({ length: 300 }, (_, index) => `app-${index}`);
  const linked = new Set(["app-3", "app-299"]);
  mkdirSync(join(root, "elsewhere"));
  write(root, { "out/SHA256SUMS": names.map((name) => `${"0".repeat(64)}  ${name}/guides.md\n`).join("") });
  for (const name of names)
    if (linked.has(name)) symlinkSync(join(root, "elsewhere"), join(out, name));
    else mkdirSync(join(out, name));
  const { compare } = readOutputs({ outputBase: root, outputFolder: out }, () => false);
  const states = names.map((name) => compare(`${name}/guides.md`, undefined).state);
  expect(names.filter((_, index) => states[index] === "link")).toEqual([...linked]);
});
