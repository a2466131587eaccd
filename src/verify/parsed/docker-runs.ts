import type { CodeBlock } from "./code-blocks.ts";
import { shellScriptOf, type ShellWord } from "./shell-script.ts";

/** A `docker run`, taken apart. */
export interface DockerRun {
  readonly image: ShellWord;
  /** The options before the image, in their order; a flag without a value has none. */
  readonly options: readonly { readonly name: string; readonly value: ShellWord | undefined; readonly at: ShellWord }[];
  /** What is handed to the image. */
  readonly args: readonly ShellWord[];
  readonly block: CodeBlock;
  /** The offset of `docker`. */
  readonly start: number;
}

const ENGINES = new Set(["docker", "podman", "nerdctl"]);

const FLAGS = new Set(
  "--rm --detach --interactive --tty --privileged --init --read-only --publish-all --no-healthcheck --oom-kill-disable --quiet --sig-proxy --use-api-socket --disable-content-trust --tls --tls-verify".split(
    " ",
  ),
);

const runs = new WeakMap<CodeBlock, readonly DockerRun[]>();

/** Finds the `docker run` commands of a shell block. Many rules ask for them: they are found once. */
export function dockerRunsOf(block: CodeBlock): readonly DockerRun[] {
  const known = runs.get(block) ?? findDockerRuns(block);
  runs.set(block, known);
  return known;
}

function findDockerRuns(block: CodeBlock): readonly DockerRun[] {
  if (!/\b(?:docker|podman|nerdctl)\b/.test(block.value)) return [];
  return shellScriptOf(block).commands.flatMap(({ words }) =>
    words.flatMap(({ text, start }, index) => {
      if (!ENGINES.has(text)) return [];
      const verb = words[index + 1]?.text === "container" ? index + 2 : index + 1;
      if (words[verb]?.text !== "run" && words[verb]?.text !== "create") return [];
      return dockerRun(words.slice(verb + 1), block, start) ?? [];
    }),
  );
}

function dockerRun(words: readonly ShellWord[], block: CodeBlock, start: number): DockerRun | undefined {
  const options: { name: string; value: ShellWord | undefined; at: ShellWord }[] = [];
  let index = 0;
  for (; index < words.length; index++) {
    const word = words[index];
    if (word === undefined || !word.text.startsWith("-")) break;
    const equals = word.text.indexOf("=");
    if (word.text.startsWith("--")) {
      const name = equals === -1 ? word.text : word.text.slice(0, equals);
      if (equals !== -1) options.push({ name, value: { ...word, text: word.text.slice(equals + 1) }, at: word });
      else if (FLAGS.has(name)) options.push({ name, value: undefined, at: word });
      else options.push({ name, value: words[++index], at: word });
    } else if (/^-[ditPq]+$/.test(word.text)) {
      options.push({ name: word.text, value: undefined, at: word });
    } else if (/^-[dit]*[a-zA-Z]$/.test(word.text)) {
      options.push({ name: `-${word.text.slice(-1)}`, value: words[++index], at: word });
    } else {
      options.push({ name: word.text.slice(0, 2), value: { ...word, text: word.text.slice(2) }, at: word });
    }
  }
  const image = words[index];
  return image && { image, options, args: words.slice(index + 1), block, start };
}
