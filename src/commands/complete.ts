import { RootCommand } from "@bomb.sh/tab";
import type { Command } from "commander";
import { openProject } from "../project/project.ts";
import { guidesOf } from "../project/paths.ts";
import type { CommandContext } from "./context.ts";

/* What a shell asks while somebody types: the library speaks with the shell, we say what there is. */

/** Takes a value, and what is said beside it. */
type Offer = (value: string, description: string) => void;

/**
 * `dhi-guides complete SHELL`: prints the script that a shell is to load.
 *
 * @param shell a shell that the library knows
 */
export function printScript(shell: string, program: Command): void {
  new RootCommand().setup(program.name(), program.name(), shell);
}

/**
 * `dhi-guides complete -- …`: prints what may stand at the end of a command line, as that script asks.
 *
 * @param words the command line so far, behind the program's name; the last one may be empty
 * @param program the commands and their options
 */
export function complete(words: readonly string[], program: Command, context: CommandContext): void {
  const root = new RootCommand();
  const things = thingsOf(words, context);
  for (const command of program.commands) describe(command, command.name(), root, things);
  root.parse([...words]);
}

/** Tells the library of a command, of its options, and of those below it. */
function describe(command: Command, path: string, root: RootCommand, things: (offer: Offer) => void): void {
  const known = root.command(path, command.description());
  const inherited = command.parent?.parent ? command.parent.options : [];
  for (const { long, description, argChoices, required, optional } of [...command.options, ...inherited]) {
    if (!long) continue;
    // What takes a value that we do not know takes a file.
    const offer = (add: Offer) => argChoices?.forEach((choice) => add(choice, ""));
    if (required || optional) known.option(long.slice(2), description, offer);
    else known.option(long.slice(2), description);
  }
  for (const argument of command.registeredArguments) {
    const { required, variadic, argChoices } = argument;
    const choices = (add: Offer) => argChoices?.forEach((choice) => add(choice, ""));
    // What may be left out stands for all that there is; what is required is yet to be made.
    known.argument(argument.name(), !required && variadic ? things : choices, variadic);
  }
  for (const below of command.commands) describe(below, `${path} ${below.name()}`, root, things);
}

/** The names of what the project has; none where it cannot be read, for nobody reads an error while they type. */
function thingsOf(words: readonly string[], { packagedTemplates }: CommandContext): (offer: Offer) => void {
  return (offer) => {
    const at = words.lastIndexOf("--root");
    const root = at < 0 ? "." : (words[at + 1] ?? ".");
    try {
      const { project } = openProject({ root, packagedTemplates });
      for (const { id, kind } of guidesOf(project?.pages ?? [])) offer(id, kind.noun);
    } catch {
      // There is no project yet.
    }
  };
}
