import { Argument, type Command, Option } from "commander";
import type { CommandContext, CommonOptions } from "../context.ts";
import { withExamples } from "../help.ts";
import { common } from "../options.ts";
import { type Exit } from "./define.ts";

/* The commands for who looks after a project. Each is imported when it is called. */

/** The shells that can complete command lines. */
const SHELLS = ["bash", "zsh", "fish", "powershell"];

/** Adds `pr-report`. */
export function addPrReport(program: Command, context: CommandContext, exit: Exit): void {
  common(
    withExamples(
      program.command("pr-report"),
      ["pr-report --base origin/main", "say what the change does to the pages"],
      ["pr-report --base HEAD~1 > report.md", "for a comment"],
    ),
  )
    .description("tell a reviewer what a change does to the pages: Markdown for a comment or a job summary")
    .requiredOption("--base <ref>", "what it is compared with: a branch, a tag or a commit")
    .option("--preview-url <url>", "the address of the site that preview --build wrote, to link pages")
    .option("--catalog <dir>", "hold changed pages against this catalog, too: the folder of image/ and chart/")
    .addOption(new Option("--registry <profile>", "the registry profile of the guides").choices(["public", "mirror"]))
    .option("--baseline <file>", "leave out the findings that this file holds")
    .hook("preAction", refuseReporters)
    .action(async (options) => {
      exit(await (await import("../pr-report.ts")).prReport(options, context));
    });
}

/** What would be ignored in silence: the report is Markdown, and findings in it are no failure. */
function refuseReporters(command: Command): void {
  const { reporter, reports, maxWarnings } = command.opts<CommonOptions>();
  if (reporter !== "pretty" || (reports ?? []).length > 0)
    command.error("error: pr-report prints Markdown, and takes no --reporter; verify and check print findings");
  if (maxWarnings !== undefined) command.error("error: pr-report ends with 0, and takes no --max-warnings");
}

/** Adds `doctor`. */
export function addDoctor(program: Command, context: CommandContext, exit: Exit): void {
  common(
    withExamples(
      program.command("doctor"),
      ["doctor", "look at all of it"],
      ["doctor --reporter github", "with findings at their lines in a pull request"],
    ),
  )
    .description("say what is set up around the guides and does not fit: versions, settings, merges, line ends")
    .action(async (options) => {
      exit(await (await import("../doctor.ts")).doctor(options, context));
    });
}

/** Adds `complete`. */
export function addComplete(program: Command): void {
  withExamples(
    program.command("complete"),
    ["complete bash > ~/.dhi-guides.bash", "write the script that bash loads with `source`"],
    ["complete zsh", "print that of zsh; there are those of fish and powershell, too"],
  )
    .description("print what a shell needs to complete commands, options and names")
    .addArgument(new Argument("<shell>", "the shell").choices(SHELLS))
    .action(async (shell: string) => {
      (await import("../complete.ts")).printScript(shell, program);
    });
}
