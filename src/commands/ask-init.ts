import type { Readable, Writable } from "node:stream";
import * as prompts from "@clack/prompts";
import { ARRANGEMENTS, firstBeside, SKIPPABLE, type Arrangement, type Skippable } from "../init/names.ts";
import { NAMESPACE } from "../project/names.ts";
import { ProjectError } from "../project/project-error.ts";
import type { InitChoices } from "./init.ts";

/** The terminal. */
export interface Terminal {
  readonly input: Readable;
  readonly output: Writable & { readonly columns?: number; readonly rows?: number };
}

/** What an arrangement looks like. */
const LOOKS: Readonly<Record<Arrangement, string>> = {
  folders: "images/<name>.yaml and charts/<name>.yaml, pages in out/",
  catalog: "image/<name>/guide.yaml, beside the definitions, and pages beside it",
};

/** What the files that may be left out are. */
const FILES: Readonly<Record<Skippable, string>> = {
  package: "package.json, which installs this version",
  workflow: ".github/workflows/docs.yml, which checks pull requests",
  "pre-commit": ".pre-commit-config.yaml, which checks each commit",
  gitattributes: ".gitattributes: pages are generated, and have LF",
  gitignore: ".gitignore",
  vscode: ".vscode/settings.json, which knows the schemas",
  agents: "AGENTS.md: how to write a descriptor here",
};

/**
 * Asks what the command line does not say.
 *
 * @param given what it says
 * @param defaults the answers of who just presses Enter
 * @param isSet whether there are settings already, which say where things stand
 * @throws ProjectError when it is cancelled
 */
export async function askInit(
  given: InitChoices,
  defaults: InitChoices,
  isSet: boolean,
  terminal: Terminal,
): Promise<InitChoices> {
  const ask = { ...terminal };
  useUsualSize(terminal.output);
  prompts.intro("dhi-guides init", ask);
  const choices: { -readonly [Key in keyof InitChoices]: InitChoices[Key] } = { ...given };
  if (!isSet && given.arrangement === undefined && given.descriptors === undefined)
    choices.arrangement = answer(
      await prompts.select<Arrangement>({
        message: "Where do descriptors and pages stand?",
        options: ARRANGEMENTS.map((value) => ({ value, label: LOOKS[value] })),
        ...(defaults.arrangement && { initialValue: defaults.arrangement }),
        ...ask,
      }),
    );
  if (given.catalog === undefined)
    choices.catalog = await askText("Where is the catalog with the definitions?", defaults.catalog, ask);
  if (!isSet && given.registry === undefined && given.namespace === undefined) {
    choices.registry = answer(
      await prompts.select<"public" | "mirror">({
        message: "Where do readers pull images from?",
        options: [
          { value: "public", label: "dhi.io" },
          { value: "mirror", label: "a mirror, in a namespace of its own" },
        ],
        ...ask,
      }),
    );
    if (choices.registry === "mirror")
      choices.namespace = await askText("The mirror's namespace?", undefined, ask, "for <your-namespace>", (value) =>
        value === "" || NAMESPACE.test(value) ? undefined : "expected a namespace, for example acme",
      );
  }
  if (given.first === undefined) {
    const initial = firstBeside(choices.catalog) || undefined;
    choices.first = (await askText("Which image, or chart/NAME, gets the first descriptor?", initial, ask)) ?? "";
  }
  if (given.skip === undefined) {
    const kept = answer(
      await prompts.multiselect<Skippable>({
        message: "Which files shall be written besides? Those that are there stay as they are",
        options: SKIPPABLE.map((value) => ({ value, label: FILES[value] })),
        initialValues: SKIPPABLE,
        required: false,
        ...ask,
      }),
    );
    choices.skip = SKIPPABLE.filter((id) => !kept.includes(id));
  }
  return choices;
}

/** A terminal that does not tell its size, as under `script`, says 0: a prompt would have one character a line. */
function useUsualSize(output: Terminal["output"]): void {
  if (output.columns === 0) Object.assign(output, { columns: 80, rows: output.rows || 24 });
}

/**
 * Asks for a text.
 *
 * @param initial what stands there already, and is the answer of who presses Enter
 * @param empty what an empty answer is for
 */
async function askText(
  message: string,
  initial: string | undefined,
  terminal: Terminal,
  empty = "for none",
  validate?: (value: string) => string | undefined,
): Promise<string | undefined> {
  const written = answer(
    await prompts.text({
      message: `${message} ${initial === undefined ? `Enter ${empty}` : `Enter takes ${initial}; delete it ${empty}`}`,
      ...(initial !== undefined && { initialValue: initial }),
      ...(validate && { validate: (value: string | undefined) => validate(value?.trim() ?? "") }),
      ...terminal,
    }),
  );
  return written.trim() || undefined;
}

function answer<T>(given: T): Exclude<T, symbol> {
  if (typeof given === "symbol") throw new ProjectError("cancelled, nothing was written");
  return given as Exclude<T, symbol>;
}
