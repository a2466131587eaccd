import type { Descriptor } from "../../descriptor/descriptor.ts";
import { CONTAINER_NAME } from "../../descriptor/start-field.ts";
import type { Identity } from "../read/identity.ts";
import type { Block, PublishedSection } from "../read/published-guide.ts";
import { readCompose } from "./compose-block.ts";
import type { SectionFields } from "./field-section.ts";
import { readRunSample, type RunSample } from "./run-sample.ts";

type Start = NonNullable<Descriptor["start"]>;
type Further = NonNullable<Start["further"]>[number];
type Notes = NonNullable<Start["notes"]>;
interface Facts {
  readonly ports: string[];
  readonly env: NonNullable<Descriptor["env"]>;
  readonly volumes: NonNullable<Descriptor["volumes"]>;
}

/** A sample that starts the image, and where it stands. */
interface Placed {
  readonly run: RunSample;
  readonly block: Block;
  /** Whether there is nothing between it and the sample before. */
  readonly isUntold: boolean;
}

/**
 * Reads the section that starts the image: a text, the sample, further samples each with its text, and what is to be
 * noted.
 *
 * @param sections the section
 * @param identity what the guide calls its image
 * @returns the facts that its samples show, and the start; undefined where no sample can be made from facts
 */
export function readStart([section]: readonly PublishedSection[], identity: Identity): SectionFields | undefined {
  if (!section) return undefined;
  const { lines, blocks } = section;
  const { canonical } = identity;
  const textIn = (from: number, to: number): string => {
    const text = lines.slice(from, to).join("\n").trim();
    return text === "" ? "" : `${canonical(text)}\n`;
  };
  let behind = 1;
  const placed = blocks.flatMap((block): Placed[] => {
    const run = block.kind === "code" && block.indent === 0 ? readRunSample(block.text, identity) : undefined;
    if (!run) return [];
    const isUntold = behind > 1 && textIn(behind, block.start) === "";
    behind = block.end;
    return [{ run, block, isUntold }];
  });
  const { facts, shown } = gatherFacts(placed);
  const [first, ...others] = shown;
  if (!first) return undefined;
  const text = textIn(1, first.block.start);
  const start: Start = { ...(text !== "" && { text }), ...firstStart(first.run, facts, identity.name) };
  const fields: Partial<Descriptor> = {
    ...(facts.ports.length > 0 && { ports: facts.ports }),
    ...(facts.env.length > 0 && { env: facts.env }),
    ...(facts.volumes.length > 0 && { volumes: facts.volumes }),
    ...(first.run.fields.args && { args: first.run.fields.args }),
  };
  const below = blocks.filter((block) => block.start >= first.block.end);
  const compose = readCompose(below, { ...fields, start }, identity);
  // A sample behind it needs a text of its own.
  const next = others[0]?.block;
  const isComposed = compose !== undefined && (!next || textIn(compose.end, next.start) !== "");
  if (isComposed) start.compose = compose.compose;
  let above = isComposed ? compose.end : first.block.end;
  let one: Start | Further = start;
  const further: Further[] = [];
  const putNotes = (to: number): void => {
    const notes = readNotes(section, above, to, canonical);
    if (notes.length > 0) one.notes = notes;
    above = to;
  };
  for (const { run, block } of others) {
    const end = endOfNotes(blocks, above, block.start);
    if (end > above && textIn(end, block.start) !== "") putNotes(end);
    one = { text: textIn(above, block.start), ...saidBy(run, identity.name) };
    further.push(one);
    above = block.end;
  }
  putNotes(lines.length);
  if (further.length > 0) start.further = further;
  return { fields: { ...fields, ...(Object.keys(start).length > 0 && { start }) } };
}

/**
 * The facts of samples. One that says another thing of the same variable, or publishes other ports, is left as text, and
 * all below it with it, which keeps its order; so is one that stands beside another with no text to tell them by.
 */
function gatherFacts(placed: readonly Placed[]): { readonly facts: Facts; readonly shown: readonly Placed[] } {
  const facts: Facts = { ports: [], env: [], volumes: [] };
  const shown: Placed[] = [];
  for (const each of placed) {
    const { ports = [], env = [], volumes = [] } = each.run.fields;
    const isOther =
      (ports.length > 0 && facts.ports.length > 0 && ports.join() !== facts.ports.join()) ||
      env.some(({ name, value }) => facts.env.some((known) => known.name === name && known.value !== value)) ||
      volumes.some((volume) => facts.volumes.some((known) => known.path === volume.path && !isSame(known, volume)));
    if (each.isUntold || isOther) break;
    if (facts.ports.length === 0) facts.ports.push(...ports);
    facts.env.push(...env.filter(({ name }) => !facts.env.some((known) => known.name === name)));
    facts.volumes.push(...volumes.filter(({ path }) => !facts.volumes.some((known) => known.path === path)));
    shown.push(each);
  }
  return { facts, shown };
}

const isSame = (one: Facts["volumes"][number], other: Facts["volumes"][number]): boolean =>
  one.source === other.source && (one.readOnly ?? false) === (other.readOnly ?? false);

/** What the first start says beside the facts, all of which it shows where it says nothing. */
function firstStart({ fields, mode, container, tag, options }: RunSample, facts: Facts, name: string): Partial<Start> {
  const { ports = [], env = [], volumes = [] } = fields;
  return {
    ...((mode === "detached") === facts.ports.length > 0 && (mode === "detached" || mode === "interactive")
      ? {}
      : { mode }),
    ...named(mode, container, name),
    ...(tag !== "<tag>" && { tag }),
    ...(ports.length < facts.ports.length && { publish: false }),
    ...(env.length < facts.env.length && { env: env.map((variable) => variable.name) }),
    ...(volumes.length < facts.volumes.length && { volumes: volumes.map(({ path }) => path) }),
    ...(options.length > 0 && { options: [...options] }),
  };
}

/** What a further start says. */
function saidBy({ fields, mode, container, tag, options }: RunSample, name: string): Omit<Further, "text"> {
  const { ports = [], env = [], volumes = [], args = [] } = fields;
  return {
    ...(mode !== "foreground" && { mode }),
    ...named(mode, container, name),
    ...(tag !== "<tag>" && { tag }),
    ...(ports.length > 0 && { publish: true }),
    ...(env.length > 0 && { env: env.map((variable) => variable.name) }),
    ...(volumes.length > 0 && { volumes: volumes.map(({ path }) => path) }),
    ...(options.length > 0 && { options: [...options] }),
    ...(args.length > 0 && { args }),
  };
}

function named(mode: RunSample["mode"], container: string | undefined, name: string): { container?: string } {
  const isUsual = container === undefined || (mode === "detached" && container === name);
  return isUsual || !CONTAINER_NAME.test(container) ? {} : { container };
}

const LABELLED = /^\*\*(Note|Tip|Important|Warning|Caution)\*\*: (?=\S)([\s\S]*)$/;

/** Where the last note of some lines ends; where they begin if there is none. */
function endOfNotes(blocks: readonly Block[], from: number, to: number): number {
  return blocks.findLast((block) => block.start >= from && block.end <= to && isLabelled(block))?.end ?? from;
}

const isLabelled = ({ kind, indent, text }: Block) => kind === "paragraph" && indent === 0 && LABELLED.test(text);

/** What stands below a sample: notes and tips, and paragraphs of all else. */
function readNotes(
  { lines, blocks }: PublishedSection,
  from: number,
  to: number,
  canonical: Identity["canonical"],
): Notes {
  const notes: Notes = [];
  let plain = from;
  const endPlain = (end: number): void => {
    const text = lines.slice(plain, end).join("\n").trim();
    if (text !== "") notes.push({ paragraph: `${canonical(text)}\n` });
  };
  for (const block of blocks) {
    if (block.start < from || block.end > to || !isLabelled(block)) continue;
    const [, label = "", said = ""] = LABELLED.exec(block.text) ?? [];
    endPlain(block.start);
    plain = block.end;
    const note = canonical(said);
    notes.push(label === "Note" ? note : { [label.toLowerCase()]: note });
  }
  endPlain(to);
  return notes;
}
