import { repositoryPattern, TAG, type Pin, type PinnedRepository } from "./pin.ts";

/*
 * Tags in fields of YAML. It stands in samples of any language, in files within files, and holds placeholders: so lines
 * tell, not a parser.
 */

/** A field: `key: value` of YAML, as an item of a list or not, `"key": "value",` of JSON, `key = "value"` of HCL. */
const FIELD =
  /^(?<lead>[ \t]*(?<dash>- +)?)["']?(?<key>\w+)["']?(?::[ \t]*|[ \t]*=[ \t]*)(?<quote>["']?)(?<value>[^\s"'#{}[\],]*)\k<quote>,?[ \t]*(?:#.*)?$/d;
/** A mapping on one line, and a field in it. */
const FLOW = /\{[^{}\n]*\}/g;
const FLOW_FIELD = /["']?(?<key>\b\w+)["']?[ \t]*[:=][ \t]*["']?(?<value>[^\s"'{}[\],]+)/g;
const TAG_FIELDS = new Set(["tag", "newTag"]);
const VERSION_FIELDS = new Set(["version", "targetRevision", "tag"]);
/** The fields that say where an image or a chart is, or which one to the byte. */
export const PLACE_FIELDS: ReadonlySet<string> = new Set([
  "registry",
  "repository",
  "image",
  "name",
  "newName",
  "chart",
  "repoURL",
  "digest",
  "url",
]);

interface Field {
  readonly key: string;
  readonly value: string;
  readonly column: number;
  readonly isItem: boolean;
  /** Where the value starts in the text. */
  readonly start: number;
}

/**
 * Finds the tags in mappings whose other fields name the repository: `repository: dhi.io/traefik`, `tag: 3.6.2`; and, of
 * a chart, `repoURL: dhi.io`, `chart: traefik-chart`, `targetRevision: 1.2.3`.
 *
 * @param text a sample
 * @param repository the repository
 */
export function findFields(text: string, repository: PinnedRepository): Pin[] {
  const lines = linesOf(text);
  const wanted = repository.isChart ? VERSION_FIELDS : TAG_FIELDS;
  const isTag = ({ key, value }: Pick<Field, "key" | "value">) => wanted.has(key) && WHOLE_TAG.test(value);
  const inLines = lines.flatMap(({ field }, at) => {
    if (!field || !isTag(field) || !namesRepository(placesIn(siblingsOf(lines, at)), repository)) return [];
    return [{ start: field.start, tag: field.value }];
  });
  const inFlows = [...text.matchAll(FLOW)].flatMap((flow) => {
    const fields = [...flow[0].matchAll(FLOW_FIELD)].map((match) => {
      const { key = "", value = "" } = match.groups ?? {};
      return { key, value, start: flow.index + match.index + match[0].length - value.length };
    });
    if (!namesRepository(placesIn(fields), repository)) return [];
    return fields.filter(isTag).map(({ start, value }) => ({ start, tag: value }));
  });
  return [...inLines, ...inFlows];
}

const WHOLE_TAG = new RegExp(`^${TAG}$`);

const placesIn = (fields: readonly Pick<Field, "key" | "value">[]) =>
  fields.filter(({ key }) => PLACE_FIELDS.has(key)).map(({ value }) => value);

function linesOf(text: string): { readonly indent: number; readonly field: Field | undefined }[] {
  let offset = 0;
  return text.split("\n").map((line) => {
    const match = FIELD.exec(line);
    const { lead = "", dash, key = "", value = "" } = match?.groups ?? {};
    const start = offset + (match?.indices?.groups?.["value"]?.[0] ?? 0);
    offset += line.length + 1;
    const field = match ? { key, value, column: lead.length, isItem: dash !== undefined, start } : undefined;
    return { indent: line.trim() === "" ? Infinity : line.search(/\S/), field };
  });
}

/** The other fields of a field's mapping; of what Flux calls `ref`, those of the mapping that it refers for. */
function siblingsOf(lines: ReturnType<typeof linesOf>, at: number): Field[] {
  const { found, above } = fieldsFrom(lines, at, -1);
  const siblings = [...found, ...fieldsFrom(lines, at, 1).found];
  return above !== undefined && lines[above]?.field?.key === "ref" ? siblingsOf(lines, above) : siblings;
}

/** The fields of the same mapping above or below a line, and the line that the mapping stands under. */
function fieldsFrom(lines: ReturnType<typeof linesOf>, at: number, step: 1 | -1) {
  const own = lines[at]?.field;
  const found: Field[] = [];
  if (!own || (step < 0 && own.isItem)) return { found };
  for (let index = at + step; index >= 0 && index < lines.length; index += step) {
    const { indent, field } = lines[index] ?? { indent: 0, field: undefined };
    const isFirst = field?.isItem === true && field.column === own.column;
    if (isFirst) return { found: step < 0 ? [...found, field] : found };
    if (indent < own.column) return { found, above: index };
    if (field?.column === own.column) found.push(field);
  }
  return { found };
}

/**
 * Whether values name a repository, one of them alone or two joined: `dhi.io` and `traefik`.
 *
 * @param written what names registries, repositories and charts
 * @param repository the repository
 */
export function namesRepository(written: readonly string[], repository: PinnedRepository): boolean {
  const { name, isChart } = repository;
  // What is pinned by a digest, too, is pulled by that.
  if (written.some((value) => value.startsWith("sha256:"))) return false;
  const values = written.map((value) => value.replace(/\/$/, ""));
  const own = new RegExp(`^(?:oci://)?(?:${repositoryPattern(repository)})$`);
  const joined = values.flatMap((one) => values.filter((other) => other !== one).map((other) => `${one}/${other}`));
  // Other registries' charts are not called so; but where a place is named, it must be ours.
  const isAlone = isChart && values.includes(name) && !values.some((value) => /[./<$]/.test(value));
  return isAlone || [...values, ...joined].some((value) => own.test(value));
}
