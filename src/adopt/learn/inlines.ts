import type { Inline } from "./learned-partial.ts";
import { telling } from "./names.ts";
import type { Difference } from "./parameters.ts";
import type { Stretch } from "./regions.ts";

/** What stands before a command that is typed. */
const PROMPT = /^[$#] $/;

/** The opening of a fence, behind which its language stands. */
const FENCE = /^(?:`{3,}|~{3,})$/;

/**
 * Words the stretches of a text.
 *
 * @param stretches what is the same in all wordings, and what varies
 * @returns the text with its parameters, and the guides whose value no parameter can hold
 */
export function wordStretches(stretches: readonly Stretch[]): {
  readonly inlines: readonly Inline[];
  readonly lost: ReadonlySet<number>;
} {
  const lost = new Set<number>();
  const inlines: Inline[] = [];
  const parts = stretches.map((stretch) => ({ ...stretch }));
  for (const [index, part] of parts.entries()) {
    if (part.kind === "fixed") {
      if (part.text !== "") inlines.push({ kind: "text", text: part.text });
      continue;
    }
    if (part.beside !== undefined) {
      const guides = new Map(
        [...part.values].flatMap(([value, set]) => [...set].map((guide) => [guide, value] as const)),
      );
      const words = part.name === undefined ? [...telling(part.beside).slice(0, 1), "lines"] : [part.name];
      const use = part.use ?? `the lines beside “${brief(part.beside)}”`;
      const difference: Difference = { kind: "text", usual: "", values: guides, words, use };
      inlines.push({ kind: "value", difference, ...(part.optional && { optional: part.optional }) });
      continue;
    }
    let values = new Map(part.values);
    let { usual } = part;
    const found = [...telling(usual), ...filledIn(usual), ...contextOf(parts, index)].filter((word) =>
      /[a-z]/.test(word),
    );
    // A number alone gives no name: its place does.
    const words =
      part.name !== undefined
        ? [part.name]
        : found.length > 0
          ? found
          : [index === parts.length - 1 ? "ending" : "wording"];
    const options = [...values.keys()];
    const text = options.find((value) => value !== "");
    const before = inlines.at(-1);
    if (before?.kind === "text" && FENCE.test(before.text) && options.every((value) => /^[\w-]*$/.test(value))) {
      const guides = new Map([...values].flatMap(([value, set]) => [...set].map((guide) => [guide, value] as const)));
      const use = "the language of the sample";
      inlines.push({ kind: "value", difference: { kind: "text", usual, values: guides, words: ["language"], use } });
      continue;
    }
    if (options.length === 2 && options.includes("") && text !== undefined) {
      const guides = new Map(
        [...values].flatMap(([value, set]) => [...set].map((guide) => [guide, String(value !== "")] as const)),
      );
      const difference: Difference = {
        kind: "switch",
        usual: String(usual !== ""),
        values: guides,
        words: PROMPT.test(text) ? ["prompt"] : [...telling(text), ...words],
        use: PROMPT.test(text) ? "whether the commands have a prompt" : `whether it says “${brief(text)}”`,
      };
      inlines.push({ kind: "optional", text, difference });
      continue;
    }
    const mayBeEmpty = options.includes("") && options.every((value) => value === "" || value.startsWith(" "));
    if (mayBeEmpty && !options.some((value) => value.includes("\n"))) {
      // A default that a template fills in could not be left out.
      if (usual.includes("{{")) usual = commonestPlain(values);
      const guides = new Map(
        [...values].flatMap(([value, set]) => [...set].map((guide) => [guide, value.slice(1)] as const)),
      );
      const use = part.use ?? useOf(usual, textBehind(inlines), parts[index + 1]);
      inlines.push({
        kind: "value",
        optional: "words",
        difference: { kind: "text", usual: usual.slice(1), values: guides, words, use },
      });
      continue;
    }
    const isGlued = options.some((value) => value === "" || !value.startsWith(" "));
    if (isGlued && options.some((value) => value === "" || value.startsWith(" "))) {
      // A parameter cannot be empty and cannot begin with a blank: let it take in the word before it.
      const last = inlines.at(-1);
      const [, rest = "", word = ""] = last?.kind === "text" ? (/^([\s\S]*?)( *[^\s]+)$/.exec(last.text) ?? []) : [];
      if (word !== "" && last?.kind === "text") {
        inlines.pop();
        if (rest !== "") inlines.push({ kind: "text", text: rest });
        values = new Map([...values].map(([value, set]) => [word + value, set]));
        usual = word + usual;
      } else for (const guide of values.get("") ?? []) lost.add(guide);
    }
    const lead = [...values.keys()].every((value) => value.startsWith(" ")) ? " " : "";
    if (lead) inlines.push({ kind: "text", text: lead });
    const guides = new Map<number, string>();
    for (const [value, set] of values)
      for (const guide of set) {
        if (value.includes("\n") || (value.trim() === "" && value !== usual)) lost.add(guide);
        else guides.set(guide, value.slice(lead.length));
      }
    if (usual.includes("\n") || usual.trim() === "")
      return {
        inlines: [{ kind: "text", text: "" }],
        lost: new Set([...part.values.values()].flatMap((set) => [...set])),
      };
    const difference: Difference = {
      kind: "text",
      usual: usual.slice(lead.length),
      values: guides,
      words,
      use: part.use ?? useOf(usual, textBehind(inlines), parts[index + 1]),
    };
    inlines.push({ kind: "value", difference });
  }
  return { inlines, lost };
}

function commonestPlain(values: ReadonlyMap<string, ReadonlySet<number>>): string {
  const plain = [...values].filter(([value]) => !value.includes("{{"));
  return plain.reduce((best, each) => (each[1].size > best[1].size ? each : best))[0];
}

/** What a template alone fills in is called after what that is. */
function filledIn(usual: string): string[] {
  const [, name] = /^[\s`]*\{\{([a-z]+)\}\}[\s`]*$/.exec(usual) ?? [];
  return name === undefined ? [] : ["own", name];
}

function contextOf(parts: readonly Stretch[], index: number): string[] {
  const before = parts[index - 1];
  const after = parts[index + 1];
  const left = before?.kind === "fixed" ? telling(before.text).slice(-1) : [];
  const right = after?.kind === "fixed" ? telling(after.text).slice(0, 2) : [];
  return [...left, ...right];
}

/** Where a parameter stands; what it usually is its default tells, unless a template fills that in. */
function useOf(usual: string, before: string, after: Stretch | undefined): string {
  if (usual.includes("{{")) return `instead of “${brief(usual)}”`;
  const words = (text: string) => text.trim().split(/\s+/);
  const left = words(before).slice(-PLACE).join(" ");
  if (/\p{L}/u.test(left)) return `what follows “${left}”`;
  const right = after?.kind === "fixed" ? words(after.text).slice(0, PLACE).join(" ") : "";
  return /\p{L}/u.test(right) ? `what stands before “${right}”` : `instead of “${brief(usual)}”`;
}

/** The text since the last parameter. */
function textBehind(inlines: readonly Inline[]): string {
  const last = inlines.findLastIndex(({ kind }) => kind !== "text");
  return inlines
    .slice(last + 1)
    .map((inline) => ("text" in inline ? inline.text : ""))
    .join("");
}

/** How many words tell a place. */
const PLACE = 5;

/**
 * The beginning of a text, for a comment.
 *
 * @param text any text
 * @returns its first words
 */
export function brief(text: string): string {
  const [, sample] = /^(?:`{3,}|~{3,})[^\n]*\n([^\n]*)/.exec(text) ?? [];
  const words = (sample ?? text).trim().split(/\s+/);
  return words.length <= 8 ? words.join(" ") : `${words.slice(0, 8).join(" ")} …`;
}
