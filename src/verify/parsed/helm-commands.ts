import type { ParsedGuide } from "./parsed-guide.ts";
import { isShellBlock, type ShellCommand, shellCommandsIn, shellScriptOf, type ShellWord } from "./shell-script.ts";

/** A call of `helm`. */
export interface HelmCommand {
  /** What stands behind `helm` and the options that all its commands have. */
  readonly words: readonly ShellWord[];
  /** Whether it stands in a sample; else in running text, which may name a command without calling it. */
  readonly isSample: boolean;
}

/** Options of every command that take a value, which is no command. */
const VALUE_OPTIONS =
  /^(?:-n|--(?:namespace|kube-(?!insecure)[a-z-]+|kubeconfig|registry-config|repository-(?:config|cache)|burst-limit|qps))$/;
/** What may stand before a command's name. */
const BEFORE = /^(?:sudo|exec|time|then|do|else|!|[A-Za-z_]\w*=.*)$/;

/** Lists the calls of `helm` in a page: in shell samples, and in code within running text. */
export function helmCommandsOf(guide: ParsedGuide): HelmCommand[] {
  if (!guide.text.includes("helm")) return [];
  const samples = guide.code.filter(isShellBlock).flatMap((block) => shellScriptOf(block).commands);
  return [
    ...samples.flatMap((command) => callsIn(command, true)),
    ...inlineCommands(guide).flatMap((command) => callsIn(command, false)),
  ];
}

function callsIn({ words }: ShellCommand, isSample: boolean): HelmCommand[] {
  return words.flatMap(({ text }, index): HelmCommand[] => {
    const before = words[index - 1]?.text;
    if (text !== "helm" || (before !== undefined && !BEFORE.test(before))) return [];
    let first = index + 1;
    while (words[first]?.text.startsWith("-")) first += VALUE_OPTIONS.test(words[first]?.text ?? "") ? 2 : 1;
    return [{ words: words.slice(first), isSample }];
  });
}

/** Code in running text, as commands; a line break in it is a blank, and so is the marker of a quote. */
function inlineCommands({ nodes, text }: ParsedGuide): ShellCommand[] {
  return nodes.inlineCode.flatMap(({ position, value }) => {
    if (!value.includes("helm")) return [];
    const from = position?.start.offset ?? 0;
    const source = text.slice(from, position?.end.offset);
    const ticks = /^`+/.exec(source)?.[0].length ?? 0;
    const code = source.slice(ticks, source.length - ticks).replace(/\n[ \t>]*/g, (gap) => " ".repeat(gap.length));
    return shellCommandsIn(code, from + ticks);
  });
}

/**
 * The value of an option, as `--name value` or `--name=value`.
 *
 * @param name with its dashes
 * @returns the values, in their order; where they begin is where the word begins
 */
export function optionValues({ words }: HelmCommand, name: string): ShellWord[] {
  return words.flatMap((word, index) => {
    if (word.text === name) return words[index + 1] ?? [];
    return word.text.startsWith(`${name}=`) ? [{ ...word, text: word.text.slice(name.length + 1) }] : [];
  });
}
