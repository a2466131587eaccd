#!/usr/bin/env node
import module from "node:module";
import { contextOf, runCommandLine } from "./commands/process.ts";

/* The process: it gives a command its streams, and takes its exit status. */

// Node 22.8 and later keep what they compiled, for the next run.
(module as { enableCompileCache?: () => void }).enableCompileCache?.();

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough (`| head`) closes the pipe: that is no error.
  if (error.code !== "EPIPE") throw error;
});

const { stdout, stderr, env } = process;
const context = contextOf({ stdout, stderr, env, packageUrl: new URL("..", import.meta.url) });
process.exitCode = await runCommandLine(process.argv, context);
