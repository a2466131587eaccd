#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import type { CommandContext } from "./commands/context.ts";
import { isAlive } from "./commands/is-alive.ts";
import { runProgram, type LazyCommands } from "./commands/program.ts";
import { harmless } from "./diagnostics/harmless.ts";
import { setV8Switches } from "./v8-switches.ts";

/*
 * The process: what a command knows of it, and its exit status. Node makes its streams when they are first asked for, and
 * most builds say nothing.
 */

const isColorful = () => process.stderr.isTTY === true && !process.env["NO_COLOR"];

const context: CommandContext = {
  out: (text, kind) => {
    if (process.stdout.listenerCount("error") === 0) process.stdout.on("error", acceptClosedPipe);
    process.stdout.write(harmless(text, { commands: kind === "commands" }));
  },
  err: (text) => void process.stderr.write(harmless(text, { color: isColorful() })),
  get color() {
    return isColorful();
  },
  get progress() {
    return isColorful() ? process.stderr : undefined;
  },
  pid: process.pid,
  isAlive,
  packagedTemplates: fileURLToPath(new URL("../templates", import.meta.url)),
  guideThread: fileURLToPath(new URL("../dist/guide-thread.cjs", import.meta.url)),
  tune: setV8Switches,
  previewAssets: fileURLToPath(new URL("../dist/preview", import.meta.url)),
  untilInterrupted: () =>
    new Promise((resolve) => {
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
    }),
};

/** A reader that has seen enough (`| head`) closes the pipe: that is no error. */
function acceptClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

const lazyCommands: LazyCommands = {
  adopt: () => import("./commands/adopt.ts"),
  ask: () => import("./commands/ask.ts"),
  explain: () => import("./commands/explain.ts"),
  new: () => import("./commands/new.ts"),
  preview: () => import("./commands/preview.ts"),
  sync: () => import("./commands/sync.ts"),
  verify: () => import("./commands/verify.ts"),
  watch: () => import("./commands/watch.ts"),
};

// A script has no `await` of its own.
void runProgram(process.argv, context, lazyCommands).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    // A mistake of ours. Node would print what its message says as it is.
    context.err(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 2;
  },
);
