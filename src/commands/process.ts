import { fileURLToPath } from "node:url";
import { THIS_PROCESS } from "../files/this-process.ts";
import { harmless } from "../findings/harmless.ts";
import type { CommandContext, ExitStatus, Output } from "./context.ts";

/* A command in a process: what it prints goes to the process's streams, and what it fails of to its exit status. */

/** The process that a command runs in. */
export interface CommandProcess {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: NodeJS.ProcessEnv;
  /** The folder of the package. */
  readonly packageUrl: URL;
}

/**
 * Makes what a command knows of its process.
 *
 * @returns a context that prints to the process's streams, with nothing in it that a terminal or a runner would obey
 */
export function contextOf({ stdout, stderr, env, packageUrl }: CommandProcess): CommandContext {
  const isColorful = stderr.isTTY === true && !env["NO_COLOR"];
  return {
    out: (text, kind) =>
      void stdout.write(harmless(text, { commands: kind === "commands", color: kind === "colored" })),
    err: (text) => void stderr.write(harmless(text, { color: isColorful })),
    color: isColorful,
    outColor: stdout.isTTY === true && !env["NO_COLOR"],
    progress: isColorful ? stderr : undefined,
    process: THIS_PROCESS,
    packagedTemplates: fileURLToPath(new URL("templates", packageUrl)),
    previewAssets: fileURLToPath(new URL("dist/preview", packageUrl)),
    untilInterrupted: () =>
      new Promise((resolve) => {
        for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
      }),
  };
}

/**
 * Runs a command line to its end.
 *
 * @param args the command line, as `process.argv` has it
 * @returns the exit status; a mistake of ours is printed, and is 2
 */
export async function runCommandLine(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  const { runProgram } = await import("./program.ts");
  try {
    return await runProgram(args, context);
  } catch (error) {
    // Node would print what its message says as it is.
    context.err(`${error instanceof Error ? error.stack : String(error)}\n`);
    return 2;
  }
}
