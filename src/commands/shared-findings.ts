import { readFileSync } from "node:fs";
import { join } from "node:path";
import { GuideFindings } from "../build/guide-findings.ts";
import { createGuideMaker } from "../build/make-guide.ts";
import { plainText } from "../files/line-ends.ts";
import { type Finding, type Place, placeOf } from "../findings/finding.ts";
import { Formatter } from "../format/formatter.ts";
import { stripMarks } from "../markdown/origin.ts";
import { CONFIG_FILE } from "../project/names.ts";
import type { Project } from "../project/project.ts";
import { copyOfPackaged } from "../project/template-files.ts";
import { traceLines, type ExplainableGuide, type TracedLine } from "../provenance/explain.ts";
import { createLocator, type Locator } from "../yaml/locate.ts";
import { sourcePlace, type SourcePlace, type Sources, type TracedPage } from "../provenance/source-place.ts";

/** Findings where a person can mend them. */
export interface SourceFindings {
  readonly findings: readonly Finding[];
  /** The pages that are not what the project gives, so that their findings stay in them. */
  readonly stale: readonly string[];
}

/** Knows where the lines of pages come from. */
export interface SourceTracer {
  /** The page that a finding is about and where it is mended; undefined where no source of the project makes the page. */
  readonly trace: (
    finding: Finding,
  ) => { readonly paths: TracedPage["paths"]; readonly source: SourcePlace } | undefined;
  /** Where a finding is told, and the line of the page that it is about; "" of what is no page of the project. */
  readonly sourceOf: (finding: Finding) => { readonly file: string; readonly line: string };
  /** Whether a page is not what the project gives. */
  readonly isStale: (file: string) => boolean;
}

/**
 * Prepares to trace findings of the project's pages; makes a page where it is asked about one.
 *
 * @param project the project
 */
export function createSourceTracer(project: Project): SourceTracer {
  const outputs = new Map(project.pages.map((paths) => [paths.output, paths]));
  const traced = new Map<string, TracedPage | undefined>();
  const sources = createSources(project);
  const tracer = createTracer();
  let maker: ReturnType<typeof createGuideMaker> | undefined;

  function make(file: string): TracedPage | undefined {
    const paths = outputs.get(file);
    if (!paths) return undefined;
    const guide = (maker ??= createGuideMaker(project)).make(paths);
    const { text } = guide;
    // What was edited by hand, or is not built anew, has lines of its own.
    if (text === undefined || text !== sources(file).join("\n")) return undefined;
    let locator: Locator | undefined;
    return {
      paths,
      settings: CONFIG_FILE,
      lines: text.split("\n"),
      locator: () => (locator ??= createLocator(sources(paths.descriptor).join("\n"))),
      traceOf: tracer({ ...guide, text }),
    };
  }
  function pageOf(file: string): TracedPage | undefined {
    if (!traced.has(file)) traced.set(file, make(file));
    return traced.get(file);
  }
  const trace: SourceTracer["trace"] = (finding) => {
    const page = pageOf(finding.file);
    return page && { paths: page.paths, source: sourcePlace(finding, page, sources) };
  };
  return {
    trace,
    sourceOf: (finding) => ({
      file: trace(finding)?.source.file ?? finding.file,
      line: pageOf(finding.file)?.lines[finding.line - 1] ?? "",
    }),
    // Only of what was found is it known, and matters.
    isStale: (file) => outputs.has(file) && traced.has(file) && traced.get(file) === undefined,
  };
}

/**
 * Tells what was found in the project's pages where a person can mend it: in the descriptor, the author's file, the
 * partial, or the drift file. What is found in text that many pages share is told once.
 *
 * @param findings what was found in pages
 * @param tracer that of the project; a page that is not what the project gives keeps its findings
 * @returns the findings, those about shared text with the number of guides
 */
export function foldShared(findings: readonly Finding[], tracer: SourceTracer): SourceFindings {
  const found = new GuideFindings();
  for (const finding of findings) {
    const traced = tracer.trace(finding);
    if (!traced) {
      found.addOwn(finding);
      continue;
    }
    const { paths, source } = traced;
    found.addShared(atSource(finding, source), paths.id, source.text, source.isShared);
  }
  const stale = [...new Set(findings.map(({ file }) => file))].filter(tracer.isStale);
  return { findings: found.all(), stale };
}

/** Traces lines by their sections, where these are styled alone as in the page: most are alike in many guides. */
function createTracer(): (guide: ExplainableGuide & { readonly text: string }) => TracedPage["traceOf"] {
  const formatter = new Formatter();
  const known = new Map<string, readonly TracedLine[]>();
  return (guide) => {
    const sections = guide.sections
      .map((section) => ({ section, text: formatter.page([stripMarks(section.marked)]) }))
      .filter(({ text }) => text !== "");
    const isApart = sections.map(({ text }) => text).join("\n") === guide.text;
    if (!isApart) {
      const lines = traceLines(guide);
      return (line) => lines[line - 1];
    }
    return (line) => {
      let first = 1;
      for (const { section, text } of sections) {
        // With the empty line behind it.
        const next = first + text.split("\n").length;
        if (line < next) {
          const own = known.get(section.marked) ?? traceLines({ sections: [section], text });
          known.set(section.marked, own);
          return own[line - first];
        }
        first = next;
      }
      return undefined;
    };
  };
}

function atSource(finding: Finding, { isShared, text: _, ...place }: SourcePlace): Finding {
  const { endLine: __, endColumn: ___, ...rest } = finding;
  const readAt: Place = placeOf(finding);
  const packaged = isShared ? copyOfPackaged(`${place.file}:${place.line}`) : undefined;
  const edit = packaged && `To change it, run ${packaged.command} and edit ${packaged.line}.`;
  const fix = [finding.fix, edit].filter((part) => part !== undefined).join(" ");
  return { ...rest, ...place, readAt, ...(fix !== "" && { fix }) };
}

function createSources({ root, templates }: Project): Sources {
  const known = new Map(templates.map(({ file, text }): [string, readonly string[]] => [file, text.split("\n")]));
  return (file) => {
    const lines = known.get(file) ?? readOrNothing(root, file)?.split("\n") ?? [];
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
