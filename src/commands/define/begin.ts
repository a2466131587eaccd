import { type Command, Option } from "commander";
import { ARRANGEMENTS, SKIPPABLE } from "../../init/names.ts";
import type { CommandContext } from "../context.ts";
import { withExamples } from "../help.ts";
import { common, parseNamespace } from "../options.ts";
import { type Exit } from "./define.ts";

/* The commands by which a project begins. Each is imported when it is called. */

/** Adds `init`. */
export function addInit(program: Command, context: CommandContext, exit: Exit): void {
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
    .option(
      "--first <name>",
      "what the first descriptor is of: an image, or, with chart/ before the name, a Helm chart",
    )
    .addOption(new Option("--no-first", "write no descriptor"))
    .addOption(new Option("--skip <file...>", "leave files out").choices(SKIPPABLE))
    .option("--print <file>", "print a file that would be written, and write nothing")
    .action(async (folder: string | undefined, { first, ...options }) => {
      const isTerminal = process.stdin.isTTY === true && process.stderr.isTTY === true && !process.env["CI"];
      const { init } = await import("../init.ts");
      const { askInit } = await import("../ask-init.ts");
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

/** Adds `new`. */
export function addNew(program: Command, context: CommandContext, exit: Exit): void {
  common(
    withExamples(
      program.command("new"),
      ["new redis", "write a descriptor from the image's definitions in the settings' catalog"],
      ["new chart/loki --from ../catalog", "that of a Helm chart"],
      ['new my-app --no-from --title "My App"', "one without definitions"],
    ).argument("<names...>", "images, or, with chart/ before the name, Helm charts"),
  )
    .description("write the first draft of descriptors, with the facts of a catalog")
    .option("--title <title>", "the name as people write it, of one image or chart")
    .option("--layout <layout>", "the layout of the guide")
    .option(
      "--from <dir>",
      "take the facts from this catalog: the folder of image/ and chart/; the settings' if left out",
    )
    .option("--no-from", "begin without definitions, though the settings name a catalog")
    .option("--facts <file>", "take these facts besides: JSON about FIPS and STIG; that of the settings if left out")
    .action(async (names: string[], options) => {
      const isTerminal = process.stdin.isTTY === true && process.stderr.isTTY === true;
      const ask = isTerminal ? (await import("../ask.ts")).ask : undefined;
      exit(await (await import("../new.ts")).newDescriptors(names, { ...options, ask }, context));
    });
}

/** Adds `adopt`. */
export function addAdopt(program: Command, context: CommandContext, exit: Exit): void {
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
      exit(await (await import("../adopt.ts")).adopt(paths, options, context));
    });
}
