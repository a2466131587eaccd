import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatMarkdown } from "../../src/format/format-markdown.ts";
import { plainBlock } from "../../src/format/plain/block.ts";
import { byBlocks, long, short } from "./by-blocks.ts";

describe("blocks that are made up", () => {
  // Words that mean something at one place or another stand among those that mean nothing.
  const word = fc.constantFrom(
    ..."a the image runs nonroot. (see) 10 10. 1) - + * # > = == --- | a|b `code` `a b` `` ` ``` **bold** **bo ld** **".split(
      " ",
    ),
    ..."*em* _em_ a_b <tag> &amp; & \\ ~ ~~s~~ $x$ [a] [link](https://x.io/a) [two words](#a) ![i](a.png) www.x.io".split(
      " ",
    ),
    ...'https://x.io a@b.io {{x}} {% x %} [^1] ’ “q” — … é 漢字 😀 don’t it\'s "q" a! ![ :: !'.split(" "),
    "`docker login dhi.io`",
    "[two words](https://docs.docker.com/a/#b)",
    "[`code` and more](https://x.io/a)",
    "POSTGRES_USER",
    "__init__",
    "a_",
    "(https://docs.docker.com/dhi/)",
    "http://localhost:8080/path.",
    "https://x.io/a_b",
    "oci://x.io/a",
  );
  const sentence = fc.array(word, { minLength: 1, maxLength: 30 });
  const phrase = sentence.map((words) => words.join(" "));
  const paragraph = fc
    .array(fc.tuple(word, fc.constantFrom(" ", " ", " ", "\n", "  ", "\n  ")), { minLength: 1, maxLength: 40 })
    .map((parts) => parts.flat().join("").trimEnd());
  const fence = fc
    .tuple(
      fc.constantFrom("", "bash", "yaml"),
      fc.array(fc.constantFrom("a", "  b: c", "", "# d", "- e", "1. f"), { maxLength: 5 }),
    )
    .map(([language, lines]) => ["```" + language, ...lines, "```"].join("\n"));
  const heading = fc
    .tuple(fc.integer({ min: 1, max: 6 }), phrase)
    .map(([depth, text]) => `${"#".repeat(depth)} ${text}`);
  const cell = fc.array(word, { maxLength: 4 }).map((words) => words.join(" "));
  const table = fc.integer({ min: 1, max: 4 }).chain((columns) =>
    fc
      .tuple(
        fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 5 }),
        fc.array(fc.constantFrom("---", ":-:", "--:", ":--", "-"), { minLength: columns, maxLength: columns }),
      )
      .map(([rows, line]) => {
        const [head = [], ...body] = rows;
        return [head, line, ...body].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
      }),
  );
  const item = fc.tuple(paragraph, fc.option(fc.oneof(fence, paragraph)), fc.boolean());
  const list = fc
    .tuple(fc.constantFrom("-", "1.", "n.", "*", "2."), fc.array(item, { minLength: 1, maxLength: 5 }), fc.boolean())
    .map(([marker, items, isLoose]) =>
      items
        .map(([text, more, isFar], index) => {
          const own = marker === "n." ? `${index + 1}.` : marker;
          const content = more === null ? text : `${text}\n${isFar || isLoose ? "\n" : ""}${more}`;
          return `${own} ${content.replace(/\n(?=.)/g, `\n${" ".repeat(own.length + 1)}`)}`;
        })
        .join(isLoose ? "\n\n" : "\n"),
    );
  const quoted = (text: string) => text.replace(/^(?=.)/gm, "> ").replace(/^$/gm, ">");
  const quote = fc
    .oneof(
      paragraph,
      list,
      fc.tuple(paragraph, list).map((parts) => parts.join("\n\n")),
    )
    .map(quoted);
  const block = fc.oneof(paragraph, fence, heading, table, list, quote);

  // Of words that mean little, so that whole lists are plain, with others in them.
  const calmWord = fc.constantFrom(
    "a",
    "the image",
    "`code`",
    "**bold**",
    "runs as nonroot.",
    "1.",
    "-",
    "x".repeat(60),
  );
  const calm = fc.array(calmWord, { minLength: 1, maxLength: 4 }).map((words) => words.join(" "));
  const { nested } = fc.letrec<{ nested: string; content: string }>((tie) => ({
    content: fc.oneof(
      { maxDepth: 3 },
      calm,
      fc
        .tuple(calm, fc.constantFrom("\n", "\n\n"), fc.oneof(tie("nested"), calm, fence))
        .map((parts) => parts.join("")),
      fc.tuple(fc.oneof(heading, calm.map(quoted)), tie("nested")).map((parts) => parts.join("\n\n")),
    ),
    nested: fc
      .tuple(
        fc.constantFrom("-", "1", "n", "7"),
        fc.array(tie("content"), { minLength: 1, maxLength: 3 }),
        fc.constantFrom("\n", "\n\n"),
      )
      .map(([kind, contents, glue]) =>
        contents
          .map((content, index) => {
            const marker = { "-": "-", "1": "1.", n: `${index + 1}.`, "7": `${index + 7}.` }[kind];
            return `${marker} ${content.replace(/\n(?=.)/g, `\n${" ".repeat(marker.length + 1)}`)}`;
          })
          .join(glue),
      ),
  }));

  test("come out of the short way as of the long one: lists in lists, and in quotes", { timeout: 120_000 }, () => {
    let plain = 0;
    fc.assert(
      fc.property(fc.oneof(nested, nested.map(quoted)), (text) => {
        const styled = plainBlock(text.split("\n"));
        if (styled === undefined) return;
        plain += 1;
        expect(styled).toBe(long(text));
      }),
      { numRuns: 2_000 },
    );
    expect(plain).toBeGreaterThan(200);
  });

  test("come out of the short way as of the long one", { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(block, (text) => {
        const styled = plainBlock(text.split("\n"));
        if (styled !== undefined) expect(styled).toBe(long(text));
      }),
      { numRuns: 5_000 },
    );
  });

  test("of a table lose nothing where a row has no pipe before it", () => {
    expect(short("| Name | Value |\n| --- | --- |\npath | /opt |")).toContain("| path | /opt  |");
  });

  test.each([
    ["a fence that its list item leaves open", "\n- a\n    ```\n  a\n- a\n\n```\n```\n\n```bash\n```\n"],
    [
      "rows that touch a list item",
      "\n- a\n  ![\n|  |  |\n| --- | --- |\n|  | words](#a) |\n|  |  |\n```\n```\n> a\n>\n> - a\n",
    ],
    [
      "rows in an image's text, and a list in a quote",
      '| a|b ![ |  | `docker login dhi.io` |\n| --- | --- | --- |\n|  | a ` a "q" | a |\n|  | a **bold** a_b **bo | [^1] |\n| words](#a) |  |  |\n\n> - a\n\na\n',
    ],
    ["a tag below a quote, and a list in another", "\n> a\n<tag>\na\n\n> a\n>\n> - a\n"],
  ])("make the same text alone and together: %s", (_, text) => {
    expect(byBlocks(text, short) ?? formatMarkdown(text)).toBe(formatMarkdown(text));
  });

  test("make the same text alone and together", { timeout: 120_000 }, () => {
    const odd = fc.constantFrom(
      "---",
      "> quote",
      "<b>x</b>",
      "<div>\n",
      "    code",
      "a\n===",
      "- x\n\n  y",
      "1. x\n2. y",
      "> ```sh\n> a\n> ```",
      "> ```\n>\n> b",
      "<!-- note -->",
      "```html\n<!-- a\n$$\n[x]: y\n```",
      "[a]: https://x.io",
      "- [a]: https://x.io",
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(block, odd), { minLength: 1, maxLength: 6 }),
        fc.constantFrom("\n\n", "\n"),
        (parts, glue) => {
          const text = `\n${parts.join(glue)}\n`;
          const styled = byBlocks(text, short);
          if (styled !== undefined) expect(styled).toBe(formatMarkdown(text));
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
