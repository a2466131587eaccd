import { type Command, Option } from "commander";
import type { CommandContext } from "../context.ts";
import { withExamples } from "../help.ts";
import { common, needs } from "../options.ts";
import { type Exit, NAMES } from "./define.ts";

/* The commands that hold guides against definitions, and against each other. Each is imported when it is called. */

/** Adds `verify`. */
export function addVerify(program: Command, context: CommandContext, exit: Exit): void {
  common(
    withExamples(
      program.command("verify"),
      ["verify --catalog ../catalog", "lint all pages, and hold them against the definitions"],
      ["verify redis --fix", "mend what has one answer on the pages of one image"],
      ["verify ../catalog/image", "lint any pages, whoever wrote them"],
    ).argument("[paths...]", "guides, by paths or names, or folders of them; those of the project where left out"),
  )
    .description("lint guides, by paths or names, and hold them against the definitions of their images")
    .option("--catalog <dir>", "the catalog: the folder of image/ and chart/; that of the settings if left out")
    .addOption(new Option("--registry <profile>", "the registry profile of the guides").choices(["public", "mirror"]))
    .option("--fix", "mend what has one answer, in pages, or in the descriptors and partials that make them")
    .option("--baseline <file>", "leave out the findings that this file holds")
    .option("--update-baseline", "write the findings to the baseline file")
    .option("--no-cache", "verify all guides again, and remember nothing")
    .hook("preAction", needs("updateBaseline", "baseline"))
    .action(async (paths: string[], options) => {
      exit(await (await import("../verify.ts")).verify(paths, options, context));
    });
}

/** Adds `sync`. */
export function addSync(program: Command, context: CommandContext, exit: Exit): void {
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
      exit(await (await import("../sync.ts")).sync(names, options, context));
    });
}

/** Adds `facts`. */
export function addFacts(program: Command, context: CommandContext, exit: Exit): void {
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
      exit(await (await import("../facts.ts")).facts(names, options, context));
    });
}

/** Adds `drift`. */
export function addDrift(program: Command, context: CommandContext, exit: Exit): void {
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
        exit((await import("../drift-from-changes.ts")).driftFromChanges(names, options, context));
      else exit((await import("../drift.ts")).drift(names, options, context));
    });
  // The options that each command has are those of `drift`.
  withExamples(
    drift.command("drop"),
    ["drift drop --kind format", "show what changes without drift that is formatting alone"],
    ["drift drop --guide redis --write", "take that of one guide out of its drift file"],
  )
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
      exit((await import("../drift-rewrite.ts")).dropDrift(command.optsWithGlobals(), context));
    });
  withExamples(
    drift.command("take"),
    ['drift take --block "The image runs as"', "show what the commonest wording of a block would change"],
    ['drift take --block "The image runs as" --write', "make it the shared text"],
  )
    .description(
      "make a published wording the shared text of all guides; --write edits the partial and the drift files",
    )
    .requiredOption("--block <text>", "how the shared text of the block begins")
    .option("--published <text>", "how the published wording begins; that of most guides where left out")
    .option("--write", "write the project's partial and the drift files")
    .action(async (_, command: Command) => {
      exit((await import("../drift-take.ts")).takeDrift(command.optsWithGlobals(), context));
    });
  withExamples(
    drift.command("settle"),
    ["drift settle", "show what a build makes of drift whose shared text changed"],
    ["drift settle redis --write", "take it over for one guide"],
  )
    .argument("[names...]", NAMES)
    .description("take over what a build makes of drift whose shared text or facts changed")
    .option("--write", "write the drift files")
    .action(async (names: string[], _, command: Command) => {
      exit((await import("../drift-rewrite.ts")).settleDrift(names, command.optsWithGlobals(), context));
    });
}
