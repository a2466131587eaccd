import { isMap, isScalar, isSeq, type Node, visit } from "yaml";

import type { Definition } from "../../catalog/definition.ts";
import { packageName } from "../../catalog/contents.ts";
import { isYamlBlock } from "../code/samples.ts";
import { offsetAt } from "../parsed/code-blocks.ts";
import { definitionsOf } from "../parsed/referenced.ts";
import { dockerRunsOf } from "../parsed/docker-runs.ts";
import { isShellBlock } from "../parsed/shell-script.ts";
import type { RuleProblem, Rule, RuleContext } from "../rule.ts";

/** Which packages bring a program; of others nothing is said. */
const BUSYBOX = ["busybox", "busybox-static", "toybox"];
const COREUTILS = ["coreutils", ...BUSYBOX];
const PROVIDERS: ReadonlyMap<string, readonly string[]> = new Map([
  ["bash", ["bash"]],
  ["sh", ["bash", "dash", "ksh", "mksh", "zsh", ...BUSYBOX]],
  ["ash", BUSYBOX],
  ...["cat", "chmod", "chown", "cp", "echo", "env", "id", "ls", "mkdir", "mv", "rm", "sleep", "sort", "tr"].map(
    (program) => [program, COREUTILS] as const,
  ),
  ["apk", ["apk-tools"]],
  ["apt", ["apt"]],
  ["apt-get", ["apt"]],
  ["curl", ["curl"]],
  ["find", ["findutils", ...BUSYBOX]],
  ["git", ["git"]],
  ["grep", ["grep", ...BUSYBOX]],
  ["ps", ["procps", "procps-ng", ...BUSYBOX]],
  ["sed", ["sed", ...BUSYBOX]],
  ["wget", ["wget", ...BUSYBOX]],
]);

/** A sample starts a program that the image does not have. */
export const missingBinary: Rule = {
  code: "missing-binary",
  severity: "warning",
  needs: "definitions",
  check: (context) => [...dockerRuns(context), ...containers(context)],
};

function dockerRuns({ guide, catalog }: RuleContext): RuleProblem[] {
  return guide.code.filter(isShellBlock).flatMap((block) =>
    dockerRunsOf(block).flatMap((run) => {
      const definitions = definitionsOf(run.image.text, catalog, guide.namespace);
      const override = run.options.findLast(({ name }) => name === "--entrypoint")?.value;
      const takesProgram = definitions.every(({ entrypoint }) => entrypoint.length === 0);
      const program = override ?? (takesProgram ? run.args[0] : undefined);
      return program ? programProblem(program.text, run.start, program.end, definitions) : [];
    }),
  );
}

/** Containers of manifests and services of Compose files that name their program themselves. */
function containers({ guide, catalog, samples }: RuleContext): RuleProblem[] {
  return guide.allCode
    .filter((block) => isYamlBlock(block) && /^\s*(?:-\s+)?image:/m.test(block.value))
    .flatMap((block) => {
      const problems: RuleProblem[] = [];
      for (const document of samples.yaml(block)) {
        visit(document, {
          Map: (_, map) => {
            const image = map.get("image");
            // In Compose the program is `entrypoint`; `command` is what it is handed.
            const command = map.get("entrypoint", true) ?? (map.has("name") ? map.get("command", true) : undefined);
            const program = firstWord(command);
            if (typeof image !== "string" || !program) return;
            const start = offsetAt(block, program.node.range?.[0] ?? 0);
            problems.push(
              ...programProblem(program.text, start, undefined, definitionsOf(image, catalog, guide.namespace)),
            );
          },
        });
      }
      return problems;
    });
}

function firstWord(command: unknown): { readonly text: string; readonly node: Node } | undefined {
  const first: unknown = isSeq(command) ? command.items[0] : command;
  if (!isScalar(first) || typeof first.value !== "string" || isMap(command)) return undefined;
  return { text: first.value.split(/\s+/)[0] ?? "", node: first };
}

function programProblem(
  program: string,
  start: number,
  end: number | undefined,
  definitions: readonly Definition[],
): RuleProblem[] {
  // A path elsewhere may be a mount's.
  const name = /^(?:\/(?:usr\/)?s?bin\/)?([\w-]+)$/.exec(program)?.[1] ?? "";
  const providers = PROVIDERS.get(name);
  const [first] = definitions;
  if (!providers || !first) return [];
  if (definitions.some(({ packages }) => packages.some((one) => providers.includes(packageName(one))))) return [];
  return [
    {
      start,
      end,
      message: `unexpected program ${program}: no definition of ${first.folder} that the sample may pull installs ${providers.slice(0, 2).join(" or ")} (${first.file}: contents.packages)`,
      fix: "Use a dev variant, or a debug container.",
    },
  ];
}
