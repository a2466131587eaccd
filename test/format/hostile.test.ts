import { describe, expect, test } from "vitest";
import { formatMarkdown, TextLimitError } from "../../src/index.ts";

/*
 * Kinds of texts that keep, or kept, a parser or us busy for longer than the square of their length allows. Of each there
 * are 40 KB; it is formatted, or refused for a reason that says where and what to do. A minute is for slow machines.
 */
const SIZE = 40_000;
const TIMEOUT = 60_000;

const of = (fragment: string) => fragment.repeat(Math.ceil(SIZE / fragment.length));
/** Each text with how it begins, and its length, for its name. */
const named = (texts: readonly string[]) =>
  texts.map((text) => [JSON.stringify(text.slice(0, 30)), text.length, text] as const);
const growing = (piece: (index: number) => string) => {
  let text = "";
  for (let index = 1; text.length < SIZE; index += 1) text += piece(index);
  return text;
};

/** Each is one paragraph with very many marks. */
const INLINE =
  "**a|**a |*a |_a |a*|*a*|**a**|*a_|***a|a**b|*a **b |__a|__a__|a_b_|~~a|~~a~~ |*~~|`a|`a`|``a`|<a |<a>|</a>|<b>|a<!--" +
  '|&amp;|![|](|[a](|[a](b|[a](b)|[a](<|[a](b "|![a](b)|[![a](b)](c) |[a]|[a][|[a][b]|[^a]|[^|[^a][^b]|[|[[|]|]]|][|' +
  "[a*|*[a|[*a*](b) |`[|[`|[]()|{{|{%|{{ a\n|$ |$$a$$ |\\|\\*|www.a_|http://a_|a@b.c |a:b |\\$|a\n|a\\\n|a  \n|*a\n|[a\n|" +
  "`a\n|<a\n|$a\n|#a\n|> *a\n> |[a]\n";

/** Each is very many lines, quotes, lists or tables. */
const LINES = [
  ..."a\n===\n|a\n===\n\n|a\n---\n|- a\n|1. a\n|+ a\n* b\n|-\ta\n|10. a\n|> a\n\n|> - a\n|- > a\n\n|- > [!NOTE]\n  > a\n\n".split(
    "|",
  ),
  ..."> > a\n|- a\n  - b\n|- a\n- b\n\n\n|> a\n> ===\n|- a\n  ===\n".split("|"),
  "|a|\n|-|\n",
  "a|b\n-|-\n",
];

describe("40 KB that keep a parser busy are refused", () => {
  test.each(
    named([
      ...INLINE.split("|").map(of),
      ...LINES.map(of),
      ...["> ", "+ ", "1. ", "- > ", "> - ", "1. > ", "[^a]: ", "+ + ", "> \t", "- [^a]: > "].map(of),
      of("|a"),
      of("`"),
      `|a|\n|-|\n|${of("`a` ")}|\n`,
      "*a **b ".repeat(2800) + "b** a*".repeat(2800),
      "[".repeat(6000) + "a" + "](b)".repeat(6000),
      "_".repeat(20_000) + "a" + "_".repeat(20_000),
      of("a\n") + "===\n",
      of("> a\nb\nc\nd\ne\n"),
      "> ".repeat(90) + "a\n" + of("b\n"),
      "> ".repeat(90) + of("b "),
      "- ".repeat(90) + `a\n${"\n".repeat(SIZE)}b\n`,
      "    ```\na\n" + of("[a](b) "),
      "a\n    ```\n" + of("[[ ") + "\n    ```\n",
      "[\n*\n[\n2. [\n[\n     >\n[\n".repeat(700),
      growing((index) => `${">".repeat(index)} a\n`),
    ]),
  )("%s, %i", (_, _length, text) => {
    expect.assertions(4);
    for (const variant of [text, text.replaceAll("\n", "\r\n")]) {
      try {
        formatMarkdown(variant);
      } catch (error) {
        expect(error).toBeInstanceOf(TextLimitError);
        expect(error).toMatchObject({
          code: "text-too-deep",
          line: expect.any(Number) as number,
          column: 1,
          fix: expect.any(String) as string,
        });
      }
    }
  });

  test("with the line of the paragraph, in a quote and in an item as well", () => {
    for (const prefix of ["", "> ", "- ", "1. ", "  "])
      expect(() => formatMarkdown(`# Title\n\ntext\n\n${prefix}${of("*a_")}\n\nmore\n`)).toThrow(
        expect.objectContaining({ line: 5 }) as Error,
      );
  });
});

describe("40 KB that look alike are formatted", () => {
  test.each(
    named([
      of("> [!NOTE]\n> a\n\n"),
      of("> [!NOTE]\n>\n> *a*\n\n"),
      of("[a]: b\n\n"),
      of("# a\n\n"),
      of("- [ ] some words\n"),
      of("[^a]: x\n\n"),
      of("a[^1]\n\n[^1]: b c d\n\n"),
      of("```\na\n```\n\n"),
      of("<div>\n\n"),
      of("| a | b |\n| - | - |\n| c | `d` |\n\n"),
      `| a | b |\n| - | - |\n${of("| *c* | [d](e) |\n")}`,
      of(`${"{{ a\n".repeat(400)}\n`),
      of(`${"{% a\n".repeat(400)}\n`),
      of(`> {{ a\n\n- {% b\n\n`).slice(0, 20_000),
      of("- - -\n"),
      of("*"),
      of("a"),
      of("word and "),
      of("漢字"),
      of("👨‍👩‍👧 "),
      of("\n"),
      of("\t"),
      `\`\`\`c\n${of("*a[[_b\n")}\`\`\`\n`,
      `- a\n\n  ~~~\n${of("  [[*\n")}  ~~~\n`,
      `http://a.b/${of("(")}\n`,
      `<!-- ${of("a ")}-->\n`,
      growing((index) => `${"    ".repeat((index - 1) % 30)}[^${index}]: \n`),
      growing((index) => `${"  ".repeat((index - 1) % 20)}- item ${index}\n`),
      of("<!-- prettier-ignore -->\n*a*\n\n"),
      of(
        "## Title\n\nSome **bold** and `code`, [link](https://a.b/c).\n\n- item\n- item\n\n```bash\ndocker run a\n```\n\n",
      ),
    ]),
  )(
    "%s, %i",
    (_, _length, text) => {
      expect(formatMarkdown(text)).toBeTypeOf("string");
    },
    TIMEOUT,
  );

  test(
    "and their blocks as they are in a short text",
    () => {
      const block = "> [!NOTE]\n> *a*\n\n* one\n* two\n\nText\nof lines.\n\n";
      const once = formatMarkdown(block).trimEnd();
      const times = 400;
      expect(formatMarkdown(block.repeat(times))).toBe(`${Array<string>(times).fill(once).join("\n\n")}\n`);
    },
    TIMEOUT,
  );
});
