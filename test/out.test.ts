import { readdirSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { describe, expect, test } from "vitest";
import { check } from "../src/commands/check.ts";
import { sync } from "../src/commands/sync.ts";
import { CATALOG, realCatalog } from "./support/catalog.ts";
import { read, record, REPOSITORY } from "./support/project.ts";

const pages = readdirSync(join(REPOSITORY, "out"), { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith(".md"),
);

describe("out/", () => {
  test("is what the descriptors and templates give", () => {
    const context = record();
    const status = check([], { root: REPOSITORY, reporter: "pretty" }, context);
    expect(context.stdout()).toBe("");
    expect(status).toBe(0);
  });

  test.each(pages)("%s is a fix-point of Prettier", async (file) => {
    const page = read(REPOSITORY, `out/${file}`);
    const options = {
      parser: "markdown",
      proseWrap: "always",
      printWidth: 120,
      embeddedLanguageFormatting: "off",
    } as const;
    expect(await format(page, options)).toBe(page);
  });
});

describe("the descriptors and their facts", async () => {
  const catalog = await realCatalog();

  test.skipIf(!catalog)("are what `sync` writes", async () => {
    const context = record();
    const status = await sync([], { root: REPOSITORY, reporter: "pretty", from: CATALOG, check: true }, context);
    expect(context.stdout()).toBe("");
    expect([status, context.stderr()]).toEqual([0, expect.stringContaining("0 would change")]);
  });
});
