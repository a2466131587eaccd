import type { CodeBlock } from "./code-blocks.ts";
import { shellScriptOf, type ShellWord } from "./shell-script.ts";

/** A program that is started in a container which runs already: `docker exec`, `kubectl exec`. */
export interface ExecCommand {
  /** What names the container: its own name, a service of Compose, a pod or a workload. */
  readonly target: string;
  /** The container of the pod, where it is named. */
  readonly container: string | undefined;
  readonly program: readonly ShellWord[];
}

const ENGINE = /^(?:docker|podman|nerdctl|docker-compose|kubectl|oc)$/;
/** Options that take a value, of `exec` and of what stands before it. */
const VALUES =
  /^(?:-[euwncfpH]|--(?:env|user|workdir|env-file|detach-keys|index|namespace|container|context|kubeconfig|file|project-name|project-directory|profile|host))$/;

/** Finds the programs that a shell block starts in containers that run already. */
export function execCommandsOf(block: CodeBlock): ExecCommand[] {
  if (!/\bexec\b/.test(block.value)) return [];
  return shellScriptOf(block).commands.flatMap(({ words }) => {
    const engine = words.findIndex(({ text }) => ENGINE.test(text));
    const verb = engine === -1 ? -1 : words.findIndex(({ text }, index) => index > engine && text === "exec");
    const between = words
      .slice(engine + 1, verb)
      .filter(({ text }, index, all) => !isOption(text, all[index - 1]?.text));
    if (verb === -1 || between.some(({ text }) => text !== "compose" && text !== "container")) return [];
    return execCommand(words.slice(verb + 1)) ?? [];
  });
}

function execCommand(words: readonly ShellWord[]): ExecCommand | undefined {
  const dashes = words.findIndex(({ text }) => text === "--");
  const head = dashes === -1 ? words : words.slice(0, dashes);
  const first = head.findIndex(({ text }, index) => !isOption(text, head[index - 1]?.text));
  const target = head[first]?.text;
  const program = dashes === -1 ? words.slice(first + 1) : words.slice(dashes + 1);
  if (first === -1 || target === undefined || program.length === 0) return undefined;
  const named = head.findIndex(({ text }) => /^(?:-c|--container)(?:=|$)/.test(text));
  const container =
    named === -1 || dashes === -1
      ? undefined
      : (/^[^=]*=(.*)$/.exec(head[named]?.text ?? "")?.[1] ?? head[named + 1]?.text);
  return { target, container, program };
}

function isOption(word: string, before: string | undefined): boolean {
  return word.startsWith("-") || VALUES.test(before ?? "") || /^-[itd]+[euw]$/.test(before ?? "");
}
