import { SET_OFF, type Block, type Inline, type LearnedPartial } from "./learned-partial.ts";
import type { Difference } from "./parameters.ts";

const WIDTH = 120;

type Choice = Extract<Block, { kind: "choice" }>;

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
    const declared = parameter.isRequired ? parameter.name : `[${parameter.name}=${usual}]`;
    return `@param ${type}${declared}  ${parameter.use.replace(/\{\{|\}\}|--/g, "")}`;
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
    const choice = choiceOf(blocks[index], name);
    const goesOn = (block: Block | undefined) =>
      (condition !== undefined && conditionOf(block, name) === condition) ||
      (choice !== undefined && choiceOf(block, name) === choice);
    let end = index + 1;
    while (end < blocks.length && goesOn(blocks[end])) end += 1;
    const group = blocks.slice(index, end);
    if (choice !== undefined) {
      texts.push(
        writeChoices(
          group.filter((block) => block.kind === "choice"),
          name,
        ),
      );
      index = end;
      continue;
    }
    const isBelowHeading = blocks[index - 1]?.kind === "heading";
    const written = group
      .map((block, offset) => writeBlock(isBelowHeading && offset === 0 ? { ...block, gap: false } : block, name))
      .join("");
    texts.push(condition === undefined ? written : `{{#if ${condition}}}\n${written}{{/if}}\n`);
    index = end;
  }
  return texts.join("");
}

/** The one switch that chooses between the two texts of a block. */
function choiceOf(block: Block | undefined, name: (difference: Difference) => string): string | undefined {
  if (block?.kind !== "choice" || block.hasRest || block.blocks.length !== 2) return undefined;
  const [first] = block.blocks;
  return first && "switch" in first && first.switch ? name(first.switch) : undefined;
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
  if (block.kind === "choice") return writeChoices([block], name);
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

/** Choices in a row that one condition makes, in one branch. */
function writeChoices(choices: readonly Choice[], name: (difference: Difference) => string): string {
  const [first] = choices;
  if (!first) return "";
  const gapOf = (choice: Choice) => (choice.gap ? "\n" : "");
  const branches = first.blocks.map((each, index) => {
    const condition = "switch" in each && each.switch ? ` ${name(each.switch)}` : "";
    const open = index === 0 ? `{{#if${condition}}}` : `{{else${condition && ` if${condition}`}}}`;
    const texts = choices.map((choice, place) => {
      const block = choice.blocks[index];
      const gap = place > 0 || first.hasRest ? gapOf(choice) : "";
      return block && "inlines" in block ? `${gap}${textOf(block.inlines, block, name)}` : "";
    });
    return `${open}\n${texts.join("")}`;
  });
  return `${first.hasRest ? "" : gapOf(first)}${branches.join("")}{{/if}}\n`;
}

function textOf(
  inlines: readonly Inline[],
  { kind, indent }: Pick<Extract<Block, { inlines: unknown }>, "kind" | "indent">,
  name: (difference: Difference) => string,
): string {
  const text = inlines.map((inline) => writeInline(inline, name)).join("");
  const blanks = " ".repeat(indent);
  if (kind === "paragraph" || kind === "item") {
    const [marker = ""] = kind === "item" ? (/^(?:[-*+]|\d+[.)]|\S+ )/.exec(text) ?? []) : [];
    const hanging = " ".repeat(marker === "" ? 0 : marker.trimEnd().length + 1);
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
  if (inline.optional) {
    const [before, behind] = SET_OFF[inline.optional];
    // Whole lines stand between tags that have lines of their own.
    const line = behind === "" ? "" : "\n";
    return `{{#if ${parameter}}}${line}${before}{{${parameter}}}${line}{{/if}}${line}`;
  }
  const { usual } = inline.difference;
  return hasName(usual) ? `{{#if ${parameter}}}{{${parameter}}}{{else}}${usual}{{/if}}` : `{{${parameter}}}`;
}

/** Fills lines; what a template puts in counts as it is written, and begins no line but the first. */
function wrap(text: string, first: string, rest: string): string {
  const words = text
    .replace(/\{\{[^}]*\}\}/g, (tag) => tag.replaceAll(" ", "\u00a0"))
    .replaceAll(" {{", "\u00a0{{")
    .split(" ");
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
