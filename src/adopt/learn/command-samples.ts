import { ANY_TAG, parseImageCommand, USUAL_TAG, type ImageCommand } from "./image-command.ts";
import type { Optional } from "./learned-partial.ts";
import type { Regions, Stretch } from "./regions.ts";

/*
 * A command on the image becomes a partial whose parameters are its parts, and what else is typed with it.
 */

type Part = keyof ImageCommand["parts"];

/** What each part is for. */
const USES: Readonly<Record<Part, string>> = {
  language: "the language of the sample",
  before: "what is typed before it",
  prompt: "whether the commands have a prompt",
  options: "the options",
  lines: "further options, one a line",
  tag: "the image's tag",
  arguments: "the arguments",
  argumentLines: "further arguments, one a line",
  after: "what is typed afterwards",
};

/**
 * Tells which samples of one command are one text, whatever their options and arguments.
 *
 * @param sample a sample in its fence, as a template would have it
 * @returns the same for all of one form: `docker run image`, `kubectl get`; undefined for what is no single command
 */
export function commandForm(sample: string): string | undefined {
  return (
    parseImageCommand(sample)?.form ??
    /^`{3}[\w+-]*\n(?:[$#] )?([a-z][\w-]* [a-z][\w-]*)(?: [^\n]*[^\\\n])?\n`{3}$/.exec(sample)?.[1]
  );
}

/**
 * Compares samples of one command on the image part by part.
 *
 * @param wordings the samples in their fences, with the guides that have each
 * @param minimum how many guides must deviate in a part for it to become a parameter
 * @returns the command as fixed and varying stretches, and the wordings of its form that it covers; none where there is
 *   no such command
 */
export function findCommandRegions(wordings: ReadonlyMap<string, ReadonlySet<number>>, minimum: number): Regions {
  const all = [...wordings].flatMap(([text, guides]) => {
    const command = parseImageCommand(text);
    return command ? [{ text, guides, command }] : [];
  });
  const form = commonest(new Map(all.map(({ command, guides }) => [guides, command.form])));
  let kept = all.filter(({ command }) => command.form === form);
  const valuesOf = (part: Part) => {
    const values = new Map<string, Set<number>>();
    for (const { command, guides } of kept) {
      const own = values.get(command.parts[part]) ?? new Set();
      for (const guide of guides) own.add(guide);
      values.set(command.parts[part], own);
    }
    return values;
  };
  // What only a few say otherwise is no parameter, and theirs to tell; so look again until nothing changes.
  for (let before = -1; before !== kept.length;) {
    before = kept.length;
    for (const part of ["language", "before", "prompt", "options", "tag", "arguments", "after"] as const) {
      const values = valuesOf(part);
      const usual = usualOf(values);
      const others = [...values].filter(([value]) => value !== usual).flatMap(([, guides]) => [...guides]);
      if (new Set(others).size < minimum) kept = kept.filter(({ command }) => command.parts[part] === usual);
    }
  }
  const [first] = kept;
  if (!first) return { stretches: [], covered: new Set() };
  const { program, indent, parts } = first.command;
  const part = (name: Part): Stretch => {
    const values = valuesOf(name);
    const usual = usualOf(values);
    return values.size === 1
      ? { kind: "fixed", text: usual }
      : { kind: "varying", name, use: USES[name], usual, values };
  };
  const newLine: Stretch = { kind: "fixed", text: ` \\\n${indent ?? ""}` };
  const whole = (name: "lines" | "argumentLines", beside: string): Stretch[] =>
    parts[name] === ""
      ? []
      : [newLine, { kind: "varying", name, use: USES[name], usual: "", values: valuesOf(name), beside }];
  const around = (name: "before" | "after", optional: Optional): Stretch[] => {
    const values = valuesOf(name);
    if (values.size === 1 && values.has("")) return [];
    return [{ kind: "varying", name, use: USES[name], usual: "", values, beside: program, optional }];
  };
  const tag = part("tag");
  const isUsual = tag.kind === "fixed" && tag.text === USUAL_TAG;
  const image: Stretch[] = isUsual
    ? [{ kind: "fixed", text: "{{reference}}" }]
    : [{ kind: "fixed", text: ANY_TAG }, tag];
  const stretches: Stretch[] = [
    { kind: "fixed", text: "```" },
    part("language"),
    { kind: "fixed", text: "\n" },
    ...around("before", "lines"),
    part("prompt"),
    { kind: "fixed", text: program },
    part("options"),
    ...whole("lines", program),
    indent === undefined
      ? { kind: "fixed", text: " " }
      : parts.lines === ""
        ? newLine
        : { kind: "fixed", text: `\n${indent}` },
    ...image,
    part("arguments"),
    ...whole("argumentLines", "{{reference}}"),
    { kind: "fixed", text: "\n" },
    ...around("after", "paragraph"),
    { kind: "fixed", text: "```" },
  ];
  return { stretches: joined(stretches), covered: new Set(kept.map(({ text }) => text)) };
}

function usualOf(values: ReadonlyMap<string, ReadonlySet<number>>): string {
  const [[usual = ""] = []] = [...values].sort((a, b) => b[1].size - a[1].size || (a[0] < b[0] ? -1 : 1));
  return usual;
}

/** The form that most guides have. */
function commonest(forms: ReadonlyMap<ReadonlySet<number>, string>): string {
  const values = new Map<string, Set<number>>();
  for (const [guides, form] of forms) values.set(form, new Set([...(values.get(form) ?? []), ...guides]));
  return usualOf(values);
}

/** Fixed stretches in a row are one. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = [];
  for (const stretch of stretches) {
    const last = result.at(-1);
    if (last?.kind === "fixed" && stretch.kind === "fixed")
      result[result.length - 1] = { kind: "fixed", text: last.text + stretch.text };
    else result.push(stretch);
  }
  return result;
}
