import { RootCommand, ShellCompDirective } from "@bomb.sh/tab";
import type { Argument, Command, Option } from "commander";
import { createGuideMaker } from "../build/make-guide.ts";
import { guidesOf } from "../project/paths.ts";
import { openProject, type Project } from "../project/project.ts";
import { listOf } from "../templates/list.ts";
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
  const project = projectOf(words, context);
  // The library always says "no files"; a shell completes paths itself.
  if (isPath(words, program, project)) return context.out(`:${ShellCompDirective.ShellCompDirectiveDefault}\n`);
  const root = new RootCommand();
  for (const command of program.commands) describe(command, command.name(), root, project);
  root.parse([...words]);
}

/** Whether the last word is a path: the value of such an option, or an argument that is no name. */
function isPath(words: readonly string[], program: Command, project: Project | undefined): boolean {
  const [last = "", before = ""] = words.toReversed();
  const command = commandOf(words, program);
  const [option = "", value] = last.split("=", 2);
  const isOption = value !== undefined && option.startsWith("-");
  const valued = optionsOf(command).find(({ long }) => long === (isOption ? option : before));
  if (valued && (valued.required || valued.optional)) return PATHS.test(valued.flags);
  if (last.startsWith("-") || command.commands.some((below) => below.name().startsWith(last))) return false;
  const isName = guidesOf(project?.pages ?? []).some(({ id }) => id.startsWith(last));
  return command.registeredArguments.some(
    (argument) => PATHS.test(`<${argument.name()}>`) && !(takesNames(argument) && isName),
  );
}

/** What may be left out stands for all that there is; what is required is yet to be made. */
function takesNames({ required, variadic }: Argument): boolean {
  return !required && variadic;
}

/** What the help calls a value that is a path: `--root <dir>`, `[paths...]`. */
const PATHS = /[<[](?:dir|file|paths)\b/;

/** The command of a command line: `templates copy`. */
function commandOf(words: readonly string[], program: Command): Command {
  return words
    .slice(0, -1)
    .reduce((command, word) => command.commands.find((below) => below.name() === word) ?? command, program);
}

/** A command's options, with those that it has from the one above it. */
function optionsOf(command: Command): readonly Option[] {
  return [...command.options, ...(command.parent?.parent ? command.parent.options : [])];
}

/** Tells the library of a command, of its options, and of those below it. */
function describe(command: Command, path: string, root: RootCommand, project: Project | undefined): void {
  const known = root.command(path, command.description());
  for (const option of optionsOf(command)) {
    const { long, description, required, optional } = option;
    if (!long) continue;
    const offer = (add: Offer) => offerValues(option, project, add);
    if (required || optional) known.option(long.slice(2), description, offer);
    else known.option(long.slice(2), description);
  }
  for (const argument of command.registeredArguments) {
    const offer = (add: Offer) => offerArguments(argument, path, project, add);
    known.argument(argument.name(), offer, argument.variadic);
  }
  for (const below of command.commands) describe(below, `${path} ${below.name()}`, root, project);
}

function offerValues({ argChoices, long }: Option, project: Project | undefined, add: Offer): void {
  argChoices?.forEach((choice) => add(choice, ""));
  if (!project) return;
  if (long === "--guide") offerThings(project, add);
  if (long === "--layout") for (const { kind, name } of project.templates) if (kind === "layout") add(name, "layout");
  if (long === "--section") {
    const { layouts } = listOf(project, createGuideMaker(project).templates);
    for (const { name } of layouts.flatMap(({ sections }) => sections)) add(name, "section");
  }
}

function offerArguments(argument: Argument, path: string, project: Project | undefined, add: Offer): void {
  argument.argChoices?.forEach((choice) => add(choice, ""));
  if (!project) return;
  if (path.split(" ")[0] === "templates")
    for (const { kind, name } of project.templates) add(kind === "partial" ? `partials/${name}` : name, kind);
  else if (takesNames(argument)) offerThings(project, add);
}

function offerThings({ pages }: Project, add: Offer): void {
  for (const { id, kind } of guidesOf(pages)) add(id, kind.noun);
}

/** The project that the command line is of; none where it cannot be read, for nobody reads an error while they type. */
function projectOf(words: readonly string[], { packagedTemplates }: CommandContext): Project | undefined {
  const at = words.lastIndexOf("--root");
  const joined = words.find((word) => word.startsWith("--root="))?.slice("--root=".length);
  const root = joined ?? (at < 0 ? "." : (words[at + 1] ?? "."));
  try {
    return openProject({ root, packagedTemplates }).project;
  } catch {
    // There is no project yet.
    return undefined;
  }
}
