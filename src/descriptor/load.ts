import { lstatSync } from "node:fs";
import { join } from "node:path";
import type { Problem, YamlPath } from "../findings/problem.ts";
import type { FileRecord } from "../files/stamp.ts";
import { findTextLimit } from "../markdown/text-limit.ts";
import {
  limitProblem,
  linkProblem,
  missingProse,
  missingTitle,
  nameProblem,
  ownOutput,
  unclosedProblem,
} from "./load-problems.ts";
import { findLostFields } from "./lost-fields.ts";
import { parseYaml } from "../yaml/parse.ts";
import { atOldName, readOldNames, type OldName, type RenamedKey } from "../yaml/renamed-keys.ts";
import { findRepeatedFacts } from "./repeated-facts.ts";
import { findUnknownFacts } from "./start-facts.ts";
import { isSelfContained } from "../markdown/self-contained.ts";
import { readText } from "../files/read-text.ts";
import { readCompanions, type Companions } from "./companions.ts";
import type { chartSchema } from "./chart-schema.ts";
import type { Descriptor } from "./descriptor.ts";
import type { imageSchema } from "./image-schema.ts";
import type { Info } from "./info.ts";
import { validate } from "./validate.ts";

/** Where a descriptor and its prose stand. */
export interface DescriptorFiles {
  /** What a descriptor of its kind may say. */
  readonly schema: typeof imageSchema | typeof chartSchema;
  /** Fields that got another name; none where left out. */
  readonly renamed?: readonly RenamedKey[];
  /** What it says where it does not say it; nothing where left out. */
  readonly defaults?: (name: string) => Pick<Descriptor, "repository">;
  /** The title that a name of `info.yaml` gives; the same where left out. */
  readonly titleOf?: (displayName: string) => string;
  /** The name that the file's own name says. */
  readonly name: string;
  readonly path: string;
  /** The descriptor as findings name it, relative to the root; its path where left out. */
  readonly file?: string;
  readonly prosePath: string;
  /** The prose folder as findings name it, relative to the root. */
  readonly proseFolder: string;
  /** The files beside it that others write, relative to the root; they need not be there. */
  readonly companions?: { readonly root: string; readonly info: string; readonly snapshot?: string };
  /** The guide that is made, relative to the root: it can be no prose of its own. */
  readonly output?: string;
  /** What prose files, by their names in findings, are to say instead of what they say. */
  readonly instead?: ReadonlyMap<string, string> | undefined;
}

export interface LoadedDescriptor {
  /** The descriptor's text; undefined where the file could not be read. */
  readonly text: string | undefined;
  /** The descriptor; undefined where there are problems. */
  readonly descriptor: Descriptor | undefined;
  readonly problems: readonly Problem[];
  /** Where it has old names of fields. */
  readonly oldNames?: readonly OldName[];
  /** What was read: the descriptor, then its prose files, then what stands beside it. */
  readonly inputs: readonly FileRecord[];
}

/**
 * Loads a descriptor with its prose files.
 *
 * @param files where they stand
 * @returns the descriptor, or everything that is wrong with it
 */
export function loadDescriptor(files: DescriptorFiles): LoadedDescriptor {
  const read = readText(files.path);
  if ("problem" in read) return { text: undefined, descriptor: undefined, problems: [read.problem], inputs: [] };
  return parseDescriptor(read.text, files, [{ path: files.file ?? files.path, stamp: read.stamp }]);
}

/**
 * Checks a descriptor's text and puts its prose files in.
 *
 * @param text the YAML text
 * @param files where it and its prose stand
 * @param inputs what was read already
 * @returns the descriptor, or everything that is wrong with it
 */
export function parseDescriptor(
  text: string,
  files: DescriptorFiles,
  inputs: readonly FileRecord[] = [],
): LoadedDescriptor {
  const fail = (problems: readonly Problem[]): LoadedDescriptor => ({ text, descriptor: undefined, problems, inputs });
  const parsed = parseYaml(text);
  if ("problem" in parsed) return fail([parsed.problem]);
  const { value, found: oldNames } = readOldNames(parsed.value, files.renamed ?? []);
  const valid = validate(files.schema, value);
  const { companions } = files;
  const { snapshot, ...beside } = companions ? readCompanions(companions.root, companions) : NO_COMPANIONS;
  const info = beside.info && titled(beside.info, files.titleOf);
  if ("problems" in valid) {
    const isMapping = typeof value === "object" && value !== null && !Array.isArray(value);
    const isUntitled = isMapping && !Object.hasOwn(value, "title") && info?.title === undefined;
    return fail([
      ...(isUntitled ? [missingTitle] : []),
      ...valid.problems.map((problem) => atOldName(problem, oldNames)),
      ...beside.problems,
    ]);
  }
  const stated: Omit<Descriptor, "title"> = { ...files.defaults?.(valid.value.name), ...valid.value };
  const title = valid.value.title ?? info?.title;
  const problems = [
    ...findRepeatedFacts(stated),
    ...findLostFields(stated),
    ...findUnknownFacts(stated),
    ...beside.problems,
  ];
  // Where info.yaml is broken, it may say it.
  if (title === undefined && beside.problems.length === 0) problems.push(missingTitle);
  const loading: Loading = { files, inputs: [...inputs], problems, last: lastText(stated) };
  if (stated.name !== files.name) loading.problems.push(nameProblem(stated.name, files.name));
  const withTexts = withProse(stated, [], loading) as Omit<Descriptor, "title">;
  loading.inputs.push(...beside.inputs);
  if (loading.problems.length > 0 || title === undefined)
    return fail(loading.problems.map((problem) => atOldName(problem, oldNames)));
  const descriptor = { ...withTexts, title, info, snapshot };
  return { text, descriptor, problems: [], oldNames, inputs: loading.inputs };
}

const titled = (info: Info, titleOf: DescriptorFiles["titleOf"]): Info =>
  info.title === undefined || !titleOf ? info : { ...info, title: titleOf(info.title) };

const NO_COMPANIONS: Companions = { problems: [], inputs: [] };

/** What comes together while a descriptor is loaded. */
interface Loading {
  readonly files: DescriptorFiles;
  readonly inputs: FileRecord[];
  readonly problems: Problem[];
  /** The path of the text that ends the guide: nothing follows that it could swallow. */
  readonly last: string | undefined;
}

/** Fields that are no Markdown: what they say is shown as code, which it cannot leave. */
const CODE_FIELDS = new Set(
  (
    "args cmd entrypoint env.default env.value options packageManager.names pullSecrets set shell.names start.env " +
    "start.further.args start.further.env start.further.options start.further.volumes start.options start.volumes " +
    "useCases.steps.code variants.flavors"
  ).split(" "),
);

/** The path of a text that the author puts at the end of the guide. */
function lastText({ sections = {} }: Pick<Descriptor, "sections">): string | undefined {
  const index = (sections.add?.length ?? 0) - 1;
  const { after, before, into } = sections.add?.[index] ?? {};
  return index < 0 || (after ?? before ?? into) !== undefined ? undefined : `sections.add.${index}.text`;
}

/** Puts in the text of each `{ file: NAME.md }`; checks all blocks of Markdown on the way. A copy where it changes. */
function withProse(value: unknown, path: (string | number)[], loading: Loading): unknown {
  if (typeof value === "string") {
    if (isCode(path)) return value;
    const limit = findTextLimit(value);
    if (limit) loading.problems.push(limitProblem(limit, [...path]));
    else if (!mayFollow(value, path, loading)) loading.problems.push(unclosedProblem([...path]));
    return value;
  }
  if (typeof value !== "object" || value === null) return value;
  if (isProseFile(value, path)) return readProse(value.file, [...path, "file"], loading);
  let copy: Record<string, unknown> | undefined;
  for (const [key, item] of Object.entries(value)) {
    path.push(Array.isArray(value) ? Number(key) : key);
    const changed = withProse(item, path, loading);
    path.pop();
    if (changed !== item)
      (copy ??= (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>)[key] = changed;
  }
  return copy ?? value;
}

/** `{ file: NAME.md }`, and not a parameter or a section that somebody called "file". */
function isProseFile(value: object, path: YamlPath): value is { readonly file: string } {
  // `sections.parameters` has the parameters below the section's name, a section of one's own has them at once.
  const isSection = path.at(-2) === "parameters" && path.at(-3) === "sections";
  const isNamed = isSection || ["parameters", "replace", "columns"].includes(String(path.at(-1)));
  return "file" in value && typeof value.file === "string" && !isNamed;
}

function isCode(path: YamlPath): boolean {
  return CODE_FIELDS.has(path.filter((step) => typeof step === "string").join("."));
}

function mayFollow(text: string, path: YamlPath, { last }: Loading): boolean {
  return isSelfContained(text) || path.join(".") === last;
}

function readProse(file: string, path: YamlPath, loading: Loading): unknown {
  const { files, inputs, problems } = loading;
  const name = files.proseFolder === "." ? file : `${files.proseFolder}/${file}`;
  if (name === files.output) {
    problems.push(ownOutput(name, path));
    return { file };
  }
  if (lstatSync(files.prosePath, { throwIfNoEntry: false })?.isSymbolicLink()) {
    problems.push(linkProblem(files.proseFolder, path));
    return { file };
  }
  const inFile = readText(join(files.prosePath, file));
  const text = files.instead?.get(name);
  const read = text === undefined || "problem" in inFile ? inFile : { ...inFile, text };
  if ("problem" in read) {
    const { problem } = read;
    if (problem.code === "file-missing") problems.push(missingProse(name, path));
    else problems.push({ ...problem, file: name });
    return { file };
  }
  inputs.push({ path: name, stamp: read.stamp });
  const limit = findTextLimit(read.text);
  if (limit)
    problems.push({ ...limitProblem(limit, path), file: name, place: { line: limit.line, column: limit.column } });
  else if (!mayFollow(read.text, path.slice(0, -1), loading))
    problems.push({ ...unclosedProblem(path), file: name, place: { line: 1, column: 1 } });
  return { file, text: read.text };
}
