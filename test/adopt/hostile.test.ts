import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { adopt as adoptCommand } from "../../src/commands/adopt.ts";
import { makeProject, record } from "../support/project.ts";

describe("a guide that is more than a parser can take is a finding, and the others are adopted", () => {
  test.each([
    ["quotes in each other", `# A\n\n${"> ".repeat(5000)}a\n`, 3],
    ["footnotes in each other", `## A\n\n${"[^a]: ".repeat(5000)}\n`, 3],
    ["lists in each other, with CRLF", `# A\r\n\r\n${"- + ".repeat(5000)}a\r\n`, 3],
    ["brackets in each other", "![".repeat(5000), 1],
    ["emphases in each other", `# A\n\na\n\n${"*a **b ".repeat(2000)}\n`, 5],
  ])("%s", (_, text, line) => {
    const root = makeProject({
      "image/bad/guides.md": text,
      "image/good/guides.md": "## Good\n\nWords of a guide.\n",
    });
    mkdirSync(join(root, "image/folder/guides.md"), { recursive: true });
    const context = record();
    const options = { root, into: join(root, "into"), reporter: "json" as const, quiet: true };

    const status = adoptCommand([join(root, "image")], options, context);

    expect(status).toBe(1);
    expect(JSON.parse(context.stdout())).toMatchObject([
      { code: "text-too-deep", file: "../image/bad/guides.md", line, column: 1, fix: expect.any(String) as string },
    ]);
  });
});
