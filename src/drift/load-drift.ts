import { join } from "node:path";
import type { Problem } from "../findings/problem.ts";
import { readText } from "../files/read-text.ts";
import type { FileRecord } from "../files/stamp.ts";
import { createLocator } from "../yaml/locate.ts";
import { parseDrift, type DriftFile } from "./drift-file.ts";
import { hasDrift } from "./drift-path.ts";

/** A drift file that was read. */
export interface LoadedDrift {
  readonly file: DriftFile;
  /** Relative to the root. */
  readonly path: string;
  /** The line, from 1, on which the published text of an entry begins. */
  readonly lineOf: (index: number) => number;
}

/** What there is to read; nothing where a guide has no drift. */
export interface DriftLoading {
  readonly drift?: LoadedDrift;
  /** What is wrong with the file, with its places. */
  readonly problems: readonly Problem[];
  readonly inputs: readonly FileRecord[];
}

/**
 * Reads the drift of a guide.
 *
 * @param root the project's folder
 * @param path where it stands, relative to the root
 * @returns its drift; nothing where there is no such file
 */
export function loadDrift(root: string, path: string): DriftLoading {
  if (!hasDrift(root, path)) return { problems: [], inputs: [] };
  const read = readText(join(root, path));
  if ("problem" in read) return { problems: [{ ...read.problem, file: path }], inputs: [] };
  const inputs = [{ path, stamp: read.stamp }];
  const parsed = parseDrift(read.text);
  if ("file" in parsed)
    return { drift: { file: parsed.file, path, lineOf: createLineOf(read.text, parsed.file) }, problems: [], inputs };
  return { problems: placed(parsed.problems, path, read.text), inputs };
}

/** Lines and columns for what has a path. */
function placed(problems: readonly Problem[], file: string, text: string): Problem[] {
  const locator = problems.some(({ place }) => "path" in place) ? createLocator(text) : undefined;
  return problems.map((problem) => {
    const at = problem.place;
    if ("line" in at || !locator) return { ...problem, file };
    const { line, column } = locator.locate(at);
    return { ...problem, file, place: { line, column } };
  });
}

/** As we write the file, its lines tell; another spelling is parsed. */
function createLineOf(text: string, { entries }: DriftFile): (index: number) => number {
  let lines: readonly number[] | undefined;
  return (index) => {
    lines ??= linesOf(text, entries.length);
    return lines[index] ?? 1;
  };
}

function linesOf(text: string, count: number): readonly number[] {
  const lines = text.split("\n").flatMap((line, index) => {
    const [whole, value = ""] = /^ {4}published:(.*)$/.exec(line) ?? [];
    return whole === undefined ? [] : [/^ [|>][-+0-9]*$/.test(value) ? index + 2 : index + 1];
  });
  if (lines.length === count) return lines;
  const locator = createLocator(text);
  return Array.from({ length: count }, (_, index) => locator.lineOfText(["entries", index, "published"], 0));
}
