#!/usr/bin/env node
import module from "node:module";
import { fileURLToPath } from "node:url";
import type { CommandContext } from "./commands/context.ts";
import { THIS_PROCESS } from "./files/this-process.ts";
import { harmless } from "./findings/harmless.ts";

/* The process: what a command knows of it, and its exit status. */

// Node 22.8 and later keep what they compiled, for the next run.
(module as { enableCompileCache?: () => void }).enableCompileCache?.();

const isColorful = process.stderr.isTTY === true && !process.env["NO_COLOR"];
const isOutColorful = process.stdout.isTTY === true && !process.env["NO_COLOR"];

const context: CommandContext = {
  out: (text, kind) =>
    void process.stdout.write(harmless(text, { commands: kind === "commands", color: kind === "colored" })),
  err: (text) => void process.stderr.write(harmless(text, { color: isColorful })),
  color: isColorful,
  outColor: isOutColorful,
  progress: isColorful ? process.stderr : undefined,
  process: THIS_PROCESS,
  packagedTemplates: fileURLToPath(new URL("../templates", import.meta.url)),
  previewAssets: fileURLToPath(new URL("../dist/preview", import.meta.url)),
  untilInterrupted: () =>
    new Promise((resolve) => {
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
    }),
};

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough (`| head`) closes the pipe: that is no error.
  if (error.code !== "EPIPE") throw error;
});

const { runProgram } = await import("./commands/program.ts");
try {
  process.exitCode = await runProgram(process.argv, context);
} catch (error) {
  // A mistake of ours. Node would print what its message says as it is.
  context.err(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 2;
}
