import remarkStringify from "remark-stringify";
import { unified } from "unified";
import { separateAlerts } from "./alerts.ts";
import { splitBlocks } from "../markdown/split-blocks.ts";
import { splitFrontMatter } from "./front-matter.ts";
import { handlers } from "./handle/index.ts";
import { asTextLimit, findTextLimit } from "../markdown/text-limit.ts";
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
 * @throws TextLimitError where it is more than a parser can take; its code, line and fix say what is too much
 */
export function formatMarkdown(markdown: string): string {
  const limit = findTextLimit(markdown);
  if (limit) throw limit;
  try {
    return format(markdown);
  } catch (error) {
    throw asTextLimit(error);
  }
}

function format(markdown: string): string {
  const mark = markdown.startsWith(byteOrderMark) ? byteOrderMark : "";
  const text = markdown.slice(mark.length).replace(/\r\n?/g, "\n").replaceAll("\0", "\ufffd");
  const { frontMatter, content } = splitFrontMatter(text);
  const styled = formatBlocks(content, frontMatter !== undefined);
  if (frontMatter === undefined) return mark + styled;
  return `${mark}${frontMatter}\n${styled === "" ? "" : `\n${styled}`}`;
}

/**
 * From here on, a text is formatted in parts of about this length, where it can be: a parser's time grows with the square
 * of a text's blocks. Each block alone would cost more than it saves.
 */
const LONG = 10_000;
const PART = 2000;

function formatBlocks(content: string, hasFrontMatter: boolean): string {
  const blocks = content.length < LONG ? undefined : splitBlocks(content);
  if (!blocks || blocks.length < 2) return formatBlock(content, hasFrontMatter);
  const parts: string[] = [];
  for (const block of blocks) {
    const last = parts.at(-1);
    if (last === undefined || last.length + block.length > PART) parts.push(block);
    else parts[parts.length - 1] = `${last}\n\n${block}`;
  }
  return `${parts.map((part) => formatBlock(`${part}\n`, true).replace(/\n$/, "")).join("\n\n")}\n`;
}

function formatBlock(content: string, hasFrontMatter: boolean): string {
  const separated = separateAlerts(content, (text) => processor.parse(text));
  return formatContent(separated, hasFrontMatter);
}

/** Formats until nothing changes, which the second pass sees at the latest, save for what is made to be difficult. */
function formatContent(content: string, hasFrontMatter: boolean, passes = 4): string {
  const file = processor.processSync({ value: content, data: { hasFrontMatter } });
  const styled = String(file);
  if (!file.data.nests || styled === content || passes === 1) return styled;
  return formatContent(styled, hasFrontMatter, passes - 1);
}

const byteOrderMark = "\ufeff";
