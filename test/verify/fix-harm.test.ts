import { describe, expect, test } from "vitest";
import { plainText } from "../../src/files/line-ends.ts";
import { formatMarkdown } from "../../src/format/format-markdown.ts";
import type { VerifyConfig } from "../../src/verify/config.ts";
import { mendPage } from "../../src/verify/fix.ts";
import { isUnharmed } from "../../src/verify/harm.ts";
import { verifyAs } from "./small-catalog.ts";

async function mend(text: string, config: Partial<VerifyConfig> = {}): Promise<string> {
  const verify = (page: string) => verifyAs("example", page, config);
  const mended = await mendPage(text, await verify(plainText(text)), { verify, style: formatMarkdown });
  expect(
    (await mendPage(mended.text, await verify(plainText(mended.text)), { verify, style: formatMarkdown })).text,
  ).toBe(mended.text);
  return mended.text;
}

const fence = (lang: string, sample: string) => `\`\`\`${lang}\n${sample}\n\`\`\`\n`;
const mirrored = fence("bash", "docker run <your-namespace>/dhi-example:1");

describe("--fix leaves", () => {
  test.each([
    [
      "a here-document in a block of YAML, in a fence without a language",
      fence("", "services:\n  a:\n    command: |\n      cat <<EOF\n      text\n      EOF"),
    ],
    [
      "the same in a fence of the shell's",
      fence("bash", "a:\n  run: |\n    cat <<'END' > x\n    - b\n    END\n  c: d"),
    ],
    ["a here-document that is indented as a whole", fence("bash", "if true; then\n  cat <<EOF\n  a\n  EOF\nfi")],
    ["a line that ends in an option", fence("bash", "docker run -d \\")],
    ["a command that goes on behind a comment", fence("bash", "docker run x # here\n  --rm")],
  ])("%s", async (_, text) => expect(await mend(text)).toBe(text));

  test.each([
    ["the page's title", "# Example\n\n## Use\n\n### More\n"],
    ["a heading whose sections may be its own, or stand beside it", "## A\n\n# B\n\n### C\n\n## D\n"],
    ["a comment of the shell that fell out of its fence", "## A\n\n# Install it\n\n## B\n"],
    ["a heading of another spelling", "Title\n=====\n\n## B\n"],
    ["headings that can go no deeper", "# A\n\n## B\n\n# C\n\n## D\n\n###### E\n"],
  ])("%s", async (_, text) => {
    const levels = (page: string) => page.match(/^#+(?= )|^=+$/gm);
    expect(levels(await mend(text))).toEqual(levels(text));
  });

  test.each([
    ["told to pull from a mirror", `Pull it from your mirrored repository:\n\n${mirrored}`],
    ["in words after it", `${mirrored}\nIt is on your mirror.\n`],
    ["told to replace the namespace", `${mirrored}\nReplace \`<your-namespace>\` with yours.\n`],
    ["in a list", `- Replace \`<your-namespace>\`:\n\n  ${mirrored.replaceAll("\n", "\n  ").trimEnd()}\n`],
    [
      "in a table",
      `${mirrored}\n| Item               | Is    |\n| ------------------ | ----- |\n| \`<your-namespace>\` | yours |\n`,
    ],
    ["beside the public one", fence("bash", "docker tag dhi.io/example:1 <your-namespace>/dhi-example:1")],
    ["that is pushed", fence("bash", "docker push <your-namespace>/dhi-example:1")],
    ["of FIPS, which only mirrors have", fence("bash", "docker run <your-namespace>/dhi-example:1-fips")],
    [
      "whose registry is another value",
      fence("yaml", "image:\n  registry: x.io\n  repository: <your-namespace>/dhi-example"),
    ],
    ["in a quote", `${mirrored}\n> **Note:** <your-namespace> is yours.\n`],
    ["in words that call it otherwise", `Pull it with the name of your Docker organization:\n\n${mirrored}`],
    [
      "with a comment that explains it",
      fence("bash", "# <your-namespace>: yours\ndocker run <your-namespace>/dhi-example:1"),
    ],
    ["with a comment", fence("bash", "# from the mirror\ndocker run <your-namespace>/dhi-example:1")],
  ])("a mirrored reference %s", async (_, text) => expect(await mend(text)).toBe(text));

  test("a public reference in a mirror's page that speaks of it", async () => {
    const text = `Pull the public image:\n\n${fence("bash", "docker run dhi.io/example:1")}`;
    expect(await mend(text, { profile: "mirror" })).toBe(text);
  });

  test.each([
    ["a placeholder that its author forgot", "The <product> image is small.\n"],
    ["one in a list", "- The <product> image is small.\n"],
    ["one in a table", "| A           |\n| ----------- |\n| The <product> |\n"],
    ["one that the page explains, though no sample has it", "Replace <your-namespace> with yours.\n"],
    ["one that samples have, of which the sentence says nothing", `The <tag> image.\n\n${fence("bash", "x <tag>")}`],
  ])("%s", async (_, text) => expect(await mend(text)).toContain(/<[\w-]+>/.exec(text)?.[0]));

  test("the name of a heading, to which links lead", async () => {
    const text = "## The olden way\n\nIt is the olden way.\n";
    const mended = await mend(text, { bannedPhrases: [{ from: "olden", to: "new" }] });
    expect(mended).toBe("## The olden way\n\nIt is the new way.\n");
  });

  test("what would bring another finding", async () => {
    const phrases = [
      { from: "one", to: "two" },
      { from: "two", to: "three" },
    ];
    expect(await mend("It is one.\n", { bannedPhrases: phrases })).toBe("It is one.\n");
    expect(await mend("It is one, and two.\n", { bannedPhrases: phrases })).toBe("It is one, and three.\n");
  });
});

describe("--fix mends", () => {
  test.each([
    [
      "blanks behind the end of a here-document",
      fence("bash", "  cat <<EOF\n  a\nEOF  "),
      fence("bash", "  cat <<EOF\n  a\nEOF"),
    ],
    ["an indented end of a text that is not", fence("bash", "cat <<EOF\na\n  EOF"), fence("bash", "cat <<EOF\na\nEOF")],
    [
      "a placeholder that the page explains",
      `Replace <tag> with yours:\n\n${fence("bash", "x <tag>")}`,
      `Replace \`<tag>\` with yours:\n\n${fence("bash", "x <tag>")}`,
    ],
    [
      "a mirrored reference beside the words of the public profile",
      `All examples in this guide use the public image. If you've mirrored it, use yours:\n\n- Mirrored image: \`<your-namespace>/dhi-example:1\`\n\n${mirrored}`,
      `All examples in this guide use the public image. If you've mirrored it, use yours:\n\n- Mirrored image: \`<your-namespace>/dhi-example:1\`\n\n${fence("bash", "docker run dhi.io/example:1")}`,
    ],
  ])("%s", async (_, text, mended) => expect(await mend(text)).toBe(mended));

  test("a page in house style into house style, and any other as it is spelled", async () => {
    const long = `${"It is so and so. ".repeat(5)}Then we use helm login.`;
    expect(await mend(`${long}\n`)).toBe(formatMarkdown(`${long.replace("login", "registry login")}\n`));
    expect(await mend(`* A\n\n${long}\n`)).toBe(`* A\n\n${long.replace("login", "registry login")}\n`);
  });

  test("with the line ends and the byte order mark of the page", async () => {
    expect(await mend("\ufeffUse helm login.\r\n\r\nMore.\r\n")).toBe(
      "\ufeffUse helm registry login.\r\n\r\nMore.\r\n",
    );
    expect(await mend("Use helm login.\r\n\nMore.\n")).toBe("Use helm registry login.\r\n\nMore.\n");
  });
});

test.each([
  ["another child", "# A\n\n## B\n", "## A\n\n## B\n", false],
  ["a subtree that moved", "# A\n\n## B\n", "## A\n\n### B\n", true],
  ["a YAML sample in any fence", fence("text", "a:\n  - b"), fence("text", "a:\n- : b: c"), false],
  ["a JSON sample", fence("", '{"a": 1}'), fence("", '{"a": 1'), false],
  [
    "a placeholder that is explained",
    `Replace \`<a>\`.\n\n${fence("", "x <a>")}`,
    `Replace \`<a>\`.\n\n${fence("", "x b")}`,
    false,
  ],
])("a page is unharmed: %s", (_, before, after, expected) => expect(isUnharmed(before, after)).toBe(expected));
