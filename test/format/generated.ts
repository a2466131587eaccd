import fc from "fast-check";

/** Words that are plain, wide, or mean something at the start of a line or beside a marker. */
const word = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.constantFrom("the", "a", "image", "runs", "as", "nonroot", "user", "variant,", "default."),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom("1.", "2)", "#", "##", "-", "+", "*", ">", "=", "---", "===", "|", "!", "\\"),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      "snake_case_name",
      "2*3*4",
      "\\*starred\\*",
      "\\_",
      "\\#",
      "1\\.",
      "a|b",
      "&amp;",
      "&lt;tag&gt;",
      "[x]",
      "[!NOTE]",
      "<your-namespace>",
      "$HOME",
      "~",
      "~~",
      "{{ .Values.x }}",
      "$5",
      "\\\\",
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "中文",
      "漢字。",
      "日本語",
      "한국어",
      "「引用」",
      "😀",
      "👩‍💻",
      "⚠️",
      "é",
      "naïve",
      "a\u00a0b",
      "’s",
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "https://example.com/a/very/long/path/that/does/not/break/anywhere?x=1&y=2#frag_ment",
      "www.example.com",
      "someone@example.com",
    ),
  },
);

const gap = fc.oneof({ weight: 8, arbitrary: fc.constant(" ") }, fc.constantFrom("  ", "\n"));

const words = fc
  .array(fc.tuple(word, gap), { minLength: 1, maxLength: 30 })
  .map((parts) => parts.map(([text, space], index) => text + (index === parts.length - 1 ? "" : space)).join(""));

const oneLine = words.map((text) => text.replace(/\n/g, " "));

const codeSpan = fc.constantFrom("`code`", "`a b  c`", "`` a`b ``", "`a|b`", "`--flag`", "`<tag>`", "` `` `", "`\\`");

const url = fc.constantFrom("https://example.com", "a(b)c", "<a b>", "/x?y=1&amp;z", "#anchor", "", "a\\)b", "x_y_z");

const linkTitle = fc.constantFrom("", ' "t"', " 't\"t'", " (a 'b' \"c\")", ' "a \\" b"');

const phrasing: fc.Memo<string> = fc.memo((depth) =>
  depth <= 1
    ? fc.oneof({ weight: 4, arbitrary: words }, codeSpan)
    : fc.oneof(
        { weight: 6, arbitrary: words },
        { weight: 3, arbitrary: codeSpan },
        { weight: 2, arbitrary: phrasing(depth - 1).map((text) => `*${text}*`) },
        { weight: 1, arbitrary: phrasing(depth - 1).map((text) => `_${text}_`) },
        { weight: 2, arbitrary: phrasing(depth - 1).map((text) => `**${text}**`) },
        { weight: 1, arbitrary: phrasing(depth - 1).map((text) => `__${text}__`) },
        { weight: 1, arbitrary: phrasing(depth - 1).map((text) => `~~${text}~~`) },
        {
          weight: 3,
          arbitrary: fc
            .tuple(phrasing(depth - 1), url, linkTitle)
            .map(([text, target, quoted]) => `[${text}](${target}${quoted})`),
        },
        { weight: 1, arbitrary: fc.tuple(oneLine, url).map(([text, target]) => `![${text}](${target})`) },
        {
          weight: 2,
          arbitrary: fc.constantFrom(
            "[note]",
            "[note][]",
            "[the note][note]",
            "[^1]",
            "<https://a.b>",
            "<b>bold</b>",
            "<br/>",
            "<!-- c -->",
            "<span\n  class=x>",
          ),
        },
        { weight: 1, arbitrary: fc.constantFrom("\\\n", "  \n").map((end) => `line${end}next`) },
      ),
);

const inline = fc
  .array(fc.tuple(phrasing(3), fc.constantFrom(" ", " ", " ", "\n", "")), { minLength: 1, maxLength: 6 })
  .map((parts) =>
    parts
      .map(([text, space]) => text + space)
      .join("")
      .trim(),
  );

const paragraph = inline.filter((text) => text !== "");

const cell = fc
  .oneof(oneLine, codeSpan, fc.constantFrom("", "a \\| b", "`x\\|y`", "**b**", "中文", "😀", "[l](u)"))
  .map((text) => text.replace(/(?<!\\)\|/g, "\\|"));

const table = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.boolean())
  .chain(([columns, pipes]) =>
    fc
      .tuple(
        fc.array(fc.constantFrom("---", ":-", "-:", ":-:", "-"), { minLength: columns, maxLength: columns }),
        fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 4 }),
      )
      .map(([delimiters, rows]) =>
        [rows[0] ?? [], delimiters, ...rows.slice(1)]
          .map((cells) => (pipes || columns === 1 ? `| ${cells.join(" | ")} |` : cells.join(" | ")))
          .join("\n"),
      ),
  );

const fence = fc
  .tuple(fc.constantFrom("```", "~~~", "````"), fc.constantFrom("", "sh", "console", "yaml title=x"))
  .map(([marker, info]) => `${marker}${info}\n$ docker run \\\n    dhi.io/x:<tag>\n\n# *not* a heading\n${marker}`);

const leaf = fc.oneof(
  { weight: 6, arbitrary: paragraph },
  { weight: 2, arbitrary: fence },
  { weight: 1, arbitrary: fc.array(paragraph, { minLength: 1, maxLength: 3 }).map(tasks) },
  { weight: 2, arbitrary: table },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.integer({ min: 1, max: 6 }), oneLine).map(([depth, text]) => `${"#".repeat(depth)} ${text}`),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        oneLine.filter((text) => !text.startsWith("{{")),
        fc.constantFrom("===", "---"),
      )
      .map(([text, line]) => `${text}\n${line}`),
  },
  { weight: 1, arbitrary: fc.constantFrom("***", "---", "* * *", "___") },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "<div>\n  <p>x</p>\n</div>",
      "<!-- a comment -->",
      "<details>\n\ntext\n\n</details>",
      "    indented\n      code",
      "[note]: https://example.com 'title'",
      "[^1]: A footnote.\n\n    More of it.",
      "> [!NOTE]\n> text",
      "<pre>\n\n  x\n</pre>",
      "{% raw %}\nx\n{% endraw %}",
      "{{ x }}",
    ),
  },
);

function indentBy(text: string, first: string, others: string): string {
  return text
    .split("\n")
    .map((line, index) => (index === 0 ? first + line : line === "" ? line : others + line))
    .join("\n");
}

function tasks(texts: string[]): string {
  return texts.map((text, index) => indentBy(text, `- [${index % 2 === 0 ? "x" : " "}] `, "  ")).join("\n");
}

/** Blocks in lists in quotes. */
function nest(leaf: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const block: fc.Memo<string> = fc.memo((depth) =>
    depth <= 1
      ? leaf
      : fc.oneof(
          { weight: 8, arbitrary: leaf },
          {
            weight: 2,
            arbitrary: blocks(depth - 1).map((text) =>
              indentBy(text.replace(/\n{3,}/g, "\n\n"), "> ", "> ").replace(/^$/gm, ">"),
            ),
          },
          {
            weight: 4,
            arbitrary: fc
              .tuple(
                fc.constantFrom("-", "*", "+", "-  ", "1.", "1)", "10.", "0.", "7."),
                fc.array(blocks(depth - 1), { minLength: 1, maxLength: 4 }),
                fc.constantFrom("\n", "\n", "\n\n", "\n\n\n"),
              )
              .map(([marker, items, space]) =>
                items.map((text) => indentBy(text, `${marker} `, " ".repeat(marker.length + 1))).join(space),
              ),
          },
        ),
  );
  const blocks = (depth: number): fc.Arbitrary<string> =>
    fc
      .array(fc.tuple(block(depth), fc.constantFrom("\n\n", "\n\n", "\n\n\n")), { minLength: 1, maxLength: 3 })
      .map((parts) => parts.map(([text, space], index) => text + (index === parts.length - 1 ? "" : space)).join(""));
  return fc.array(block(3), { minLength: 1, maxLength: 5 }).map((parts) => `${parts.join("\n\n")}\n`);
}

/** Any Markdown: blocks in lists in quotes, and all that a line may start with. */
export const markdown: fc.Arbitrary<string> = nest(leaf);

/** What a comment protects, spelled as the house style would not spell it. */
const ignored = fc
  .tuple(
    fc.constantFrom(
      "| a | b |\n|---|---|\n| *c* | 1 |",
      "```yaml\na:   1\n\n  b: 2\n```",
      "  ~~~\n  a\n  ~~~",
      "*a*   b\nc",
      "*  a\n\n   +  b\n*  c",
      "1)  a\n2)  b",
      ">   *a*\n> b",
      "<div>\n   *b*\n</div>",
      "    code\n      more",
    ),
    fc.boolean(),
  )
  .map(([text, isRange]) =>
    isRange
      ? `<!-- prettier-ignore-start -->\n\n${text}\n\n<!-- prettier-ignore-end -->`
      : `<!-- prettier-ignore -->\n${text}`,
  );

const calm = fc.constantFrom("the *image*", "a\nb", "runs as nonroot.", "word ".repeat(40).trim());

/** What a comment protects, among blocks that are quiet, in lists in quotes. */
export const protectedMarkdown: fc.Arbitrary<string> = nest(fc.oneof(ignored, calm));

/** Two dollars that open a formula, or do not, and paragraphs of punctuation. */
const signs = fc.constantFrom(
  "$$ is the *PID*",
  "$$ a\n$$",
  "$$\nx *y*\n$$",
  "$$ x $$ *y*",
  "the\n$$ a",
  "--",
  "-- a",
  "=",
  "==",
  "a\n    ---",
  "a\\\n+",
  "a\\\n    ~~~",
  "**",
  "~~",
  "``",
  "|",
  ":-",
  "#######",
);

/** Paragraphs of signs among blocks that are quiet, in lists in quotes. */
export const markdownOfSigns: fc.Arbitrary<string> = nest(fc.oneof(signs, calm));
