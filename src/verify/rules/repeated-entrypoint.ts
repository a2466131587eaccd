import { definitionsOf } from "../parsed/referenced.ts";
import type { Container } from "../parsed/container.ts";
import { containersOf } from "../parsed/containers.ts";
import { programName, programOf } from "../parsed/entrypoint.ts";
import type { Definition } from "../../catalog/definition.ts";
import { sourceText } from "../claims/problems.ts";
import type { RuleProblem, Rule } from "../rule.ts";

/** A sample hands the entry point its own name, which it takes for an argument. */
export const repeatedEntrypoint: Rule = {
  code: "repeated-entrypoint",
  severity: "error",
  needs: "definitions",
  check: ({ guide, catalog, samples }) => {
    const started = containersOf(guide, samples)
      .filter(({ hasEntrypoint, args }) => !hasEntrypoint && args.length > 0)
      .map((container) => ({ container, definitions: definitionsOf(container.image, catalog, guide.namespace) }))
      .filter(({ definitions }) => definitions.length > 0);
    return started.flatMap(({ container, definitions }): RuleProblem[] => {
      const [first] = container.args;
      const repeated = definitions.filter((definition) => repeats(container, definition));
      const [definition] = repeated;
      if (!first || !definition) return [];
      const isAmbiguous = isOptionOrNothing(container) && !isToldByOthers(definition, started);
      if (isAmbiguous && hasCommands(definition, started)) return [];
      const sources = repeated.map(({ file }) => ({ file, key: "entrypoint" }));
      return [
        {
          start: first.start,
          end: first.end,
          message: `unexpected ${first.text} as an argument: the entry point of ${definition.folder} is ${JSON.stringify(definition.entrypoint)} (${sourceText(sources)})`,
          fix: `Leave out ${first.text}, which the image starts anyway.`,
          severity: repeated.length < definitions.length || isAmbiguous ? "warning" : undefined,
        },
      ];
    });
  },
};

interface Started {
  readonly container: Container;
  readonly definitions: readonly Definition[];
}

function repeats({ args }: Container, { entrypoint, cmd }: Definition): boolean {
  const program = programOf(entrypoint);
  const first = args[0]?.text ?? "";
  if (program === undefined || first.startsWith("-") || programName(first) !== programName(program)) return false;
  // Who is handed its own name by default, or within the entry point, has a command of that name.
  const words = entrypoint.flatMap((text) => text.split(" "));
  return cmd[0] !== first && !words.slice(words.indexOf(program) + 1).includes(first);
}

/** Before an option, the word may be a command of the program that has the program's name. */
function isOptionOrNothing({ args }: Container): boolean {
  return args[1] === undefined || args[1].text.startsWith("-");
}

/** Whether another sample repeats the name where it can be no command, before one. */
function isToldByOthers({ folder }: Definition, started: readonly Started[]): boolean {
  return started.some(
    ({ container, definitions }) =>
      !isOptionOrNothing(container) &&
      definitions.some((definition) => definition.folder === folder && repeats(container, definition)),
  );
}

/** Whether another sample hands the entry point a command right away. */
function hasCommands({ folder }: Definition, started: readonly Started[]): boolean {
  return started.some(
    ({ container, definitions }) =>
      /^\w[\w-]*$/.test(container.args[0]?.text ?? "") &&
      definitions.some((definition) => definition.folder === folder && !repeats(container, definition)),
  );
}
