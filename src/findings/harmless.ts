import { escapeCharacter, visible } from "./visible.ts";

/** What picocolors writes. */
const COLOR = /(\u001b\[\d*m)/;

/**
 * Makes output safe for who reads it line by line and obeys some: the runner of GitHub Actions takes `::` at the
 * beginning of a line, after blanks, and `##[` anywhere in it, for a command of ours. It cannot know that a guide, a
 * descriptor or a file's name says so. The first character of these is spelled out, and so is what steers a terminal.
 *
 * @param text whole lines
 * @param options whether colours may stand in it, and whether it consists of commands that we do mean
 * @returns the text, in which no line is a command
 * @see https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export function harmless(
  text: string,
  options: { readonly color?: boolean; readonly commands?: boolean } = {},
): string {
  const shown = options.color
    ? text
        .split(COLOR)
        .map((part, index) => (index % 2 === 1 ? part : visible(part)))
        .join("")
    : visible(text);
  const unlabelled = shown.replace(/##(?=\[)/g, `#${escapeCharacter("#")}`);
  if (options.commands) return unlabelled;
  // What is left of blanks and of what nobody sees.
  return unlabelled.replace(
    /^((?:\u001b\[\d*m|[\t\p{Zs}\p{Cf}])*):(?=:)/gmu,
    (_, blanks: string) => blanks + escapeCharacter(":"),
  );
}
