import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { adopt as adoptCommand } from "../../src/commands/adopt.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { makeProject, record, tree } from "../support/project.ts";

describe("a guide that is more than a parser can take is a finding, and the others are adopted", () => {
  test.each([
    ["quotes in each other", `# A\n\n${"> ".repeat(5000)}a\n`, 3],
    ["footnotes in each other", `## A\n\n${"[^a]: ".repeat(5000)}\n`, 3],
    ["lists in each other, with CRLF", `# A\r\n\r\n${"- + ".repeat(5000)}a\r\n`, 3],
    ["brackets in each other", "![".repeat(5000), 1],
    ["emphases in each other", `# A\n\na\n\n${"*a **b ".repeat(2000)}\n`, 5],
  ])("%s", async (_, text, line) => {
    const root = makeProject({
      "image/bad/guides.md": text,
      "image/good/guides.md": "## Good\n\nWords of a guide.\n",
    });
    mkdirSync(join(root, "image/folder/guides.md"), { recursive: true });
    const context = record();
    const options = { root, into: join(root, "into"), reporter: "json" as const, quiet: true };

    const status = await adoptCommand([join(root, "image")], options, context);

    expect(status).toBe(1);
    expect(JSON.parse(context.stdout())).toMatchObject([
      { code: "text-too-deep", file: "../image/bad/guides.md", line, column: 1, fix: expect.any(String) as string },
    ]);
  });
});

describe("links", () => {
  const adopted = async (link: (root: string) => void) => {
    const root = makeProject({
      "image/good/guides.md": "## Good\n\nWords of a guide.\n",
      "other/text.md": "## Other\n\nx\n",
    });
    link(root);
    const context = record();
    const options = { root, into: join(root, "into"), reporter: "json" as const, quiet: true };
    const status = await adoptCommand([join(root, "image")], options, context);
    const files = Object.keys(tree(join(root, "into/images")));
    return { status, codes: (JSON.parse(context.stdout()) as Finding[]).map(({ code }) => code), files };
  };

  test("a guide that is a link to a file is a finding, and the others are adopted", async () => {
    const { status, codes, files } = await adopted((root) => {
      mkdirSync(join(root, "image/linked"));
      symlinkSync(join(root, "other/text.md"), join(root, "image/linked/guides.md"));
    });
    expect(status).toBe(1);
    expect(codes).toEqual(["file-unreadable"]);
    expect(files).toEqual(["good.yaml"]);
  });

  test("a link to a folder is not followed, so that circles end", async () => {
    const { status, files } = await adopted((root) => symlinkSync(join(root, "image"), join(root, "image/circle")));
    expect(status).toBe(0);
    expect(files).toEqual(["good.yaml"]);
  });

  test("a link to nothing is a finding, and the others are adopted", async () => {
    const { status, codes, files } = await adopted((root) => {
      mkdirSync(join(root, "image/lost"));
      symlinkSync(join(root, "nowhere.md"), join(root, "image/lost/guides.md"));
    });
    expect(status).toBe(1);
    expect(codes).toHaveLength(1);
    expect(files).toEqual(["good.yaml"]);
  });
});
