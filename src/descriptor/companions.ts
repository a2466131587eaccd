import { dirname, join, relative } from "node:path";
import { slashed } from "../files/relative-path.ts";
import * as z from "zod";
import type { Problem } from "../findings/problem.ts";
import { isThere } from "../files/is-there.ts";
import { findLink } from "../files/folders.ts";
import { readText } from "../files/read-text.ts";
import type { FileRecord } from "../files/stamp.ts";
import { commandLine } from "../package.ts";
import { createLocator } from "../yaml/locate.ts";
import { parseYaml } from "../yaml/parse.ts";
import { infoSchema, type Info } from "./info.ts";
import { snapshotSchema, type PlacedSnapshot } from "./snapshot.ts";
import { validate } from "./validate.ts";

/*
 * The YAML files beside a descriptor that others write: the catalog's `info.yaml`, our own `facts.yaml`.
 */

/** What stands beside a descriptor. */
export interface Companions {
  readonly info?: Info | undefined;
  readonly snapshot?: PlacedSnapshot | undefined;
  readonly problems: readonly Problem[];
  readonly inputs: readonly FileRecord[];
}

/**
 * Reads the files beside a descriptor.
 *
 * @param root the project's folder
 * @param files their paths, relative to the root
 * @returns what they say; undefined for one that is not there
 */
export function readCompanions(
  root: string,
  files: { readonly info?: string | undefined; readonly snapshot?: string | undefined },
): Companions {
  const info = readCompanion(root, files.info, infoSchema, "info-invalid", INFO);
  const snapshot = readCompanion(root, files.snapshot, snapshotSchema, "facts-invalid", FACTS, FACTS.fix);
  return {
    info: info.value && files.info !== undefined ? { ...info.value, file: files.info } : undefined,
    snapshot: snapshot.value && files.snapshot !== undefined ? { ...snapshot.value, file: files.snapshot } : undefined,
    problems: [...info.problems, ...snapshot.problems],
    inputs: [...info.inputs, ...snapshot.inputs],
  };
}

const INFO = { what: "the catalog's `info.yaml`", fix: "copy it from the catalog, or remove the file" };
const FACTS = { what: "facts", fix: `run ${commandLine("sync")}, which writes the file anew` };

interface Companion<T> {
  readonly value?: T;
  readonly problems: readonly Problem[];
  readonly inputs: readonly FileRecord[];
}

function readCompanion<T extends z.ZodType>(
  root: string,
  file: string | undefined,
  schema: T,
  code: string,
  expected: { readonly what: string; readonly fix: string },
  fix?: string,
): Companion<z.output<T>> {
  if (file === undefined || !isThere(join(root, file))) return { problems: [], inputs: [] };
  // Through a link, a file of the machine that builds could be published.
  const link = findLink(root, dirname(join(root, file)));
  if (link !== undefined) return { problems: [linkedFolder(slashed(relative(root, link)), file)], inputs: [] };
  const read = readText(join(root, file));
  if ("problem" in read) {
    const isThere = read.problem.code !== "file-missing";
    return { problems: isThere ? [{ ...read.problem, file }] : [], inputs: [] };
  }
  const inputs = [{ path: file, stamp: read.stamp }];
  const parsed = parseYaml(read.text, expected);
  const result = "problem" in parsed ? { problems: [parsed.problem] } : validate(schema, parsed.value);
  if ("value" in result) return { value: result.value, problems: [], inputs };
  const locator = createLocator(read.text);
  const problems = result.problems.map((problem) => {
    const { line, column } = "line" in problem.place ? problem.place : locator.locate(problem.place);
    return { ...problem, ...(fix !== undefined && { fix }), code, file, place: { line, column } };
  });
  return { problems, inputs };
}

const linkedFolder = (folder: string, file: string): Problem => ({
  code: "file-unreadable",
  severity: "error",
  file,
  message: `unexpected symbolic link ${folder}, expected a folder`,
  fix: "copy the folder",
  place: { line: 1, column: 1 },
});
