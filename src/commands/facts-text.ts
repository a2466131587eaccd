import pc from "picocolors";
import { plural } from "../findings/plural.ts";
import { visibleLine } from "../findings/visible.ts";
import type { FactReport, FactSource, ImageFactReport, ThingFacts } from "../sync/fact-schema.ts";

/** More members of a list than these are counted, and more values than that. */
const MOST_MEMBERS = 8;
const MOST_VALUES = 6;
/** More definitions that say the same are counted. */
const MOST_NAMES = 5;

/** The date of definitions that readers come for. */
const END_OF_LIFE = "end-of-life";

/** What stands in one line: a name, what there is of it, and who says so. */
interface Row {
  readonly name: string;
  readonly text: string;
  readonly who?: string | undefined;
  /** Whether definitions disagree about it. */
  readonly isDisputed?: boolean | undefined;
}

/**
 * What is known of one image or chart, for a person at a terminal: a fact a line; where definitions disagree, who says
 * what.
 *
 * @param thing what its definitions say
 * @param options whether to colour
 * @returns whole lines, in which no stranger's text steers a terminal
 */
export function factsText(thing: ThingFacts, options: { readonly color: boolean }): string {
  const colors = pc.createColors(options.color);
  const rows: Row[] = [
    ...thing.facts.flatMap(factRows),
    ...imageRows(thing),
    ...wordRow(
      "none",
      thing.facts.filter((fact) => fact.status === "agreed" && isEmpty(fact)),
    ),
    ...wordRow(
      "unknown",
      thing.facts.filter((fact) => fact.status === "unknown" && isEmpty(fact)),
    ),
    ...thing.unread.map((file) => ({ name: "unread", text: file })),
    ...descriptorRows(thing),
  ];
  const width = Math.max(...rows.map(({ name }) => name.length));
  const definitions = "releases" in thing ? thing.releases : thing.definitions;
  const about = `${thing.title}, ${plural(definitions.length, "definition")} of ${thing.repository}`;
  const lines = rows.map(({ name, text, who, isDisputed }, index) => {
    const label = (name === rows[index - 1]?.name ? "" : name).padEnd(width);
    const shown = who === undefined ? visibleLine(text).trimEnd() : visibleLine(text);
    const said = who === undefined ? "" : `  ${colors.dim(visibleLine(who))}`;
    return `  ${visibleLine(label)}  ${isDisputed ? colors.yellow(shown) : shown}${said}`;
  });
  return [`${colors.bold(visibleLine(thing.id))}: ${visibleLine(about)}`, ...lines].map((line) => `${line}\n`).join("");
}

const isEmpty = ({ value, values }: FactReport) =>
  (value === undefined || (Array.isArray(value) && value.length === 0)) && values.length === 0;

function factRows(fact: FactReport): Row[] {
  const { name, status, value, values, holder, definitions, silent = [] } = fact;
  if (isEmpty(fact)) return [];
  // Of what nobody is told, what is stated tells most.
  const shown = value ?? (status === "agreed" ? values.map((each) => each.value) : undefined);
  const text = shown === undefined ? "" : valueText(shown, isCommand(fact));
  if (holder === "snapshot" && status !== "agreed")
    return [{ name, text: `${text || "none"} (of the newest definition)` }];
  if (status === "agreed") return [{ name, text }];
  const stated = [
    ...values
      .slice(0, MOST_VALUES)
      .map((each) => ({ text: valueText(each.value, isCommand(fact)), who: saidBy(each.sources, definitions) })),
    ...(silent.length > 0 ? [{ text: "nothing", who: saidBy(silent, definitions) }] : []),
  ];
  const width = Math.max(...stated.map((each) => each.text.length));
  const further = values.length - MOST_VALUES;
  return [
    { name, text: text === "" || text === status ? status : `${text} (${status})`, isDisputed: true },
    ...stated.map((each) => ({ name, text: `  ${each.text.padEnd(width)}`, who: each.who })),
    ...(further > 0 ? [{ name, text: `  and ${plural(further, "other value")}` }] : []),
  ];
}

/** Members of a set are stated one by one, a command as a whole. */
const isCommand = ({ values }: FactReport) => values.some(({ value }) => Array.isArray(value));

type AnyValue = FactReport["value"] | FactReport["values"][number]["value"] | FactReport["values"][number]["value"][];

function valueText(value: AnyValue, isWords: boolean): string {
  if (value === undefined) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return value === "" ? '""' : value;
  if (Array.isArray(value)) {
    const texts = value.map((each) => valueText(each, isWords));
    return isWords ? texts.map(wordText).join(" ") : few(texts, MOST_MEMBERS);
  }
  if ("names" in value) return value.names.join(", ") + (value.where === undefined ? "" : ` in ${value.where}`);
  const tag = "tag" in value ? value.tag : "version" in value ? value.version : undefined;
  return tag === undefined ? value.name : `${value.name}:${tag}`;
}

const wordText = (word: string) => (/\s/.test(word) ? JSON.stringify(word) : word);

/** `6 of 20 (14, 15, 16 on alpine-3.22, alpine-3.23)`; where not every distribution has each, one by one. */
function saidBy(sources: readonly FactSource[], all: number): string {
  if (sources.length === all) return "all";
  if (all === 0) return inOrder(sources.map(({ file, origin }) => origin ?? file)).join(", ");
  const places = sources.map(({ file, distribution }) => ({ line: lineOf(file), distribution }));
  const lines = inOrder(places.map(({ line }) => line));
  const distributions = [...new Set(places.map(({ distribution }) => distribution))].filter((one) => one !== undefined);
  const isProduct = lines.length * Math.max(1, distributions.length) === sources.length;
  const names = isProduct
    ? [few(lines), ...(distributions.length > 0 ? [few(distributions)] : [])].join(" on ")
    : few(places.map(({ line, distribution }) => (distribution === undefined ? line : `${distribution}/${line}`)));
  return `${sources.length} of ${all} (${names})`;
}

/** `14-dev` of `image/postgres/debian-13/14-dev.yaml`. */
const lineOf = (file: string) => file.replace(/^.*\//, "").replace(/\.ya?ml$/, "");

/** Without repetition: `8, 11, 11-dev`. */
function inOrder(names: Iterable<string>): string[] {
  return [...new Set(names)].sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
}

/** The first of a list, with how many more there are; one more is named, too. */
function few(list: readonly string[], most = MOST_NAMES): string {
  const further = list.length - most;
  return further > 1 ? `${list.slice(0, most).join(", ")}, and ${further} more` : list.join(", ");
}

function imageRows(thing: ThingFacts): Row[] {
  if ("releases" in thing) return [];
  const { tags, distributions, definitions } = thing;
  return [
    { name: "tags", text: `${tags.length}: ${few(tags)}` },
    { name: "distributions", text: few(distributions) },
    ...endRows(definitions),
  ];
}

/** When which lines end, the last to end first. */
function endRows(definitions: ImageFactReport["definitions"]): Row[] {
  const byDate = new Map<string, string[]>();
  for (const { file, dates } of definitions) {
    const date = dates[END_OF_LIFE];
    if (date !== undefined) byDate.set(date, [...(byDate.get(date) ?? []), lineOf(file)]);
  }
  return [...byDate]
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .map(([date, lines]) => ({ name: END_OF_LIFE, text: `${date}  ${few(inOrder(lines))}` }));
}

const wordRow = (name: string, facts: readonly FactReport[]): Row[] =>
  facts.length === 0 ? [] : [{ name, text: facts.map((fact) => fact.name).join(", ") }];

function descriptorRows({ descriptor }: ThingFacts): Row[] {
  if (!descriptor) return [];
  const { file, differences } = descriptor;
  const name = "descriptor";
  if (differences.length === 0) return [{ name, text: `${file} says the same` }];
  return [
    { name, text: file },
    ...differences.map(({ fact, status, says, keep }) => ({
      name,
      text: `  ${fact}: ${keep === undefined ? status : "kept"}${says === undefined ? "" : `, says ${says}`}`,
    })),
  ];
}
