import type { Block, Inline, LearnedPartial } from "./learned-partial.ts";
import type { Difference } from "./parameters.ts";

const WIDTH = 120;

/** What would be read as something else at the start of a line. */
const RISKY_START = /^(?:[-*+>#|=~`<]|\d+[.)])/;

/**
 * Writes a learned partial as a person would: its parameters in the leading comment, one text after the other.
 *
 * @param partial what was learned
 * @returns the template's text
 */
export function writePartial({ blocks, parameters, nameOf }: LearnedPartial): string {
  const name = (difference: Difference) => nameOf.get(difference) ?? "";
  const used = parameters.map((parameter) => {
    const usual = hasName(parameter.usual) ? "" : parameter.usual;
    const type = parameter.kind === "switch" ? "{boolean} " : "";
    return `@param ${type}[${parameter.name}=${usual}]  ${parameter.use.replace(/\{\{|\}\}|--/g, "")}`;
  });
  const comment = used.length > 0 ? `{{!--\n${used.join("\n")}\n--}}\n` : "";
  return `${comment}${writeBlocks(blocks, name)
    .replace(/^\n+/, "")
    .replace(/\n{3,}/g, "\n\n")}`;
}

/** Blocks in a row that depend on one switch stand in one branch. */
function writeBlocks(blocks: readonly Block[], name: (difference: Difference) => string): string {
  const texts: string[] = [];
  for (let index = 0; index < blocks.length;) {
    const condition = conditionOf(blocks[index], name);
    let end = index + 1;
    while (condition !== undefined && end < blocks.length && conditionOf(blocks[end], name) === condition) end += 1;
    const group = blocks.slice(index, end);
    const isBelowHeading = blocks[index - 1]?.kind === "heading";
    const written = group
      .map((block, offset) => writeBlock(isBelowHeading && offset === 0 ? { ...block, gap: false } : block, name))
      .join("");
    texts.push(condition === undefined ? written : `{{#if ${condition}}}\n${written}{{/if}}\n`);
    index = end;
  }
  return texts.join("");
}

/** The switch that a block depends on as a whole. */
function conditionOf(block: Block | undefined, name: (difference: Difference) => string): string | undefined {
  if (block?.kind === "slot") return name(block.difference);
  return block && "switch" in block && block.switch ? name(block.switch) : undefined;
}

/** A default that a template fills in stands in the text, not in the comment. */
function hasName(text: string): boolean {
  return text.includes("{{");
}

function writeBlock(block: Block, name: (difference: Difference) => string): string {
  const gap = block.gap ? "\n" : "";
  if (block.kind === "slot") return `${gap}{{${name(block.difference)}}}\n`;
  if (block.kind === "choice") {
    const branches = block.blocks.map((each, index) => {
      if (!("inlines" in each)) return "";
      const condition = each.switch ? ` if ${name(each.switch)}` : "";
      const open = index === 0 ? `{{#if ${each.switch ? name(each.switch) : ""}}}` : `{{else${condition}}}`;
      return `${open}\n${block.hasRest ? gap : ""}${textOf(each.inlines, each, name)}`;
    });
    return `${block.hasRest ? "" : gap}${branches.join("")}{{/if}}\n`;
  }
  if (block.kind === "table") {
    const [head, ...rows] = block.rows.map((row) => writeBlock(row, name));
    const body = rows
      .join("")
      .replace(/\n{2,}/g, "\n")
      .split("\n")
      .map(wrapRow)
      .join("\n");
    return `${gap}{{#table ${block.field}}}\n${head}${body}{{/table}}\n`;
  }
  const text = textOf(block.inlines, block, name);
  return block.kind === "heading" ? `${gap}${text}\n` : `${gap}${text}`;
}

/** Within a table that a field changes, a row may go over several lines. */
function wrapRow(row: string): string {
  return row.startsWith("| ") ? wrap(row, "", "  ") : row;
}

function textOf(
  inlines: readonly Inline[],
  { kind, indent }: Pick<Extract<Block, { inlines: unknown }>, "kind" | "indent">,
  name: (difference: Difference) => string,
): string {
  const text = inlines.map((inline) => writeInline(inline, name)).join("");
  const blanks = " ".repeat(indent);
  if (kind === "paragraph" || kind === "item") {
    const hanging = kind === "item" ? " ".repeat((/^\S+ /.exec(text)?.[0] ?? "").length) : "";
    return `${text
      .split("\n")
      .map((line, index) => wrap(line, blanks + (index === 0 ? "" : hanging), blanks + hanging))
      .join("\n")}\n`;
  }
  return `${text
    .split("\n")
    .map((line) => (line === "" ? "" : blanks + line))
    .join("\n")}\n`;
}

function writeInline(inline: Inline, name: (difference: Difference) => string): string {
  if (inline.kind === "text") return inline.text;
  const parameter = name(inline.difference);
  if (inline.kind === "optional") return `{{#if ${parameter}}}${inline.text}{{/if}}`;
  const { usual } = inline.difference;
  return hasName(usual) ? `{{#if ${parameter}}}{{${parameter}}}{{else}}${usual}{{/if}}` : `{{${parameter}}}`;
}

/** Fills lines; what a template puts in counts as it is written. */
function wrap(text: string, first: string, rest: string): string {
  const words = text.replace(/\{\{[^}]*\}\}/g, (tag) => tag.replaceAll(" ", "\u00a0")).split(" ");
  const lines: string[] = [];
  let line = first;
  let isStart = true;
  for (const word of words) {
    if (isStart) line += word;
    else if (line.length + 1 + word.length > WIDTH && !RISKY_START.test(word)) {
      lines.push(line);
      line = rest + word;
    } else line += ` ${word}`;
    isStart = false;
  }
  return [...lines, line].join("\n").replaceAll("\u00a0", " ");
}
