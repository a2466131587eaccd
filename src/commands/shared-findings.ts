import { readFileSync } from "node:fs";
import { join } from "node:path";
import { GuideFindings } from "../build/guide-findings.ts";
import { createGuideMaker } from "../build/make-guide.ts";
import { plainText } from "../files/line-ends.ts";
import type { Finding } from "../findings/finding.ts";
import { Formatter } from "../format/formatter.ts";
import { stripMarks } from "../markdown/origin.ts";
import type { Project } from "../project/project.ts";
import { copyOfPackaged } from "../project/template-files.ts";
import { explainLines, type ExplainableGuide, type Explanation } from "../provenance/explain.ts";

/**
 * Tells what was found in shared text once, at the line of the partial that a person may edit; in a wording of published
 * pages, at that of a drift file. What values or an author's text put there stays in the guide.
 *
 * @param findings what was found in guides
 * @param project the project; a guide that is not what it gives keeps its findings
 * @returns the findings, those about shared text with the number of guides
 */
export function foldShared(findings: readonly Finding[], project: Project): readonly Finding[] {
  const outputs = new Map(project.pages.map((paths) => [paths.output, paths]));
  const explained = new Map<string, ExplainedGuide | undefined>();
  const sources = createSources(project);
  const explainer = createExplainer();
  let maker: ReturnType<typeof createGuideMaker> | undefined;

  function explain(file: string): ExplainedGuide | undefined {
    const paths = outputs.get(file);
    if (!paths) return undefined;
    const guide = (maker ??= createGuideMaker(project)).make(paths);
    const { text } = guide;
    // What was edited by hand, or is not built anew, has lines of its own.
    if (text === undefined || text !== readOrNothing(project.root, file)) return undefined;
    return { name: paths.id, lines: text.split("\n"), originOf: explainer({ ...guide, text }) };
  }

  const found = new GuideFindings();
  for (const finding of findings) {
    if (!explained.has(finding.file)) explained.set(finding.file, explain(finding.file));
    const guide = explained.get(finding.file);
    const source = guide && sourceOf(finding, guide, sources);
    if (guide && source) found.addShared(atSource(finding, source, project), guide.name, source.text);
    else found.addOwn(finding);
  }
  return found.all();
}

/** A guide as it stands in the output folder. */
interface ExplainedGuide {
  readonly name: string;
  readonly lines: readonly string[];
  /** Where a line came from, from 1. */
  readonly originOf: OriginOf;
}

type OriginOf = (line: number) => Explanation | undefined;

/** Explains lines by their sections, where these are styled alone as in the page: most are alike in many guides. */
function createExplainer(): (guide: ExplainableGuide & { readonly text: string }) => OriginOf {
  const formatter = new Formatter();
  const known = new Map<string, readonly Explanation[]>();
  return (guide) => {
    const sections = guide.sections
      .map((section) => ({ section, text: formatter.page([stripMarks(section.marked)]) }))
      .filter(({ text }) => text !== "");
    const isApart = sections.map(({ text }) => text).join("\n") === guide.text;
    if (!isApart) {
      const explanations = explainLines(guide);
      return (line) => explanations[line - 1];
    }
    return (line) => {
      let first = 1;
      for (const { section, text } of sections) {
        // With the empty line behind it.
        const next = first + text.split("\n").length;
        if (line < next) {
          const own = known.get(section.marked) ?? explainLines({ paths: guide.paths, sections: [section], text });
          known.set(section.marked, own);
          return own[line - first];
        }
        first = next;
      }
      return undefined;
    };
  };
}

/** Where the text of a finding stands in a template or a drift file. */
interface Source extends Pick<Finding, "file" | "line" | "column" | "endLine" | "endColumn"> {
  readonly kind: Explanation["kind"];
  /** What tells this text from another: guides that word a block alike have it in a drift file each. */
  readonly text: string;
}

/** So many lines of a template may be one of a guide: a paragraph is filled anew. */
const MOST_LINES = 4;

function sourceOf(finding: Finding, { lines, originOf }: ExplainedGuide, sources: Sources): Source | undefined {
  const origin = originOf(finding.line);
  if (origin?.kind !== "template" && origin?.kind !== "drift") return undefined;
  // It is about the guide, not about its first line.
  if (finding.line === 1 && finding.column === 1 && finding.endLine === undefined) return undefined;
  const { kind, where, via } = origin;
  const colon = where.lastIndexOf(":");
  const [file, line] = [where.slice(0, colon), Number(where.slice(colon + 1))];
  const below = sources(file).slice(line - 1);
  const next = kind === "drift" ? below.findIndex((text) => text.startsWith("  - ")) : MOST_LINES;
  const region = below.slice(0, next < 0 ? below.length : next).join("\n");
  const at = locate(wordsOf(finding, lines), region);
  // Where a value is printed, it may be what is wrong.
  if (!at && (kind === "template" ? (below[0] ?? "{{").includes("{{") : below.length === 0)) return undefined;
  const start = positionAt(region, at?.start ?? 0);
  const end = at && positionAt(region, at.end);
  const place = `${at ? at.start : finding.message}`;
  return {
    kind,
    file,
    line: line + start.line,
    column: at ? start.column : 1,
    ...(end && { endLine: line + end.line, endColumn: end.column }),
    text: kind === "drift" ? `${place} ${via} ${region}` : `${place} ${where}`,
  };
}

/** The words that a finding is about; those to the end of its line where it does not say. */
function wordsOf({ line, column, endLine = line, endColumn }: Finding, lines: readonly string[]): string[] {
  const about = lines.slice(line - 1, endLine);
  if (endColumn !== undefined) about.push((about.pop() ?? "").slice(0, endColumn - 1));
  about.unshift((about.shift() ?? "").slice(column - 1));
  return about.join("\n").split(/\s+/).filter(Boolean);
}

function locate(
  words: readonly string[],
  region: string,
): { readonly start: number; readonly end: number } | undefined {
  if (words.length === 0) return undefined;
  const pattern = words.map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("\\s+");
  const match = new RegExp(pattern, "u").exec(region);
  return match ? { start: match.index, end: match.index + match[0].length } : undefined;
}

/** The line counts from 0. */
function positionAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length - 1, column: (before.at(-1) ?? "").length + 1 };
}

function atSource(finding: Finding, { kind, text: _, ...place }: Source, project: Project): Finding {
  const { endLine: __, endColumn: ___, ...rest } = finding;
  const packaged = kind === "template" ? copyOfPackaged(`${place.file}:${place.line}`, project) : undefined;
  const edit = packaged && `To change it, ${packaged.copy} and edit line ${packaged.line} there.`;
  const fix = [finding.fix, edit].filter((part) => part !== undefined).join(" ");
  return { ...rest, ...place, ...(fix !== "" && { fix }) };
}

/** Gives the lines of a template or a drift file, by what findings call it. */
type Sources = (file: string) => readonly string[];

function createSources({ root, templates }: Project): Sources {
  const known = new Map(templates.map(({ file, text }) => [file, text.split("\n")]));
  return (file) => {
    const lines = known.get(file) ?? (readOrNothing(root, file) ?? "").split("\n");
    known.set(file, lines);
    return lines;
  };
}

function readOrNothing(root: string, file: string): string | undefined {
  try {
    return plainText(readFileSync(join(root, file), "utf8"));
  } catch {
    return undefined;
  }
}
