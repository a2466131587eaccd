import { parse, type Word, type WordPart } from "unbash";
import { hidePlaceholders, showPlaceholders } from "../markdown/placeholders.ts";

/** What Compose replaces as a shell does: `$NAME`, `${NAME}`, `${NAME:-default}`. */
const INTERPOLATION = /^\$(?:[A-Za-z_]\w*|\{[A-Za-z_]\w*(?::?[-?+][^{}'"\\`$]*)?\})$/;
/** The folder that a shell is in is the one that the Compose file is in. */
const HERE = new Set(["$(pwd)", "`pwd`", "$PWD", "${PWD}"]);

/**
 * Takes words of a shell command apart for a Compose file, in which a `$` that a shell leaves is written twice.
 *
 * @param text words as a shell reads them, placeholders among them
 * @returns the words as values of Compose; undefined where a shell works out what Compose cannot
 */
export function composeWords(text: string): string[] | undefined {
  const { commands, errors = [] } = parse(`docker ${hidePlaceholders(text)}`);
  const [only, ...others] = commands;
  if (errors.length > 0 || others.length > 0 || only?.command.type !== "Command" || only.background) return undefined;
  // A `>` or a `<` is for the shell, not for the image.
  const words = only.command.suffix.map((word) => (word.type === "Word" ? valueOf(word) : undefined));
  return words.every((word) => word !== undefined) ? words.map(showPlaceholders) : undefined;
}

function valueOf({ value, parts }: Word): string | undefined {
  return parts ? joined(parts) : escaped(value);
}

function joined(parts: readonly WordPart[]): string | undefined {
  const texts = parts.map(partOf);
  return texts.every((text) => text !== undefined) ? texts.join("") : undefined;
}

function partOf(part: WordPart): string | undefined {
  switch (part.type) {
    case "Literal":
    case "SingleQuoted":
    case "AnsiCQuoted":
      return escaped(part.value);
    case "DoubleQuoted":
      return joined(part.parts);
    case "SimpleExpansion":
    case "ParameterExpansion":
    case "CommandExpansion":
      if (HERE.has(part.text)) return ".";
      return INTERPOLATION.test(part.text) ? part.text : undefined;
    case "Glob":
      return escaped(part.text);
    default:
      return undefined;
  }
}

const escaped = (text: string) => text.replaceAll("$", "$$$$");
