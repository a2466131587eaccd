import type { YamlPlace } from "../findings/problem.ts";
import type { TemplateModel } from "../guide/model.ts";
import type { Prose } from "../guide/prose.ts";
import { parseGfm } from "../markdown/parse.ts";
import { valueOf, withPartials } from "./all-branches.ts";
import type { SectionCall } from "./layout.ts";
import type { ParsedTemplate } from "./parse-template.ts";

/**
 * What a section can be called in a guide: its heading in each branch.
 *
 * @param call the section, as a layout has it
 * @param partials all partials, by name
 * @param model what the guide says
 * @returns the headings, as {@link plainHeading} gives them
 */
export function sharedHeadings(
  { partial, parameters }: Pick<SectionCall, "partial" | "parameters">,
  partials: ReadonlyMap<string, ParsedTemplate>,
  model: TemplateModel,
): readonly string[] {
  const lines = withPartials(partial, partials).match(/^#{1,6} .*$/gm) ?? [];
  // What is deeper than the first one, or is a comment of a sample, is not its own.
  const level = lines[0]?.search(/[^#]/);
  const valueIn = (tag: string, name: string) => parameters[name] ?? valueOf(model, name) ?? tag;
  return lines
    .filter((line) => line.search(/[^#]/) === level)
    .flatMap(branches)
    .map((line) =>
      plainHeading(line.replace(/^#+ /, "").replace(/\{\{([\w.]+)\}\}/g, (t, n: string) => String(valueIn(t, n)))),
    )
    .filter((heading) => heading !== "" && !heading.includes("{{"));
}

/** The innermost condition of a line. */
const CONDITION = /\{\{#(?:if|unless)\b[^}]*\}\}((?:(?!\{\{#).)*?)\{\{\/(?:if|unless)\}\}/;

/** A line with each branch of its conditions. */
function branches(line: string): string[] {
  const found = CONDITION.exec(line);
  if (!found) return [line];
  const [whole, inner = ""] = found;
  const taken = inner.split(/\{\{(?:else\b[^}]*|\^)\}\}/);
  // Without an `else`, there may be nothing.
  return (taken.length > 1 ? taken : [inner, ""]).flatMap((branch) => branches(line.replace(whole, () => branch)));
}

/**
 * A heading without what only its form decides: capitals, marks, the form of quotes.
 *
 * @param text the heading, without its signs
 * @returns its words
 */
export function plainHeading(text: string): string {
  return text
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/[*_`\\]/g, "")
    .replace(/\s+/g, " ")
    .replace(/[ #.:]+$/, "")
    .trim();
}

/** A heading in a text of the author. */
export interface OwnHeading {
  /** As {@link plainHeading} gives it. */
  readonly heading: string;
  readonly place: YamlPlace & { readonly offset?: number };
}

/**
 * Looks for headings in a text of the author.
 *
 * @param text the text; "" for none
 * @param wanted the headings that are looked for, as {@link plainHeading} gives them
 * @param isTitle whether the text is a heading itself, without its signs
 * @returns those that are wanted and stand in no list and no quote, each with its place in the descriptor
 */
export function headingsIn(
  text: Prose | "",
  wanted: { readonly has: (heading: string) => boolean },
  isTitle = false,
): readonly OwnHeading[] {
  if (text === "") return [];
  const { origin, use } = text;
  const path = use?.path ?? [];
  if (isTitle) {
    const heading = plainHeading(text.text);
    return wanted.has(heading) ? [{ heading, place: { path, part: "value" } }] : [];
  }
  // To parse them all takes as long as to make the guides.
  const isNamed = (line: string) => wanted.has(plainHeading(line.replace(/^ {0,3}#{1,6}[ \t]+/, "")));
  if (!text.text.split("\n").some(isNamed)) return [];
  return parseGfm(text.text).children.flatMap((node): OwnHeading[] => {
    const words = node.type === "heading" ? node.children : [];
    const from = words[0]?.position?.start;
    const to = words.at(-1)?.position?.end;
    if (from?.offset === undefined || to?.offset === undefined) return [];
    const heading = plainHeading(text.text.slice(from.offset, to.offset));
    if (!wanted.has(heading)) return [];
    // Of a text in a file beside the descriptor, the descriptor has but the file's name.
    const offset = "offset" in origin ? { offset: origin.offset + from.line - 1 } : {};
    return [{ heading, place: { path, part: "value", ...offset } }];
  });
}
