import { type Command, Option } from "commander";
import { SITE_NAMES } from "../../export/site-names.ts";
import type { CommandContext } from "../context.ts";
import { withExamples } from "../help.ts";
import { common, making, needs, parseCount } from "../options.ts";
import { type Exit, NAMES } from "./define.ts";

/* The commands for who writes descriptors and templates. Each is imported when it is called. */

/** Adds `build`. */
export function addBuild(program: Command, context: CommandContext, exit: Exit): void {
  making(
    withExamples(
      program.command("build"),
      ["build", "make the pages of all descriptors"],
      ["build redis chart/loki", "those of an image and of a chart"],
      ["build --watch", "again whenever something changes"],
    ).argument("[names...]", NAMES),
  )
    .description("make the pages of descriptors, and write those that changed")
    .option("--force", "overwrite pages that were edited by hand, and remove many that nothing makes any more")
    .option("--fix", "first give deprecated keys of settings and descriptors their new names")
    .option("--watch", "build again whenever something changes, until Ctrl-C")
    .action(async (names: string[], options) => {
      if (options.fix) (await import("../rename-keys.ts")).renameOldKeys(options, context);
      if (options.watch) {
        const stop = new AbortController();
        // Before anything is loaded, so that Ctrl-C is heard from the start.
        void context.untilInterrupted().then(() => stop.abort());
        return exit(await (await import("../watch.ts")).watch(names, options, context, stop.signal));
      }
      exit(await (await import("../build.ts")).build(names, options, context));
    });
}

/** Adds `check`. */
export function addCheck(program: Command, context: CommandContext, exit: Exit): void {
  making(
    withExamples(
      program.command("check"),
      ["check", "say what a build would change, with status 1 where it would"],
      ["check redis", "the same of one image"],
      ["check --reporter github", "with findings at their lines in a pull request"],
    ).argument("[names...]", NAMES),
    "pass over",
  )
    .description("show what build would change, and write nothing: a diff, and status 1 where pages are not up to date")
    .action(async (names: string[], options) => {
      exit((await import("../check.ts")).check(names, options, context));
    });
}

/** Adds `preview`. */
export function addPreview(program: Command, context: CommandContext, exit: Exit): void {
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
    .option("--author", "let the site that --build writes have the tools of authors, as the live one does")
    .addOption(new Option("--with-findings", "what --author was called").hideHelp().implies({ author: true }))
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
        "hold the guides against this catalog, too: the folder of image/ and chart/",
      ).conflicts("verify"),
    )
    .option("--no-verify", "show no findings of verify")
    .option("--findings <file>", "show these findings, too: what `--reporter json` wrote")
    .hook("preAction", needs("site", "build"))
    .hook("preAction", needs("author", "build"))
    .action(async (options) => {
      exit(await (await import("../preview.ts")).preview(options, context));
    });
}

/** Adds `export`. */
export function addExport(program: Command, context: CommandContext, exit: Exit): void {
  common(
    withExamples(
      program.command("export"),
      ["export --for vitepress --to website/guides", "write all pages for a site made by VitePress"],
      ["export --for hugo --to website/content/guides", "write them for one made by Hugo"],
    ),
  )
    .description("write all pages for a docs site made by VitePress, Docusaurus or Hugo")
    .addOption(
      new Option("--for <site>", "what makes the site; what the settings name where left out").choices(SITE_NAMES),
    )
    .option("--to <dir>", "the folder of the pages, instead of the one in the settings")
    .option("--force", "overwrite files that were edited by hand")
    .hook("preAction", needs("to", "for"))
    .action(async (options) => {
      exit((await import("../export.ts")).exportPages(options, context));
    });
}

/** Adds `explain`. */
export function addExplain(program: Command, context: CommandContext, exit: Exit): void {
  making(
    withExamples(
      program.command("explain"),
      ["explain out/redis/guides.md:1", "say where a line of a page came from"],
      ["explain out/redis/guides.md", "where each of its lines did"],
      ["explain --uses templates/partials/start.hbs:4", "which lines of pages a line of a partial reaches"],
    ).argument("[file:line]", "a line of a page, or a page for all its lines"),
  )
    .description(
      "say which line of a descriptor or template a line of a page comes from, or, with --uses, which lines one reaches",
    )
    .option("--uses <file:line>", "the other way round: the lines of pages that a template, or a line of it, reaches")
    .action(async (target: string | undefined, options, command: Command) => {
      if ((target === undefined) === (options.uses === undefined))
        command.error("error: expected a line of a guide, or --uses and a line of a template");
      if (options.uses !== undefined)
        return exit((await import("../explain-uses.ts")).explainUses(options.uses, options, context));
      exit((await import("../explain.ts")).explain(target ?? "", options, context));
    });
}

/** Adds `templates`. */
export function addTemplates(program: Command, context: CommandContext, exit: Exit): void {
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
      exit((await import("../templates.ts")).templates(name, options, context));
    });
  const COPIES = "templates: start, partials/start; all copies where left out";
  withExamples(
    templates.command("copy"),
    ["templates copy partials/start", "write templates/partials/start.hbs, to be edited"],
    ["templates copy nested partials/variants", "copy a layout and a partial"],
  )
    .argument("<names...>", "templates: start, partials/start")
    .description("make the project's own of templates of the package, to be edited")
    .action(async (names: string[], _, command: Command) => {
      exit((await import("../templates.ts")).copyTemplates(names, command.optsWithGlobals(), context));
    });
  withExamples(
    templates.command("diff"),
    ["templates diff", "show what all copies say otherwise"],
    ["templates diff partials/start", "show what one does"],
  )
    .argument("[names...]", COPIES)
    .description("show where the project's templates differ from those of the package")
    .action(async (names: string[], _, command: Command) => {
      exit((await import("../templates.ts")).diffTemplates(names, command.optsWithGlobals(), context));
    });
  withExamples(
    templates.command("accept"),
    ["templates accept partials/start", "say that a copy is meant as it is"],
    ["templates accept nested partials/variants", "the same of several"],
  )
    .argument("<names...>", "templates: start, partials/start")
    .description("say that copies are meant as they are, beside what the package's templates say now")
    .action(async (names: string[], _, command: Command) => {
      exit((await import("../templates.ts")).acceptTemplates(names, command.optsWithGlobals(), context));
    });
}
