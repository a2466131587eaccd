import type { ParsedTemplate } from "../../render/parse-template.ts";
import { literalEnd, type FlatText } from "./flat-text.ts";
import { collectFacts, type Facts } from "./facts.ts";
import type { Op, Pattern } from "./op.ts";

/*
 * Reads a text as something that a partial gave: finds the parameters with which the partial would give it. A template
 * becomes a pattern of literals, captures and branches, which is matched with backtracking; a place that was tried in vain
 * is not tried again. Blanks count as blanks, whatever their number; the proof decides about the rest.
 */

/** How a partial gives a text. */
export interface Match {
  readonly partial: string;
  /** What its parameters must be, where they are not what they are by default. */
  readonly parameters: Readonly<Record<string, string | boolean>>;
  /** What the descriptor must state. */
  readonly facts: Facts;
  /** Where in the flat text the partial's text ends. */
  readonly end: number;
  /** How many characters are the partial's own words. */
  readonly shared: number;
}

/** How many steps are tried before a text is taken for another one. */
const MOST_TRIES = 20_000;
/** The longest text that a parameter within a line takes. */
const LONGEST_VALUE = 400;

interface Rest {
  readonly ops: readonly Op[];
  readonly index: number;
  readonly next: Rest | undefined;
}

/**
 * Finds the parameters with which a partial gives the beginning of a text, or all of it.
 *
 * @param pattern the partial
 * @param parameters its declarations
 * @param flat the text
 * @param isWhole whether it must give all of the text
 * @returns the match; undefined where the partial does not give it
 */
export function matchPattern(
  { partial, ops }: Pattern,
  parameters: ParsedTemplate["parameters"],
  flat: FlatText,
  isWhole = false,
): Match | undefined {
  const { text } = flat;
  const values = new Map<string, string | boolean>();
  const failed = new Set<number>();
  let end = -1;

  const CAPTURES = {
    leaves: captureBlock,
    sample: captureSample,
    lines: (name: string, next: Rest, at: number) => captureLines(name, next, at, false),
    paragraph: (name: string, next: Rest, at: number) => captureLines(name, next, at, true),
    words: captureInline,
  };
  let tries = 0;
  function run(rest: Rest | undefined, at: number): boolean {
    if ((tries += 1) > MOST_TRIES) return false;
    if (!rest) {
      const stop = at > 0 && text[at - 1] === " " ? at - 1 : at;
      if (!flat.ends.has(stop) || (isWhole && stop < text.trimEnd().length)) return false;
      end = stop;
      return true;
    }
    const op = rest.ops[rest.index];
    if (!op) return run(rest.next, at);
    const next: Rest = { ops: rest.ops, index: rest.index + 1, next: rest.next };
    if (op.kind === "literal") return step(op, next, at);
    const key = op.id * (text.length + 2) + at;
    if (failed.has(key)) return false;
    if (step(op, next, at)) return true;
    failed.add(key);
    return false;
  }

  function step(op: Op, next: Rest, at: number): boolean {
    if (op.kind === "literal") {
      const after = literalEnd(text, op.text, at);
      return after >= 0 && run(next, after);
    }
    if (op.kind === "list") {
      const more = () => run({ ops: op.item(), index: 0, next: { ops: [op.rest()], index: 0, next } }, at);
      // A list without items is no reason for its section.
      return more() || (op.index > 0 && assume(`${op.name}.length`, String(op.index), () => run(next, at)));
    }
    if (op.kind === "row") return row(op, next, at);
    const known = values.get(op.name);
    if (op.kind === "capture") {
      if (known === undefined) return CAPTURES[op.takes](op.name, next, at);
      const after = literalEnd(text, String(known).replace(/\s+/g, " "), at);
      return after >= 0 && run(next, after);
    }
    const then = () => run({ ops: op.then, index: 0, next }, at);
    const otherwise = () => run({ ops: op.otherwise, index: 0, next }, at);
    if (known !== undefined) return (op.isSwitch ? known === true : known !== "") ? then() : otherwise();
    if (op.isSwitch) return assume(op.name, true, then) || assume(op.name, false, otherwise);
    const isSample = op.then.some((inner) => inner.kind === "capture" && inner.takes === "sample");
    const [first] = op.then;
    // Where its first words stand the text is there, most likely.
    const isThere = first?.kind === "literal" && first.text.trim() !== "" && literalEnd(text, first.text, at) >= 0;
    if ((isSample || isThere) && then()) return true;
    // A text that is there is captured within; one that is not is empty.
    return assume(op.name, "", otherwise) || then();
  }

  /** A row as it is shared, left out, or with cells of the guide's own. */
  function row(op: Extract<Op, { kind: "row" }>, next: Rest, at: number): boolean {
    const { table, key, isAdded } = op;
    if (!isAdded && run({ ops: op.ops, index: 0, next }, at)) return true;
    const start = text[at] === " " ? at + 1 : at;
    const end = flat.leafEndAfter(start);
    const [, first = "", rest = ""] = /^\| (.*?) \|(?= |$)(.*)\|$/.exec(text.slice(start, end)) ?? [];
    const isRow = isAdded ? first !== "" && !/^:?-+:?$/.test(first) : first === key;
    const after: Rest = op.rest ? { ops: [op.rest()], index: 0, next } : next;
    if (
      isRow &&
      assume(`${table}|${isAdded ? "+" : "="}${first}`, rest, () => run(after, text[end] === " " ? end + 1 : end))
    )
      return true;
    return isAdded ? run(next, at) : assume(`${table}|-${key}`, true, () => run(next, at));
  }

  function assume(name: string, value: string | boolean, then: () => boolean): boolean {
    values.set(name, value);
    if (then()) return true;
    values.delete(name);
    return false;
  }

  function captureInline(name: string, next: Rest, at: number): boolean {
    let start = at;
    if (text[start] === " ") start += 1;
    const usual = parameters.get(name)?.fallback;
    if (typeof usual === "string" && usual !== "" && text.startsWith(usual, start))
      if (assume(name, usual, () => run(next, start + usual.length))) return true;
    // A fence may have no language.
    if (/(?:`{3}|~{3})$/.test(text.slice(0, at)) && assume(name, "", () => run(next, at))) return true;
    const limit = Math.min(flat.wordsEndAfter(start), start + LONGEST_VALUE);
    // Most places are none: what follows is mostly known, and looked for before the value is taken.
    const following = next.ops[next.index];
    const goesOn = (stop: number) => following?.kind !== "literal" || literalEnd(text, following.text, stop) >= 0;
    for (let stop = start + 1; stop <= limit; stop += 1) {
      if (text[stop - 1] === " " || !goesOn(stop)) continue;
      const value = flat.slice(start, stop);
      if (assume(name, value, () => run(next, stop))) return true;
    }
    // What may be empty may have nothing to say here.
    return usual === "" && assume(name, "", () => run(next, at));
  }

  function captureBlock(name: string, next: Rest, at: number): boolean {
    const start = text[at] === " " ? at + 1 : at;
    if (!flat.starts.has(start)) return false;
    for (let stop = flat.leafEndAfter(start); stop > start;) {
      const value = flat.slice(start, stop, true);
      if (assume(name, value, () => run(next, stop))) return true;
      const following = flat.leafEndAfter(stop + 1);
      if (following <= stop) return false;
      stop = following;
    }
    return false;
  }

  function captureSample(name: string, next: Rest, at: number): boolean {
    const start = text[at] === " " ? at + 1 : at;
    // The closing fence is the sample's last line.
    for (let stop = flat.leafEndAfter(start) - 1; stop > start; stop -= 1)
      if (text[stop] === " " && assume(name, flat.slice(start, stop, true), () => run(next, stop))) return true;
    return false;
  }

  /** The fewest lines that do: what stands behind them is known. */
  function captureLines(name: string, next: Rest, at: number, isApart: boolean): boolean {
    const start = text[at] === " " ? at + 1 : at;
    if (!flat.startsLine(start, isApart)) return false;
    const limit = flat.leafEndAfter(start);
    for (let stop = start + 1; stop < limit; stop += 1)
      if (text[stop] === " " && flat.endsLine(stop) && assume(name, flat.lines(start, stop), () => run(next, stop)))
        return true;
    return false;
  }

  if (!run({ ops, index: 0, next: undefined }, 0)) return undefined;
  const given: Record<string, string | boolean> = {};
  const facts = new Map([...values].filter(([name]) => !parameters.has(name)));
  for (const [name, { fallback }] of parameters) if (fallback === undefined && !values.has(name)) given[name] = "";
  let own = 0;
  for (const [name, value] of values) {
    if (!parameters.has(name)) {
      // What an item says has its place, whatever it is.
      if (!/\.\d+\./.test(name)) own += String(value).length;
      continue;
    }
    const { fallback, isSwitch } = parameters.get(name) ?? {};
    if (value === fallback) continue;
    given[name] = value;
    if (!isSwitch) own += String(value).length;
  }
  return { partial, parameters: given, facts: collectFacts(facts), end, shared: end - own };
}
