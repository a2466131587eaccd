import { type Command, Help, Option } from "commander";
import { COMMAND } from "../package.ts";

/* What `--help` says: examples first, since people read those first, then what there is. */

/** A command line, without the program's name, and what it does. */
type Example = readonly [line: string, does: string];

/** Lines of help are no longer than this, on terminals that are wider, too. */
const WIDTH = 100;

/** What the options are listed under that each command has. */
export const EVERY_COMMAND = "Options of every command:";

/**
 * Lets the help of a command begin with examples.
 *
 * @returns the command
 */
export function withExamples(command: Command, ...examples: readonly Example[]): Command {
  return command.addHelpText("before", describe(examples));
}

/**
 * Makes the help of a program, and of its commands, as ours is.
 *
 * @param program before it has commands, which take it over
 */
export function setUpHelp(program: Command): void {
  program
    .addHelpOption(new Option("-h, --help", "show this help").helpGroup(EVERY_COMMAND))
    .configureOutput({ getOutHelpWidth: width, getErrHelpWidth: width })
    .configureHelp({
      showGlobalOptions: true,
      // Of the program itself there is only its version.
      visibleGlobalOptions: (command) =>
        new AllOptions().visibleGlobalOptions(command).filter(({ long }) => long !== "--version"),
      groupItems<T extends Command | Option>(all: T[], visible: T[], groupOf: (item: T) => string) {
        const groups = Help.prototype.groupItems(all, visible, groupOf);
        const every = groups.get(EVERY_COMMAND);
        if (!every) return groups;
        groups.delete(EVERY_COMMAND);
        return groups.set(EVERY_COMMAND, every);
      },
    });
}

/**
 * What the program says that was asked for nothing: what it is, how one begins, where more is.
 *
 * @param program its description
 * @param examples the first command lines of a user
 */
export function conciseHelp(program: Command, ...examples: readonly Example[]): string {
  return `${program.description()}\n\n${describe(examples)}\n${COMMAND} --help lists all commands, ${COMMAND} COMMAND --help says more of one.\n`;
}

class AllOptions extends Help {
  override showGlobalOptions = true;
}

function width(): number {
  return Math.min(WIDTH, process.stdout.columns ?? WIDTH);
}

/** One under the other, with what they do beside them where there is room for all, else below. */
function describe(examples: readonly Example[]): string {
  const lines = examples.map(([line, does]) => [`  ${COMMAND} ${line}`, does] as const);
  const longest = Math.max(...lines.map(([line]) => line.length));
  const fits = lines.every(([, does]) => longest + does.length + 4 <= WIDTH);
  return `Examples:\n${lines
    .map(([line, does]) => (fits ? `${line.padEnd(longest)}  # ${does}\n` : `  # ${does}\n${line}\n`))
    .join("")}`;
}
