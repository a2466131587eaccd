import type { Regions, Stretch } from "./regions.ts";

/*
 * A sample of one command on the image is the same in all guides but for its options and arguments: what is typed before
 * the image's reference, and behind it.
 */

/** A sample of one command that names the image. */
interface ImageCommand {
  /** Commands of one form have their parts in the same places. */
  readonly form: string;
  readonly program: string;
  /** The blanks before the lines that go on; undefined for a command on one line. */
  readonly indent: string | undefined;
  readonly parts: {
    readonly language: string;
    readonly prompt: string;
    readonly options: string;
    /** Whole lines of options. */
    readonly lines: string;
    /** Of the image's own reference. */
    readonly tag: string;
    readonly arguments: string;
    /** Whole lines of arguments. */
    readonly argumentLines: string;
  };
}

type Part = keyof ImageCommand["parts"];

/** What each part is for. */
const USES: Readonly<Record<Part, string>> = {
  language: "the language of the sample",
  prompt: "whether the commands have a prompt",
  options: "the options",
  lines: "further options, one a line",
  tag: "the image's tag",
  arguments: "the arguments",
  argumentLines: "further arguments, one a line",
};

const SAMPLE = /^`{3}([\w+-]*)\n([$#] )?([^\s\\]+ [a-z][\w-]*)((?: [^\n]*)?)((?:\n[^\n]+)*)\n`{3}$/;
/** The image's own reference, of whatever tag. */
const IMAGE = /^(?:\{\{reference\}\}|\{\{registry\.prefix\}\}\{\{name\}\}:)\S*$/;
const ANY_TAG = "{{registry.prefix}}{{name}}:";
const USUAL_TAG = "<tag>";

function parse(sample: string): ImageCommand | undefined {
  const [, language = "", prompt = "", program, first = "", rest = ""] = SAMPLE.exec(sample) ?? [];
  if (program === undefined) return undefined;
  const lines = rest.split("\n").slice(1);
  if (lines.length === 0) return onOneLine(program, first, { language, prompt });
  const at = lines.findIndex((line) => IMAGE.test(line.trimStart().split(" ")[0] ?? ""));
  const goesOn = [first, ...lines.slice(0, -1)].every((line) => line.endsWith(" \\")) && !rest.endsWith("\\");
  const [, indent = "", image = "", args = ""] =
    /^( +)(\S+)((?: .*)?)$/.exec((lines[at] ?? "").replace(/ \\$/, "")) ?? [];
  if (at < 0 || !goesOn || lines.some((line) => !line.startsWith(indent))) return undefined;
  const whole = (from: number, to?: number) => lines.slice(from, to).join("\n").slice(indent.length);
  const layout = [at > 0 ? "lines" : "line", ...(at < lines.length - 1 ? ["argument lines"] : [])].join(" ");
  return {
    form: `${program} image ${layout} ${indent.length}`,
    program,
    indent,
    parts: {
      language,
      prompt,
      options: first.slice(0, -2),
      lines: whole(0, at),
      tag: tagOf(image),
      arguments: args,
      argumentLines: whole(at + 1),
    },
  };
}

function onOneLine(
  program: string,
  rest: string,
  parts: Pick<ImageCommand["parts"], "language" | "prompt">,
): ImageCommand | undefined {
  const words = rest.split(" ").slice(1);
  const at = words.findIndex((word) => IMAGE.test(word));
  if (at < 0 || rest.endsWith("\\")) return undefined;
  const joined = (list: readonly string[]) => list.map((word) => ` ${word}`).join("");
  const [options, args] = [joined(words.slice(0, at)), joined(words.slice(at + 1))];
  return {
    form: `${program} image`,
    program,
    indent: undefined,
    parts: { ...parts, options, lines: "", tag: tagOf(words[at] ?? ""), arguments: args, argumentLines: "" },
  };
}

function tagOf(image: string): string {
  return image.replace("{{reference}}", USUAL_TAG).replace(ANY_TAG, "");
}

/**
 * Tells which samples of one command are one text, whatever their options and arguments.
 *
 * @param sample a sample in its fence, as a template would have it
 * @returns the same for all of one form: `docker run image`, `kubectl get`; undefined for what is no single command
 */
export function commandForm(sample: string): string | undefined {
  return (
    parse(sample)?.form ??
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
    const command = parse(text);
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
    for (const part of ["language", "prompt", "options", "tag", "arguments"] as const) {
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
  const tag = part("tag");
  const isUsual = tag.kind === "fixed" && tag.text === USUAL_TAG;
  const image: Stretch[] = isUsual
    ? [{ kind: "fixed", text: "{{reference}}" }]
    : [{ kind: "fixed", text: ANY_TAG }, tag];
  const stretches: Stretch[] = [
    { kind: "fixed", text: "```" },
    part("language"),
    { kind: "fixed", text: "\n" },
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
    { kind: "fixed", text: "\n```" },
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
