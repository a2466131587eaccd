import type { Heading } from "mdast";
import { isCollection, parseAllDocuments } from "yaml";
import { visit } from "unist-util-visit";
import { parseGfm } from "../markdown/parse.ts";
import { maskTemplates } from "./code/samples.ts";

/**
 * Whether a page is still what it was, besides what was mended: what no rule looks at, and a reader would miss.
 *
 * @param before the page as it was
 * @param after the page with its fixes
 * @returns false where a heading has other children, a sample no longer parses as the YAML or JSON that it was, whatever
 *   its fence says, or a placeholder that the page explains is in no sample any more
 */
export function isUnharmed(before: string, after: string): boolean {
  const [old, new_] = [outlineOf(before), outlineOf(after)];
  return (
    old.parents.join() === new_.parents.join() &&
    old.samples.length === new_.samples.length &&
    old.samples.every((sample, index) => parsesStill(sample, new_.samples[index] ?? "")) &&
    [...explained(new_)].every((placeholder) => !shows(old, placeholder) || shows(new_, placeholder))
  );
}

interface Outline {
  /** For each heading the index of the one above it, -1 where there is none. */
  readonly parents: readonly number[];
  readonly samples: readonly string[];
  /** What stands between the samples. */
  readonly prose: string;
}

function outlineOf(text: string): Outline {
  const tree = parseGfm(text);
  const headings: Heading[] = [];
  const parents: number[] = [];
  const samples: string[] = [];
  let prose = "";
  let from = 0;
  visit(tree, (node) => {
    if (node.type === "heading") {
      parents.push(headings.findLastIndex(({ depth }) => depth < node.depth));
      headings.push(node);
    } else if (node.type === "code") {
      samples.push(node.value);
      prose += text.slice(from, node.position?.start.offset);
      from = node.position?.end.offset ?? from;
    }
  });
  return { parents, samples, prose: prose + text.slice(from) };
}

function parsesStill(before: string, after: string): boolean {
  if (before === after) return true;
  return (!isJson(before) || isJson(after)) && (!isYaml(before) || isYaml(after));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A map or a list at least: nearly all text is a scalar of YAML. */
function isYaml(text: string): boolean {
  const documents = parseAllDocuments(maskTemplates(text), { uniqueKeys: false, logLevel: "silent" });
  if (!Array.isArray(documents)) return false;
  return (
    documents.length > 0 && documents.every(({ errors, contents }) => errors.length === 0 && isCollection(contents))
  );
}

/** The placeholders that the prose names. */
function explained({ prose }: Outline): ReadonlySet<string> {
  return new Set(prose.match(/<[A-Za-z][\w-]*>/g));
}

function shows({ samples }: Outline, placeholder: string): boolean {
  return samples.some((sample) => sample.includes(placeholder));
}
