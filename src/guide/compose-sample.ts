import type { Descriptor } from "../descriptor/descriptor.ts";
import type { Problem, YamlPath } from "../findings/problem.ts";
import { ComposeFile } from "./compose-file.ts";
import { putOption } from "./compose-forms.ts";
import { readOptions } from "./compose-options.ts";
import { composeWords } from "./compose-words.ts";
import type { Prose } from "./prose.ts";
import { assignment, firstRun, mounted, published, type Run } from "./run-command.ts";

/** A Compose file, and what it cannot say. */
export interface ComposeSample {
  /** Its lines, each with the place of the fact that it shows. */
  readonly lines: readonly Prose[];
  /** How one starts what reads its input, which `docker compose up` does not hand on; "" for others. */
  readonly run: string;
  readonly problems: readonly Problem[];
}

const READS_INPUT: ReadonlySet<Run["mode"]> = new Set(["interactive", "stdin"]);

/**
 * The start of an image as a Compose file.
 *
 * @param run the start
 * @param descriptor the image's facts
 */
export function composeSample(run: Run, { name, start = {} }: Pick<Descriptor, "name" | "start">): ComposeSample {
  const { image, mode, ports, env, volumes, options, args } = run;
  const file = new ComposeFile();
  const problems: Problem[] = [];
  const words = (text: string, path: YamlPath): readonly string[] => {
    const read = composeWords(text);
    if (!read) problems.push(unsaid(text, path));
    return read ?? [];
  };

  file.set("image", image, ["name"]);
  if (start.container !== undefined) file.set("container_name", start.container, ["start", "container"]);
  for (const { fact, path } of env)
    for (const word of words(assignment(fact), path)) file.entry("environment", word, path);
  for (const { fact, path } of ports) file.add("ports", { value: published(fact), path });
  for (const { fact, path } of volumes) for (const word of words(mounted(fact), path)) file.volume(word, path);
  // Options stand behind the facts in the command, too: what is said last holds.
  const placed = options.flatMap(({ fact, path }) => words(fact, path).map((word) => ({ word, path })));
  for (const option of readOptions(placed.map(({ word }) => word))) {
    const { path = [] } = placed[option.index] ?? {};
    if (!putOption(option, path, file)) problems.push(unsaid(option.written, path));
  }
  for (const { fact, path } of args) for (const value of words(fact, path)) file.add("command", { value, path });
  const stated = start.mode === undefined ? run.path : ["start", "mode"];
  if (READS_INPUT.has(mode)) file.set("stdin_open", true, stated);
  if (mode === "interactive") file.set("tty", true, stated);

  const { service = name } = start.compose === true ? {} : (start.compose ?? {});
  // `run` publishes no ports by itself.
  const publish = file.publishes ? "--service-ports " : "";
  const command = READS_INPUT.has(mode) ? `docker compose run --rm ${publish}${service}` : "";
  return { lines: file.lines(service, ["start", "compose"]), run: command, problems };
}

/**
 * Finds what a start says and its Compose file cannot.
 *
 * @param descriptor the image's facts
 * @returns a warning for each; none where nobody asks for such a file
 */
export function findUnsaidInCompose(descriptor: Descriptor): readonly Problem[] {
  if (descriptor.start?.compose === undefined) return [];
  return composeSample(firstRun(descriptor, "dhi.io/", String), descriptor).problems;
}

function unsaid(what: string, path: YamlPath): Problem {
  return {
    code: "compose-option",
    severity: "warning",
    message: `unexpected ${what}, of which Compose has no counterpart: the Compose sample does not say it`,
    fix: "say in `start.compose.text` what a reader does instead, or leave out `start.compose`",
    place: { path, part: "value" },
  };
}
