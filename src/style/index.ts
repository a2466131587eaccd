import remarkStringify from "remark-stringify";
import { unified } from "unified";
import { separateAlerts } from "./alerts.ts";
import { splitFrontMatter } from "./front-matter.ts";
import { handlers } from "./handle/index.ts";
import { join } from "./join.ts";
import { houseSyntax } from "./syntax/index.ts";
import { keepIgnored } from "./transform/ignored.ts";
import { noteLists } from "./transform/lists.ts";
import { keepLooseness } from "./transform/looseness.ts";
import { chooseMarkers } from "./transform/markers.ts";
import { noteNesting } from "./transform/nesting.ts";
import { keepSpelling } from "./transform/spelling.ts";
import { prepareTexts } from "./transform/texts.ts";
import { noteThematicBreaks } from "./transform/thematic-breaks.ts";

/** From Markdown to house style: parse, note what the tree does not say, write. */
const processor = unified()
  .use(houseSyntax)
  .use(keepSpelling)
  .use(noteLists)
  .use(keepLooseness)
  .use(noteThematicBreaks)
  .use(prepareTexts)
  .use(chooseMarkers)
  .use(keepIgnored)
  .use(noteNesting)
  .use(remarkStringify, { handlers, join: [join] })
  .freeze();

/**
 * Spells a Markdown text in the house style, which is Prettier's with `proseWrap: "always"`, `printWidth: 120` and
 * `embeddedLanguageFormatting: "off"`: docs/house-style.md.
 *
 * @param markdown any Markdown: GFM, with or without front matter
 * @returns the same text in house style; rendered as HTML it is the same, and formatting it again changes nothing
 */
export function formatMarkdown(markdown: string): string {
  const mark = markdown.startsWith(byteOrderMark) ? byteOrderMark : "";
  const text = markdown.slice(mark.length).replace(/\r\n?/g, "\n").replaceAll("\0", "\ufffd");
  const { frontMatter, content } = splitFrontMatter(text);
  const separated = separateAlerts(content, (text) => processor.parse(text));
  const styled = formatContent(separated, frontMatter !== undefined);
  if (frontMatter === undefined) return mark + styled;
  return `${mark}${frontMatter}\n${styled === "" ? "" : `\n${styled}`}`;
}

/** Formats until nothing changes, which the second pass sees at the latest, save for what is made to be difficult. */
function formatContent(content: string, hasFrontMatter: boolean, passes = 4): string {
  const file = processor.processSync({ value: content, data: { hasFrontMatter } });
  const styled = String(file);
  if (!file.data.nests || styled === content || passes === 1) return styled;
  return formatContent(styled, hasFrontMatter, passes - 1);
}

const byteOrderMark = "\ufeff";
