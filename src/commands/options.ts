import { type Command, InvalidArgumentError, Option } from "commander";
import { EVERY_COMMAND } from "./help.ts";
import { NAMESPACE } from "../project/names.ts";
import { parseReporter, REPORTERS, splitReporters } from "./reporters.ts";

/* The options that several commands have, and how they are read. */

/**
 * Gives a command the options that each command has.
 *
 * @returns the command
 */
export function common(command: Command): Command {
  const options = [
    new Option("--root <dir>", "the project's folder").default("."),
    new Option(
      "--reporter <name[=file]>",
      "how findings are printed; again with a file for each that is written besides",
    )
      .choices(REPORTERS)
      .argParser(parseReporter)
      .default("pretty"),
    new Option("--max-warnings <n>", "fail on more warnings than that").argParser(parseCount),
    new Option("--quiet", "no progress and no summary"),
    new Option("--debug", "say what goes wrong without being an error: caches that cannot be used"),
  ];
  for (const option of options) command.addOption(option.helpGroup(EVERY_COMMAND));
  return command.hook("preAction", splitReporters);
}

/**
 * Gives a command the options of those that make guides.
 *
 * @param volatile what it does without volatile sections
 * @returns the command
 */
export function making(command: Command, volatile = "leave out"): Command {
  return common(command)
    .option("--out <dir>", "the folder of the pages, instead of the one in the settings")
    .addOption(new Option("--registry <profile>", "the registry profile of all guides").choices(["public", "mirror"]))
    .option("--namespace <ns>", "the namespace of a mirror", parseNamespace)
    .option("--no-volatile", `${volatile} sections that change with every version: tags, platforms, end of life`);
}

/**
 * Refuses an option without the one that it says something of: it would be ignored in silence.
 *
 * @param option its name
 * @param partner the name of the other
 * @returns what a command runs before its action
 */
export function needs(option: string, partner: string): (command: Command) => void {
  return (command) => {
    if (command.getOptionValueSource(option) !== "cli" || command.getOptionValue(partner) !== undefined) return;
    const flagsOf = (name: string) => command.options.find((each) => each.attributeName() === name)?.flags ?? name;
    command.error(`error: option '${flagsOf(option)}' needs option '${flagsOf(partner)}'`);
  };
}

/** Parses a number that counts. */
export function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 0) throw new InvalidArgumentError("expected a number, 0 or more");
  return count;
}

/** Parses the namespace of a mirror. */
export function parseNamespace(text: string): string {
  if (!NAMESPACE.test(text))
    throw new InvalidArgumentError("expected a namespace, for example acme or registry.example.com/acme");
  return text;
}
