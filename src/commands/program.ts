import { subscribe } from "node:diagnostics_channel";
import { Argument, Command, CommanderError, Option } from "commander";
import packageJson from "../../package.json" with { type: "json" };
import { isProjectError } from "../project/project-error.ts";
import type { CommandContext, ExitStatus } from "./context.ts";
import { failureLine } from "./failure.ts";
import { ARRANGEMENTS, SKIPPABLE } from "../init/names.ts";
import { conciseHelp, setUpHelp, withExamples } from "./help.ts";
import { common, making, needs, parseCount, parseNamespace } from "./options.ts";
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
  try {
    const program = createProgram(context, exit);
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
  }
  return status;
}

const NAMES =
  "the guides by names, as their descriptors are called: redis is an image and a chart, chart/redis the chart; all where left out";

/** Takes how a command ended. */
type Exit = (status: ExitStatus) => void;

function createProgram(context: CommandContext, exit: Exit): Command {
  const program = new Command("dhi-guides")
    .description("Documentation as code for Docker Hardened Images: a descriptor per image, shared text, many guides.")
    .version(packageJson.version, "--version")
    .exitOverride()
    .configureOutput({ writeOut: (text) => context.out(text), writeErr: context.err })
    .showHelpAfterError("(--help shows what there is)")
    .hook("preAction", (_, command) => {
      if (command.optsWithGlobals()["debug"])
        subscribe(DEBUG_CHANNEL, (message) => context.err(`debug: ${String(message)}\n`));
    });

  setUpHelp(program);
  withExamples(program, ...FIRST_STEPS);
  for (const [heading, adders] of COMMANDS) {
    program.commandsGroup(heading);
    for (const add of adders) add(program, context, exit);
  }
  return program.helpCommand("help [command]", "show the help of a command");
}

const FIRST_STEPS = [
  ["new redis --from ../catalog", "write a descriptor from the image's definitions"],
  ["build", "make the pages of all descriptors"],
  ["check", "say what a build would change; this is for CI"],
] as const;

/** The commands, in the order of a user's day. */
const COMMANDS: readonly (readonly [heading: string, add: readonly Add[]])[] = [
  ["Begin:", [addInit, addNew, addAdopt]],
  ["Write:", [addBuild, addCheck, addPreview, addExplain, addTemplates]],
  ["Keep true:", [addVerify, addSync, addFacts, addDrift]],
  ["Look after it:", [addPrReport, addDoctor, addComplete]],
];

/** The shells that can complete command lines. */
const SHELLS = ["bash", "zsh", "fish", "powershell"];

/** Adds a command to the program. */
type Add = (program: Command, context: CommandContext, exit: Exit) => void;

function addBuild(program: Command, context: CommandContext, exit: Exit): void {
  making(
    withExamples(
      program.command("build"),
      ["build", "make the pages of all descriptors"],
      ["build redis chart/loki", "those of an image and of a chart"],
      ["build --watch", "again whenever something changes"],
    ).argument("[names...]", NAMES),
  )
    .description("make guides, write those that changed")
    .option("--force", "overwrite pages that were edited by hand, and remove many that nothing makes any more")
    .option("--fix", "first give deprecated keys of settings and descriptors their new names")
    .option("--watch", "build again whenever something changes, until Ctrl-C")
    .action(async (names: string[], options) => {
      if (options.fix) (await import("./rename-keys.ts")).renameOldKeys(options, context);
      if (options.watch) {
        const stop = new AbortController();
        // Before anything is loaded, so that Ctrl-C is heard from the start.
        void context.untilInterrupted().then(() => stop.abort());
        return exit(await (await import("./watch.ts")).watch(names, options, context, stop.signal));
      }
      exit(await (await import("./build.ts")).build(names, options, context));
    });
}

function addCheck(program: Command, context: CommandContext, exit: Exit): void {
  making(
    withExamples(
      program.command("check"),
      ["check", "say what a build would change, with status 1 where it would"],
      ["check redis", "the same of one image"],
      ["check --reporter github", "with findings at their lines in a pull request"],
    ).argument("[names...]", NAMES),
    "pass over",
  )
    .description("what build would do, without the write: a diff and status 1 where out/ is not up to date")
    .action(async (names: string[], options) => {
      exit((await import("./check.ts")).check(names, options, context));
    });
}

function addExplain(program: Command, context: CommandContext, exit: Exit): void {
  making(
    withExamples(
      program.command("explain"),
      ["explain out/redis/guides.md:1", "say where a line of a page came from"],
      ["explain out/redis/guides.md", "where each of its lines did"],
      ["explain --uses templates/partials/start.hbs:4", "which lines of pages a line of a partial reaches"],
    ).argument("[file:line]", "a line of a guide, or a guide for all its lines"),
  )
    .description("say which partial or descriptor line a line of a guide came from, or which lines came from one")
    .option("--uses <file:line>", "the other way round: the lines of pages that a template, or a line of it, reaches")
    .action(async (target: string | undefined, options, command: Command) => {
      if ((target === undefined) === (options.uses === undefined))
        command.error("error: expected a line of a guide, or --uses and a line of a template");
      if (options.uses !== undefined)
        return exit((await import("./explain-uses.ts")).explainUses(options.uses, options, context));
      exit((await import("./explain.ts")).explain(target ?? "", options, context));
    });
}

function addVerify(program: Command, context: CommandContext, exit: Exit): void {
  common(
    withExamples(
      program.command("verify"),
      ["verify --catalog ../catalog", "lint all pages, and hold them against the definitions"],
      ["verify redis --fix", "mend what has one answer on the pages of one image"],
      ["verify ../catalog/image", "lint any pages, whoever wrote them"],
    ).argument("[paths...]", "guides, by paths or names, or folders of them; those of the project where left out"),
  )
    .description("lint guides, by paths or names, and hold them against the definitions of their images")
    .option("--catalog <dir>", "the folder that holds image/<name>/<distro>/*.yaml")
    .addOption(new Option("--registry <profile>", "the registry profile of the guides").choices(["public", "mirror"]))
    .option("--fix", "mend what has one answer, in pages, or in the descriptors and partials that make them")
    .option("--baseline <file>", "leave out the findings that this file holds")
    .option("--update-baseline", "write the findings to the baseline file")
    .option("--no-cache", "verify all guides again, and remember nothing")
    .hook("preAction", needs("updateBaseline", "baseline"))
    .action(async (paths: string[], options) => {
      exit(await (await import("./verify.ts")).verify(paths, options, context));
    });
}

function addPreview(program: Command, context: CommandContext, exit: Exit): void {
  making(
    withExamples(
      program.command("preview"),
      ["preview", "serve all pages, live while they are written"],
      ["preview --build --site public", "write the site to a folder"],
    ),
  )
    .description("serve the docs site of all pages, live while they are written; or write it")
    .option("--build", "write the site instead of serving it")
    .option("--site <dir>", "where --build writes it", "site")
    .option("--with-findings", "let the site that --build writes show findings, as the live one does")
    .addOption(new Option("--host <host>", "the address to listen on").default("127.0.0.1").conflicts("build"))
    .addOption(
      new Option("--port <n>", "the port to listen on; the next free one where it is taken")
        .argParser(parseCount)
        .default(4600)
        .conflicts("build"),
    )
    .addOption(new Option("--open", "open a browser").conflicts("build"))
    .option("--against <dir...>", "compare with the pages of a folder, too: <name>/guides.md, chart/<name>/overview.md")
    .addOption(
      new Option(
        "--catalog <dir>",
        "hold the guides against this catalog, too: the folder of image/<name>/<distro>/*.yaml",
      ).conflicts("verify"),
    )
    .option("--no-verify", "show no findings of verify")
    .option("--findings <file>", "show these findings, too: what `--reporter json` wrote")
    .hook("preAction", needs("site", "build"))
    .hook("preAction", needs("withFindings", "build"))
    .action(async (options) => {
      exit(await (await import("./preview.ts")).preview(options, context));
    });
}

function addNew(program: Command, context: CommandContext, exit: Exit): void {
  common(
    withExamples(
      program.command("new"),
      ["new redis --from ../catalog", "write a descriptor from the image's definitions"],
      ["new chart/loki --from ../catalog", "that of a Helm chart"],
      ['new my-app --title "My App"', "one without definitions"],
    ).argument("<names...>", "images, or, with chart/ before the name, Helm charts"),
  )
    .description("write descriptors to begin with")
    .option("--title <title>", "the name as people write it, of one image or chart")
    .option("--layout <layout>", "the layout of the guide")
    .option("--from <dir>", "take the facts from this catalog: the folder of image/ and chart/")
    .option("--facts <file>", "take these facts besides: JSON about FIPS and STIG; that of the settings if left out")
    .action(async (names: string[], options) => {
      const isTerminal = process.stdin.isTTY === true && process.stderr.isTTY === true;
      const ask = isTerminal ? (await import("./ask.ts")).ask : undefined;
      exit(await (await import("./new.ts")).newDescriptors(names, { ...options, ask }, context));
    });
}

function addSync(program: Command, context: CommandContext, exit: Exit): void {
  common(
    withExamples(
      program.command("sync"),
      ["sync --from ../catalog", "bring all facts up to date, and show the diff"],
      ["sync --check --from ../catalog", "show it, with status 1 where there is one"],
      ["sync redis --pins --from ../catalog", "roll stale tags in the texts of one image, too"],
    ).argument("[names...]", NAMES),
  )
    .description("bring the facts of descriptors, and those beside them in facts.yaml, up to date with the definitions")
    .option("--from <dir>", "the catalog: the folder of image/ and chart/; that of the settings if left out")
    .option("--facts <file>", "take these facts besides: JSON about FIPS and STIG; that of the settings if left out")
    .option("--check", "show what would change, write nothing, and exit with 1 where there is something")
    .option("--no-volatile", "with --check: pass over outdated tags, platforms, ends of life and versions")
    .option("--keep", "change no fact: name under `keep` what guides claim and the definitions deny, and list it")
    .addOption(
      new Option(
        "--pins",
        "roll stale tags of the page's own image or chart in the author's texts, too, never across a major version",
      ).conflicts("keep"),
    )
    .hook("preAction", needs("volatile", "check"))
    .action(async (names: string[], options) => {
      exit(await (await import("./sync.ts")).sync(names, options, context));
    });
}

function addFacts(program: Command, context: CommandContext, exit: Exit): void {
  common(
    withExamples(
      program.command("facts"),
      ["facts redis --from ../catalog", "say what definitions say of an image, and who says it"],
      ["facts --json --from ../catalog", "that of the whole catalog, as JSON"],
    ).argument(
      "[names...]",
      "what is asked for: redis is an image and a chart, chart/redis the chart; all of the catalog where left out",
    ),
  )
    .description("say what definitions say, who says it, and where they disagree; no project is needed")
    .option("--from <dir>", "the catalog: the folder of image/ and chart/; that of the settings if left out")
    .option("--facts <file>", "take these facts besides: JSON about FIPS and STIG; that of the settings if left out")
    .option("--json", "print it as JSON, of the package's schema/facts.json")
    .action(async (names: string[], options) => {
      exit(await (await import("./facts.ts")).facts(names, options, context));
    });
}

function addAdopt(program: Command, context: CommandContext, exit: Exit): void {
  common(
    withExamples(
      program.command("adopt"),
      ["adopt ../catalog/image --into docs", "turn all guides below a folder into descriptors"],
      ["adopt ../catalog/image/redis/guides.md", "one guide, into this project"],
    ).argument("<paths...>", "pages, or folders of them"),
  )
    .description("turn existing guides into descriptors and partials, proved by rendering them again")
    .option("--into <dir>", "the project that adopts them; --root where left out")
    .option("--force", "overwrite descriptors that no longer give their guides")
    .option(
      "--from <dir>",
      "the catalog: name under `keep` what the guides claim and its definitions deny, and list it",
    )
    .action(async (paths: string[], options) => {
      exit(await (await import("./adopt.ts")).adopt(paths, options, context));
    });
}

function addDrift(program: Command, context: CommandContext, exit: Exit): void {
  const drift = common(
    withExamples(
      program.command("drift"),
      ["drift", "list where pages word shared text otherwise"],
      ["drift redis --json", "those of one image, as JSON"],
      ["drift drop --kind format", "show what changes without drift that is formatting alone"],
    ).argument("[names...]", NAMES),
  )
    .description(
      "list where pages word shared text otherwise, by section and kind, and who says it in words of their own",
    )
    .option("--json", "print the same as JSON")
    .addOption(
      new Option("--section <name...>", "of these sections; lists who says them in words of their own").conflicts([
        "html",
        "fromChanges",
      ]),
    )
    .option("--html <file>", "write a page that shows all wordings, and what each step of paying off would change")
    .option("--from-changes", "make drift of what descriptors find and replace in shared text")
    .action(async (names: string[], options) => {
      if (options.fromChanges)
        exit((await import("./drift-from-changes.ts")).driftFromChanges(names, options, context));
      else exit((await import("./drift.ts")).drift(names, options, context));
    });
  // The options that each command has are those of `drift`.
  drift
    .command("drop")
    .description("take entries out, and show what changes in the guides; --write writes the drift files")
    .addOption(
      new Option("--kind <kind...>", "of these kinds; without it all but meaning").choices([
        "format",
        "shape",
        "wording",
        "meaning",
      ]),
    )
    .option("--guide <name...>", "of these guides")
    .option("--write", "write the drift files")
    .action(async (_, command: Command) => {
      exit((await import("./drift-rewrite.ts")).dropDrift(command.optsWithGlobals(), context));
    });
  drift
    .command("take")
    .description(
      "make a published wording the shared text of all guides; --write edits the partial and the drift files",
    )
    .requiredOption("--block <text>", "how the shared text of the block begins")
    .option("--published <text>", "how the published wording begins; that of most guides where left out")
    .option("--write", "write the project's partial and the drift files")
    .action(async (_, command: Command) => {
      exit((await import("./drift-take.ts")).takeDrift(command.optsWithGlobals(), context));
    });
  drift
    .command("settle")
    .argument("[names...]", NAMES)
    .description("take over what a build makes of drift whose shared text or facts changed")
    .option("--write", "write the drift files")
    .action(async (names: string[], _, command: Command) => {
      exit((await import("./drift-rewrite.ts")).settleDrift(names, command.optsWithGlobals(), context));
    });
}

function addPrReport(program: Command, context: CommandContext, exit: Exit): void {
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
    .option(
      "--catalog <dir>",
      "hold changed pages against this catalog, too: the folder of image/<name>/<distro>/*.yaml",
    )
    .addOption(new Option("--registry <profile>", "the registry profile of the guides").choices(["public", "mirror"]))
    .option("--baseline <file>", "leave out the findings that this file holds")
    .action(async (options) => {
      exit(await (await import("./pr-report.ts")).prReport(options, context));
    });
}

function addInit(program: Command, context: CommandContext, exit: Exit): void {
  common(
    withExamples(
      program.command("init"),
      ["init", "ask, and set up a project in this folder"],
      ["init docs --yes", "in docs/, with the defaults"],
      ["init --yes --catalog ../catalog --first redis", "with facts of a catalog, and a descriptor"],
    ).argument("[dir]", "the project's folder; --root where left out"),
  )
    .description("set up a project: settings, a first descriptor, CI, editors; nothing that is there is overwritten")
    .option("--yes", "ask nothing, and take the default of what no flag says")
    .addOption(
      new Option(
        "--arrangement <name>",
        "where things stand: `folders` is images/, charts/ and out/, `catalog` is image/<name>/, beside the definitions",
      ).choices(ARRANGEMENTS),
    )
    .option("--descriptors <pattern>", "where descriptors of images stand, with {name}")
    .option("--output <pattern>", "where guides of images are written, with {name}")
    .option("--catalog <dir>", "the catalog: the folder of image/ and chart/")
    .addOption(new Option("--registry <profile>", "where guides pull images from").choices(["public", "mirror"]))
    .option("--namespace <ns>", "the namespace of a mirror", parseNamespace)
    .option("--first <name>", "the first image, or, with chart/ before the name, Helm chart")
    .addOption(new Option("--no-first", "write no descriptor"))
    .addOption(new Option("--skip <file...>", "leave files out").choices(SKIPPABLE))
    .option("--print <file>", "print a file that would be written, and write nothing")
    .action(async (folder: string | undefined, { first, ...options }) => {
      const isTerminal = process.stdin.isTTY === true && process.stderr.isTTY === true && !process.env["CI"];
      const { init } = await import("./init.ts");
      const { askInit } = await import("./ask-init.ts");
      const terminal = { input: process.stdin, output: process.stderr };
      const ask: NonNullable<Parameters<typeof init>[0]["ask"]> = (...asked) => askInit(...asked, terminal);
      exit(
        await init(
          {
            ...options,
            root: folder ?? options.root,
            first: first === true ? undefined : first === false ? "" : first,
            ...(isTerminal && { ask }),
          },
          context,
        ),
      );
    });
}

function addTemplates(program: Command, context: CommandContext, exit: Exit): void {
  const templates = common(
    withExamples(
      program.command("templates"),
      ["templates", "list layouts and partials"],
      ["templates partials/start", "show one, and who calls it"],
      ["templates --names env", "what templates can name of variables"],
      ["templates copy partials/start", "make it the project's own"],
    ).argument("[name]", "show one: start, partials/start; with --names, these names: env, start.compose"),
  )
    .description("list layouts, their sections and the partials, and what templates can name; copy and compare them")
    .option("--names", "list the names of the model with types and examples of this project, and the words")
    .option("--json", "print the same as JSON")
    .action(async (name: string | undefined, options) => {
      exit((await import("./templates.ts")).templates(name, options, context));
    });
  const COPIES = "templates: start, partials/start; all copies where left out";
  templates
    .command("copy")
    .argument("<names...>", "templates: start, partials/start")
    .description("make the project's own of templates of the package, to be edited")
    .action(async (names: string[], _, command: Command) => {
      exit((await import("./templates.ts")).copyTemplates(names, command.optsWithGlobals(), context));
    });
  templates
    .command("diff")
    .argument("[names...]", COPIES)
    .description("show where the project's templates differ from those of the package")
    .action(async (names: string[], _, command: Command) => {
      exit((await import("./templates.ts")).diffTemplates(names, command.optsWithGlobals(), context));
    });
  templates
    .command("accept")
    .argument("<names...>", "templates: start, partials/start")
    .description("say that copies are meant as they are, beside what the package's templates say now")
    .action(async (names: string[], _, command: Command) => {
      exit((await import("./templates.ts")).acceptTemplates(names, command.optsWithGlobals(), context));
    });
}

function addDoctor(program: Command, context: CommandContext, exit: Exit): void {
  common(
    withExamples(
      program.command("doctor"),
      ["doctor", "look at all of it"],
      ["doctor --reporter github", "with findings at their lines in a pull request"],
    ),
  )
    .description("say what is set up around the guides and does not fit: versions, settings, merges, line ends")
    .action(async (options) => {
      exit(await (await import("./doctor.ts")).doctor(options, context));
    });
}

function addComplete(program: Command): void {
  withExamples(
    program.command("complete"),
    ["complete bash > ~/.dhi-guides.bash", "write the script that bash loads with `source`"],
    ["complete zsh", "print that of zsh; there are those of fish and powershell, too"],
  )
    .description("print what a shell needs to complete commands, options and names")
    .addArgument(new Argument("<shell>", "the shell").choices(SHELLS))
    .action(async (shell: string) => {
      (await import("./complete.ts")).printScript(shell, program);
    });
}
