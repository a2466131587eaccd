import type { Heading } from "mdast";
import { toString } from "mdast-util-to-string";
import { parse } from "unbash";
import { isCollection, parseAllDocuments } from "yaml";
import { visit } from "unist-util-visit";
import { parseGfm } from "../markdown/parse.ts";
import { hidePlaceholders } from "../markdown/placeholders.ts";

/**
 * Whether a page is still what it was, besides what was mended: what no rule looks at, and a reader would miss.
 *
 * @param before the page as it was
 * @param after the page with its fixes
 * @returns false where a heading has another name, to which links may lead, or other children; a sample no longer parses
 *   as the YAML, JSON or shell script that it was, whatever its fence says; or what the page explains is in no sample any more
 */
export function isUnharmed(before: string, after: string): boolean {
  const [old, fresh] = [outlineOf(before), outlineOf(after)];
  return (
    old.headings.join("\n") === fresh.headings.join("\n") &&
    old.samples.length === fresh.samples.length &&
    old.samples.every((sample, index) => parsesStill(sample, fresh.samples[index] ?? "")) &&
    [...explained(fresh)].every((placeholder) => !shows(old, placeholder) || shows(fresh, placeholder))
  );
}

interface Outline {
  /** Each heading's text, with the index of the one above it, -1 where there is none. */
  readonly headings: readonly string[];
  readonly samples: readonly string[];
  /** What stands between the samples. */
  readonly prose: string;
}

function outlineOf(text: string): Outline {
  const tree = parseGfm(text);
  const nodes: Heading[] = [];
  const headings: string[] = [];
  const samples: string[] = [];
  let prose = "";
  let from = 0;
  visit(tree, (node) => {
    if (node.type === "heading") {
      headings.push(`${nodes.findLastIndex(({ depth }) => depth < node.depth)} ${toString(node)}`);
      nodes.push(node);
    } else if (node.type === "code") {
      samples.push(node.value);
      prose += text.slice(from, node.position?.start.offset);
      from = node.position?.end.offset ?? from;
    }
  });
  return { headings, samples, prose: prose + text.slice(from) };
}

function parsesStill(before: string, after: string): boolean {
  if (before === after) return true;
  return [isJson, isYaml, isShell].every((parses) => !parses(before) || parses(after));
}

function isShell(text: string): boolean {
  return !parse(hidePlaceholders(text)).errors;
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
  const documents = parseAllDocuments(hidePlaceholders(text), { uniqueKeys: false, logLevel: "silent" });
  if (!Array.isArray(documents)) return false;
  return (
    documents.length > 0 && documents.every(({ errors, contents }) => errors.length === 0 && isCollection(contents))
  );
}

/** The placeholders that the prose names, not as part of a reference. */
function explained({ prose }: Outline): ReadonlySet<string> {
  return new Set(prose.match(/(?<![\w/:.-])<[A-Za-z][\w-]*>(?![\w/-]|:\S)/g));
}

function shows({ samples }: Outline, placeholder: string): boolean {
  return samples.some((sample) => sample.includes(placeholder));
}
