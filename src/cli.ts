#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import packageJson from "../package.json" with { type: "json" };
import type { BuildCommandOptions } from "./commands/build.ts";
import type { CommandContext, ExitStatus } from "./commands/context.ts";
import { isAlive } from "./commands/is-alive.ts";
import { build, check } from "./commands/making.ts";
import { recallBuild, reportUpToDate } from "./commands/recalling.ts";
import { isSystemError } from "./commands/system-error.ts";
import { NAMESPACE } from "./project/namespace.ts";
import { isProjectError } from "./project/project-error.ts";

/*
 * From the command line to a command; the only owner of the exit status. Commands are imported when they are called, so
 * that each run loads only what it needs; the scripts of `build` and `check` load themselves then (esbuild.scripts.mjs).
 */

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

const program = new Command("dhi-guides")
  .description(
    "Documentation as code for Docker Hardened Images: one descriptor per image, shared partials, many guides.",
  )
  .version(packageJson.version, "--version")
  .exitOverride()
  .configureHelp({ showGlobalOptions: true })
  .showHelpAfterError("(--help shows what there is)");

/** The options that each command has. */
function common(command: Command): Command {
  return command
    .option("--root <dir>", "the project's folder", ".")
    .addOption(
      new Option("--reporter <name>", "how findings are printed")
        .choices(["pretty", "json", "github", "sarif"])
        .default("pretty"),
    )
    .option("--max-warnings <n>", "fail on more warnings than that", parseCount)
    .option("--quiet", "no progress and no summary");
}

function making(command: Command): Command {
  return common(command)
    .option("--out <dir>", "write to another folder")
    .addOption(new Option("--registry <profile>", "the registry profile of all guides").choices(["public", "mirror"]))
    .option("--namespace <ns>", "the namespace of a mirror", parseNamespace);
}

let status: ExitStatus = 0;

making(program.command("build [names...]"))
  .description("make guides, write those that changed")
  .option("--force", "overwrite guides that were edited by hand")
  .option("--watch", "build again whenever something changes, until Ctrl-C")
  .option("--threads <n>", "how many threads make guides; by default as many as pay", parseThreads)
  .action(async (names: string[], options) => {
    if (options.watch) return void (status = await watch(names, options));
    const memory = recallBuild(names, options, context);
    if (memory.scan.isUpToDate && memory.scan.clean.size > 0) reportUpToDate(names, memory, options, context);
    else status = build(names, options, context, memory);
  });

making(program.command("check [names...]"))
  .description("what build would do, without the write: a diff and status 1 where out/ is not up to date")
  .action(async (names: string[], options) => {
    const memory = recallBuild(names, options, context, false);
    if (memory.scan.isUpToDate && memory.scan.clean.size > 0) reportUpToDate(names, memory, options, context);
    else status = check(names, options, context, memory);
  });

making(program.command("explain <file:line>"))
  .description("say which partial or descriptor line a line of a guide came from")
  .action(async (target: string, options) => {
    status = (await import("./commands/explain.ts")).explain(target, options, context);
  });

common(program.command("verify [paths...]"))
  .description("lint guides and hold them against the definitions of their images")
  .option("--catalog <dir>", "the folder that holds image/<name>/<distro>/*.yaml")
  .addOption(new Option("--registry <profile>", "the registry profile of the guides").choices(["public", "mirror"]))
  .option("--fix", "mend what has one answer, in guides that no descriptor makes")
  .option("--baseline <file>", "leave out the findings that this file holds")
  .option("--update-baseline", "write the findings to the baseline file")
  .option("--no-cache", "verify all guides again")
  .action(async (paths: string[], options) => {
    status = await (await import("./commands/verify.ts")).verify(paths, options, context);
  });

making(program.command("preview"))
  .description("serve the docs site of all guides, live while they are written; or write it")
  .option("--build", "write the site instead of serving it")
  .option("--site <dir>", "where --build writes it", "site")
  .option("--host <host>", "the address to listen on", "127.0.0.1")
  .option("--port <n>", "the port to listen on; the next free one where it is taken", parseCount, 4600)
  .option("--open", "open a browser")
  .option("--against <dir...>", "compare with the guides of a folder, too: <name>/guides.md or <name>.md")
  .option("--catalog <dir>", "hold the guides against this catalog, too: the folder of image/<name>/<distro>/*.yaml")
  .option("--no-verify", "show no findings of verify")
  .option("--findings <file>", "show these findings, too: what `--reporter json` wrote")
  .action(async (options) => {
    status = await (await import("./commands/preview.ts")).preview(options, context);
  });

common(program.command("new <name>"))
  .description("write a descriptor to begin with")
  .option("--title <title>", "the image's name as people write it")
  .option("--layout <layout>", "the layout of the guide")
  .option("--from <dir>", "take the facts from this catalog: the folder of image/<name>/<distro>/*.yaml")
  .action(async (name: string, options) => {
    const isTerminal = process.stdin.isTTY === true && process.stderr.isTTY === true;
    const { newDescriptor } = await import("./commands/new.ts");
    status = await newDescriptor(name, { ...options, ask: isTerminal ? ask : undefined }, context);
  });

common(program.command("sync [names...]"))
  .description("bring the facts of descriptors up to date with the definitions of their images")
  .option("--from <dir>", "the catalog: the folder of image/<name>/<distro>/*.yaml; that of the settings if left out")
  .option("--check", "show what would change, write nothing, and exit with 1 where there is something")
  .action(async (names: string[], options) => {
    status = await (await import("./commands/sync.ts")).sync(names, options, context);
  });

common(program.command("adopt <paths...>"))
  .description("turn existing guides into descriptors and partials, proved by rendering them again")
  .option("--into <dir>", "the project that adopts them; --root where left out")
  .option("--force", "overwrite descriptors that no longer give their guides")
  .option("--report", "write drift.html and drift.json: each shared section in all its wordings")
  .option(
    "--converge <ratio|section>",
    "fold wordings that are so near to the commonest one (0.9) onto it, of all sections or of one; may be repeated",
    (value: string, before: readonly string[] | undefined) => [...(before ?? []), value],
  )
  .action(async (paths: string[], options) => {
    status = (await import("./commands/adopt.ts")).adopt(paths, options, context);
  });

async function watch(names: string[], options: BuildCommandOptions): Promise<ExitStatus> {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  return (await import("./commands/watch.ts")).watch(names, options, context, stop.signal);
}

async function ask(question: string, initial: string): Promise<string> {
  const { createInterface } = await import("node:readline/promises");
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  // Ctrl-D and Ctrl-C close the prompt without an answer.
  const answer = await Promise.race([
    prompt.question(`${question} (${initial}): `),
    new Promise<undefined>((resolve) => prompt.once("close", () => resolve(undefined))),
  ]);
  prompt.close();
  if (answer === undefined) throw new Cancelled();
  return answer.trim() || initial;
}

class Cancelled extends Error {
  override readonly name = "ProjectError";
  override readonly message = "cancelled, nothing was written";
}

function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 0) throw new InvalidArgumentError("expected a number, 0 or more");
  return count;
}

function parseThreads(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 64)
    throw new InvalidArgumentError("expected a number from 1 to 64");
  return count;
}

function parseNamespace(text: string): string {
  if (!NAMESPACE.test(text))
    throw new InvalidArgumentError("expected a namespace, for example acme or registry.example.com/acme");
  return text;
}

// A reader that has seen enough (`| head`) closes the pipe: that is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) status = error.exitCode === 0 ? 0 : 2;
  else if (isSystemError(error) || isProjectError(error)) {
    context.err(`dhi-guides: ${error.message}\n`);
    // Who reads findings from stdout finds an array there, whatever happens.
    if (/--reporter[ =]json/.test(process.argv.join(" "))) context.out("[]\n");
    status = 2;
  } else throw error;
}
process.exitCode = status;
