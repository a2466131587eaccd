import { join } from "node:path";
import { expect, test } from "vitest";
import { verify } from "../../src/commands/verify.ts";
import { expectGolden } from "../support/golden.ts";
import { makeProject, record, REPOSITORY, type Recorded } from "../support/project.ts";
import { SMALL_CATALOG } from "./small-catalog.ts";

/** Seven pages of images that the small catalog has or has not, with more findings than are shown one by one. */
function catalog(): string {
  const links = Array.from({ length: 5 }, (_, index) => `See [x](page${index}.md).\n`).join("\n");
  const denials = "The images have no shell.\n\nThey contain no shell, and no package manager.\n\n";
  const names = ["shelly", "mixed", "example", "other-tool", "a", "b", "c"];
  return makeProject(
    Object.fromEntries(
      names.map((name, index) => [
        `image/${name}/guides.md`,
        `${index < 2 ? denials : ""}${links}${"\n[z](other.md)\n".repeat(index)}`,
      ]),
    ),
  );
}

async function verified(context: Recorded): Promise<string> {
  const root = catalog();
  const options = { root, reporter: "pretty", quiet: true, cache: false, catalog: SMALL_CATALOG } as const;
  await verify([join(root, "image")], options, context);
  return context.stderr();
}

test("many findings are counted first, by rule and by file, and then a line each", async () => {
  expectGolden(join(REPOSITORY, "test/golden/many-findings.txt"), await verified(record()));
});

test("messages are cut at the width of a terminal, the rule stays", async () => {
  const progress = { columns: 90 } as NodeJS.WriteStream;
  const lines = (await verified({ ...record(), progress })).split("\n").filter((line) => /^ +\d+:\d+ /.test(line));
  expect(lines.some((line) => line.includes("…"))).toBe(true);
  for (const line of lines) {
    expect(line.length).toBeLessThanOrEqual(90);
    expect(line).toMatch(/ [a-z-]+$/);
  }
});
