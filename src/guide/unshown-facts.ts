import type { Descriptor } from "../descriptor/descriptor.ts";
import type { YamlPath } from "../findings/problem.ts";
import { hasRow } from "./env-model.ts";
import { firstRun, furtherRuns } from "./run-command.ts";

/**
 * Finds facts that are for samples and that no start command shows, and what a command leaves out or names of facts that
 * there are not.
 *
 * @param descriptor what the author wrote
 * @returns where each stands; a fact of which a table tells something is not lost as a whole
 */
export function findUnshownFacts(descriptor: Descriptor): YamlPath[] {
  const { ports = [], env = [], volumes = [], start = {} } = descriptor;
  const runs = [firstRun(descriptor, "", String), ...furtherRuns(descriptor, "", String)];
  const indexes = (facts: readonly { readonly path: YamlPath }[]) => facts.map(({ path: [, index] }) => index);
  const shown = new Set(runs.flatMap((run) => indexes(run.env)));
  const mounted = new Set(runs.flatMap((run) => indexes(run.volumes)));
  const ofOne = runs.filter(({ isForOne }) => isForOne);
  const isWhenIdle = (when: unknown, index: number, list: "env" | "volumes") =>
    when !== undefined && !ofOne.some((run) => indexes(run[list]).includes(index));
  return [
    ...env.flatMap((variable, index): YamlPath[] => {
      const { value, required, secret, when } = variable;
      const isShown = shown.has(index);
      if (!isShown && !required && !hasRow(variable)) return [["env", index]];
      // Only tables say for what something is, and tags of samples.
      if (!hasRow(variable) && isWhenIdle(when, index, "env")) return [["env", index, "when"]];
      if (isShown) return [];
      if (value !== undefined) return [["env", index, "value"]];
      return secret ? [["env", index, "secret"]] : [];
    }),
    ...volumes.flatMap(({ source, description, when }, index): YamlPath[] => {
      const isMounted = mounted.has(index);
      if (!isMounted && description === undefined) return [["volumes", index]];
      if (description === undefined && isWhenIdle(when, index, "volumes")) return [["volumes", index, "when"]];
      return isMounted || source === undefined ? [] : [["volumes", index, "source"]];
    }),
    ...(start.publish === false && ports.length === 0 ? [["start", "publish"]] : []),
    ...(start.env?.length === 0 && env.length === 0 ? [["start", "env"]] : []),
    ...(start.volumes?.length === 0 && volumes.length === 0 ? [["start", "volumes"]] : []),
    ...(start.further ?? []).flatMap(({ publish }, index) =>
      publish && ports.length === 0 ? [["start", "further", index, "publish"]] : [],
    ),
  ];
}
