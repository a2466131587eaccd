import { readdirSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { describe, expect, test } from "vitest";
import { check } from "../src/commands/check.ts";
import { read, record, REPOSITORY } from "./support/project.ts";

const names = readdirSync(join(REPOSITORY, "out"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe("out/", () => {
  test("is what the descriptors and templates give", () => {
    const context = record();
    const status = check([], { root: REPOSITORY, reporter: "pretty" }, context);
    expect(context.stdout()).toBe("");
    expect(status).toBe(0);
  });

  test.each(names)("%s is a fix-point of Prettier", async (name) => {
    const guide = read(REPOSITORY, `out/${name}/guides.md`);
    const options = {
      parser: "markdown",
      proseWrap: "always",
      printWidth: 120,
      embeddedLanguageFormatting: "off",
    } as const;
    expect(await format(guide, options)).toBe(guide);
  });
});
