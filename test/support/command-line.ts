import { Writable } from "node:stream";
import { pathToFileURL } from "node:url";
import { format } from "node:util";
import type { Output } from "../../src/commands/context.ts";
import { contextOf, runCommandLine } from "../../src/commands/process.ts";
import { REPOSITORY } from "./project.ts";

/** What a command line did. */
export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Both streams, one behind the other. */
  readonly output: string;
}

/** What a command line runs in. */
export interface Surroundings {
  /** The current folder; the repository if left out. */
  readonly cwd?: string;
  /** Variables besides those of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs a command line as `cli.ts` does, in this process: to start one takes longer than most commands do. Not for
 * `test.concurrent`: the current folder and the variables are the process's.
 */
export async function runLine(args: readonly string[], surroundings: Surroundings = {}): Promise<Ended> {
  const { cwd = REPOSITORY, env = {} } = surroundings;
  const [stdout, stderr] = [capture(), capture()];
  const [folder, variables] = [process.cwd(), { ...process.env }];
  const { log } = console;
  try {
    process.chdir(cwd);
    Object.assign(process.env, env);
    // A library prints so what shells ask of it.
    console.log = (...values) => void stdout.stream.write(`${format(...values)}\n`);
    const packageUrl = pathToFileURL(REPOSITORY);
    const context = contextOf({ stdout: stdout.stream, stderr: stderr.stream, env: process.env, packageUrl });
    const status = await runCommandLine(["node", "dhi-guides", ...args], context);
    return {
      status,
      stdout: stdout.text(),
      stderr: stderr.text(),
      output: stdout.text() + stderr.text(),
    };
  } finally {
    console.log = log;
    for (const name of Object.keys(env)) delete process.env[name];
    Object.assign(process.env, variables);
    process.chdir(folder);
  }
}

/** Runs a command line in a folder, in this process. */
export function dhiGuides(cwd: string, ...args: string[]): Promise<Ended> {
  return runLine(args, { cwd });
}

/** A stream that keeps what is written to it; like a pipe, it is no terminal. */
function capture(): { readonly stream: Output; readonly text: () => string } {
  let text = "";
  const stream = new Writable({
    write: (chunk: Buffer, _, done) => {
      text += chunk.toString();
      done();
    },
  });
  return { stream, text: () => text };
}
