import * as z from "zod";
import { Document, Scalar, YAMLMap, YAMLSeq, type Node } from "yaml";
import { validate } from "../descriptor/validate.ts";
import type { Problem } from "../findings/problem.ts";
import { parseYaml } from "../yaml/parse.ts";
import { factsSchema } from "./facts.ts";

/** What lies between the shared text and the published one; docs/drift.md has a table. */
export const DRIFT_KINDS = ["format", "shape", "wording", "meaning"] as const;
export type DriftKind = (typeof DRIFT_KINDS)[number];

/** A block of shared text that the published page words otherwise. */
export interface DriftEntry {
  /** The section's name in the layout. */
  readonly section: string;
  /** Where the block stood in it: its number from 1, or the first cell of a table's row. A hint. */
  readonly block: number | string;
  readonly kind: DriftKind;
  /** What the shared text says, blanks collapsed, references canonical. Several blocks where their shape differs. */
  readonly shared: string;
  /** What the page says instead. */
  readonly published: string;
}

/** What a drift file says. */
export interface DriftFile {
  /** The registry profile that the entries were recorded under. */
  readonly registry: "public" | "mirror";
  /** The mirror's namespace; the placeholder where left out. */
  readonly namespace?: string | undefined;
  /** The facts that the descriptor stated then: see `factsOf`. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly entries: readonly DriftEntry[];
}

const words = z.string().regex(/\S/, { error: "expected some words" });

const driftSchema = z.strictObject({
  registry: z.enum(["public", "mirror"]),
  namespace: z.string().regex(/^\S+$/, { error: "expected a namespace" }).optional(),
  facts: factsSchema.optional(),
  entries: z
    .array(
      z.strictObject({
        section: z.string().regex(/^[a-z][a-z0-9-]*$/, { error: "expected the name of a section" }),
        block: words,
        kind: z.enum(DRIFT_KINDS),
        shared: words,
        published: words,
      }),
    )
    .optional(),
});

/**
 * Reads a drift file.
 *
 * @param text the YAML text
 * @returns what it says, or everything that is wrong with it
 */
export function parseDrift(text: string): { readonly file: DriftFile } | { readonly problems: readonly Problem[] } {
  const parsed = parseYaml(text, { what: "what the published page words otherwise", fix: "remove the file" });
  if ("problem" in parsed) return { problems: [renamed(parsed.problem)] };
  const valid = validate(driftSchema, parsed.value);
  if ("problems" in valid) return { problems: valid.problems.map(renamed) };
  const { registry, namespace, facts = {}, entries = [] } = valid.value;
  return {
    file: {
      registry,
      ...(namespace !== undefined && { namespace }),
      facts,
      entries: entries.map((entry) => ({
        ...entry,
        block: /^\d{1,6}$/.test(entry.block) ? Number(entry.block) : entry.block,
        shared: trimmed(entry.shared),
        published: trimmed(entry.published),
      })),
    },
  };
}

/** What is wrong with any YAML has its code of descriptors. */
function renamed(problem: Problem): Problem {
  return problem.code.startsWith("descriptor-") ? { ...problem, code: "drift-invalid" } : problem;
}

/** A block scalar ends with a line break; the blanks before the first line are its indentation. */
const trimmed = (text: string): string => text.replace(/^(?:[^\S\n]*\n)+/, "").trimEnd();

const HEAD =
  " Where the published page words shared text otherwise. Written by `adopt` and `drift`; see docs/drift.md.";

/** A line that is longer is folded. */
const WIDTH = 120;
/** The width of `published: ` and its indentation. */
const KEY = 15;

/**
 * Writes a drift file: the same text for the same file, a change of a word a change of its line.
 *
 * @param file what it says
 * @returns its text; {@link parseDrift} gives the file again
 */
export function driftText(file: DriftFile): string {
  const { registry, namespace, facts, entries } = file;
  const document = new Document(undefined, { aliasDuplicateObjects: false, schema: "core" });
  const root = new YAMLMap();
  root.set("registry", registry);
  if (namespace !== undefined) root.set("namespace", namespace);
  if (Object.keys(facts).length > 0) root.set("facts", inFlow(facts));
  const list = entries.map(({ section, block, kind, shared, published }) => {
    const entry = new YAMLMap();
    entry.set("section", section);
    entry.set("block", block);
    entry.set("kind", kind);
    entry.set("shared", scalarOf(shared));
    entry.set("published", scalarOf(published));
    return entry;
  });
  root.set("entries", document.createNode(list));
  document.contents = root as never;
  document.commentBefore = HEAD;
  return document
    .toString({ lineWidth: WIDTH, minContentWidth: 0, flowCollectionPadding: false })
    .replace(`${HEAD}\n\n`, `${HEAD}\n`);
}

/** Several lines as they are; one long line folded; a short one plain, or quoted where it must be. */
function scalarOf(text: string): Scalar {
  const scalar = new Scalar(text);
  if (text.includes("\n") || /^\s|\t/.test(text)) scalar.type = Scalar.BLOCK_LITERAL;
  else if (text.length > WIDTH - KEY) scalar.type = Scalar.BLOCK_FOLDED;
  return scalar;
}

/** A mapping on one line, with blanks inside as Prettier has them; lists have none. */
class FlowMap extends YAMLMap {
  override toString(...[context, ...rest]: Parameters<YAMLMap["toString"]>): string {
    return super.toString(context && { ...context, flowCollectionPadding: " " }, ...rest);
  }
}

class FlowList extends YAMLSeq {
  override toString(...[context, ...rest]: Parameters<YAMLSeq["toString"]>): string {
    return super.toString(context && { ...context, flowCollectionPadding: "" }, ...rest);
  }
}

function inFlow(value: unknown): Node {
  if (Array.isArray(value)) {
    const list = new FlowList();
    list.flow = true;
    list.items = value.map(inFlow);
    return list;
  }
  if (typeof value !== "object" || value === null) return new Scalar(value);
  const map = new FlowMap();
  map.flow = true;
  for (const [key, inner] of Object.entries(value)) map.set(key, inFlow(inner));
  return map;
}
