import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { Command, CommanderError } from "commander";
import packageJson from "../../package.json" with { type: "json" };
import { isProjectError } from "../project/project-error.ts";
import type { CommandContext, ExitStatus } from "./context.ts";
import { addAdopt, addInit, addNew } from "./define/begin.ts";
import type { Add, Exit } from "./define/define.ts";
import { addDrift, addFacts, addSync, addVerify } from "./define/keep-true.ts";
import { addComplete, addDoctor, addPrReport } from "./define/look-after.ts";
import { addBuild, addCheck, addExplain, addExport, addPreview, addTemplates } from "./define/write.ts";
import { failureLine } from "./failure.ts";
import { conciseHelp, setUpHelp, withExamples } from "./help.ts";
import { DEBUG_CHANNEL } from "../files/debug.ts";
import { isSystemError } from "../files/system-error.ts";

/* From the command line to a command. Each command is imported when it is called, so that a run loads only what it needs. */

/**
 * Runs a command.
 *
 * @param args the command line, as `process.argv` has it
 * @throws what is a mistake of ours
 */
export async function runProgram(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  let status: ExitStatus = 0;
  const exit = (to: ExitStatus) => void (status = to);
  const tell = (message: unknown) => context.err(`debug: ${String(message)}\n`);
  try {
    const program = createProgram(context, exit, tell);
    if (args.length <= 2) {
      context.err(conciseHelp(program, ...FIRST_STEPS));
      return 2;
    }
    // What the shell's script asks: the rest is a command line that somebody has not ended yet.
    if (args[2] === "complete" && args[3] === "--")
      (await import("./complete.ts")).complete(args.slice(4), program, context);
    else await program.parseAsync(args);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!isSystemError(error) && !isProjectError(error)) throw error;
    context.err(failureLine(error));
    // Who reads findings from stdout finds an array there, whatever happens.
    if (/--reporter[ =]json(?!\S)/.test(args.join(" "))) context.out("[]\n");
    return 2;
  } finally {
    unsubscribe(DEBUG_CHANNEL, tell);
  }
  return status;
}

const FIRST_STEPS = [
  ["init", "set up a project, and ask where things stand"],
  ["new redis --from ../catalog", "write a descriptor from the image's definitions"],
  ["build", "make the pages of all descriptors"],
  ["check", "say what a build would change; this is for CI"],
] as const;

/** The commands, in the order of a user's day. */
const COMMANDS: readonly (readonly [heading: string, add: readonly Add[]])[] = [
  ["Begin:", [addInit, addNew, addAdopt]],
  ["Write:", [addBuild, addCheck, addPreview, addExport, addExplain, addTemplates]],
  ["Keep true:", [addVerify, addSync, addFacts, addDrift]],
  ["Look after it:", [addPrReport, addDoctor, addComplete]],
];

/** @param tell what prints a message for `--debug` */
function createProgram(context: CommandContext, exit: Exit, tell: (message: unknown) => void): Command {
  const program = new Command("dhi-guides")
    .description("Documentation as code for Docker Hardened Images: a descriptor per image, shared text, many guides.")
    .version(packageJson.version, "--version")
    .exitOverride()
    .configureOutput({ writeOut: (text) => context.out(text), writeErr: context.err })
    .showHelpAfterError("(--help shows what there is)")
    .hook("preAction", (_, command) => {
      if (command.optsWithGlobals()["debug"]) subscribe(DEBUG_CHANNEL, tell);
    });

  setUpHelp(program);
  withExamples(program, ...FIRST_STEPS);
  for (const [heading, adders] of COMMANDS) {
    program.commandsGroup(heading);
    for (const add of adders) add(program, context, exit);
  }
  return program.helpCommand("help [command]", "show the help of a command");
}
