#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import type { CommandContext } from "./commands/context.ts";
import { isAlive } from "./commands/is-alive.ts";
import { runProgram } from "./commands/program.ts";

/* The process: what a command knows of it, and its exit status. */

const context: CommandContext = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  color: process.stderr.isTTY === true && !process.env["NO_COLOR"],
  progress: process.stderr.isTTY === true && !process.env["NO_COLOR"] ? process.stderr : undefined,
  pid: process.pid,
  isAlive,
  packagedTemplates: fileURLToPath(new URL("../templates", import.meta.url)),
  guideThread: fileURLToPath(new URL("../dist/guide-thread.js", import.meta.url)),
  previewAssets: fileURLToPath(new URL("../dist/preview", import.meta.url)),
  untilInterrupted: () =>
    new Promise((resolve) => {
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
    }),
};

// A reader that has seen enough (`| head`) closes the pipe: that is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

process.exitCode = await runProgram(process.argv, context, {
  adopt: () => import("./commands/adopt.ts"),
  ask: () => import("./commands/ask.ts"),
  explain: () => import("./commands/explain.ts"),
  new: () => import("./commands/new.ts"),
  preview: () => import("./commands/preview.ts"),
  sync: () => import("./commands/sync.ts"),
  verify: () => import("./commands/verify.ts"),
  watch: () => import("./commands/watch.ts"),
});
