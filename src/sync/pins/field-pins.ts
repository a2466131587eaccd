import { isMap, isScalar, parseAllDocuments, visit, type YAMLMap } from "yaml";
import { hidePlaceholders, showPlaceholders } from "../../markdown/placeholders.ts";
import { COMMAND } from "./command-pins.ts";
import { repositoryPattern, TAG, type Pin, type PinnedRepository } from "./pin.ts";

/*
 * Tags in mappings whose other fields name the repository: `repository: dhi.io/traefik`, `tag: 3.6.2`; and, of a chart,
 * `repoURL: dhi.io`, `chart: traefik-chart`, `targetRevision: 1.2.3`.
 */

interface Field {
  readonly key: string;
  readonly value: string;
  readonly start: number;
}

const TAG_FIELDS: ReadonlySet<string> = new Set(["tag", "newTag"]);
const VERSION_FIELDS: ReadonlySet<string> = new Set(["version", "targetRevision", "tag"]);
const SOME_FIELD = /(?:tag|Tag|version|targetRevision)["']?[ \t]*[:=]/;
const WHOLE_TAG = new RegExp(`^${TAG}$`);

/**
 * Finds the tags in fields of YAML, JSON and HCL, and in the values that Helm is given.
 *
 * @param text a sample of any language
 * @param repository the repository
 */
export function findFields(text: string, repository: PinnedRepository): Pin[] {
  const wanted = repository.isChart ? VERSION_FIELDS : TAG_FIELDS;
  return [...yamlMappings(text, 0), ...setMappings(text)].flatMap((fields) => {
    const tags = fields.filter(({ key, value }) => wanted.has(key) && WHOLE_TAG.test(value));
    const others = fields.filter((field) => !tags.includes(field)).map(({ value }) => value);
    if (!namesRepository(others, repository)) return [];
    // What YAML folds stands otherwise in the text.
    return tags.flatMap(({ start, value: tag }) => (text.startsWith(tag, start) ? [{ start, tag }] : []));
  });
}

/** Files in files: `values: |`. */
const DEEPEST = 3;

function yamlMappings(text: string, offset: number, depth = 0): Field[][] {
  if (depth > DEEPEST || !SOME_FIELD.test(text)) return [];
  const found: Field[][] = [];
  const options = { schema: "failsafe", logLevel: "silent", uniqueKeys: false } as const;
  for (const document of parseAllDocuments(hidePlaceholders(asYaml(text)), options))
    visit(document, {
      Map: (_, map) => void found.push(fieldsOf(map, offset)),
      Scalar: (_, { type, range }) => {
        const from = type === "BLOCK_LITERAL" && range ? text.indexOf("\n", range[0]) + 1 : 0;
        if (from > 0) found.push(...yamlMappings(text.slice(from, range?.[1]), offset + from, depth + 1));
      },
    });
  return found;
}

/** The scalars of a mapping, and those of its `ref`, as Flux calls the part that pins. */
function fieldsOf(map: YAMLMap, offset: number): Field[] {
  return map.items.flatMap(({ key, value }): Field[] => {
    const name = isScalar(key) ? String(key.value) : "";
    if (isMap(value) && name === "ref") return fieldsOf(value, offset);
    if (!isScalar(value) || typeof value.value !== "string" || !value.range) return [];
    const quote = value.type === "PLAIN" ? 0 : 1;
    return [{ key: name, value: showPlaceholders(value.value), start: offset + value.range[0] + quote }];
  });
}

const HCL_FIELD = /^([ \t]*\w+[ \t]+)=(?= )/gm;

/**
 * What YAML's parser makes something of, with every character in its place: without the commands that files stand in,
 * `cat <<EOF`, which it would take for text; and blocks of HCL, which are YAML but for their signs.
 */
function asYaml(text: string): string {
  const blank = (line: string) => " ".repeat(line.length);
  const files = text.replace(/^.*<<-?[ \t]*["'\\]?\w.*$/gm, blank);
  if (text.search(HCL_FIELD) < 0) return files;
  return files
    .replace(HCL_FIELD, "$1:")
    .replace(/(?<=[\w"] )\{$/gm, ":")
    .replace(/^[ \t]*\}$/gm, blank);
}

/** A value that Helm is given: `image.repository=dhi.io/traefik`, and, in quotes or behind a comma, the next. */
const SET_VALUE = /(?<=[\s,"'=])(?<above>(?:[\w[\]-]+\.)*)(?<key>\w+)=(?<value>[^\s,"'\\`]+)/g;

function setMappings(text: string): Field[][] {
  return [...text.matchAll(COMMAND)].flatMap(({ 0: command, index }) => {
    if (!/\s--set(?:-string)?[\s=]/.test(command)) return [];
    const mappings = new Map<string, Field[]>();
    for (const match of command.matchAll(SET_VALUE)) {
      const { above = "", key = "", value = "" } = match.groups ?? {};
      const start = index + match.index + match[0].length - value.length;
      mappings.set(above, [...(mappings.get(above) ?? []), { key, value, start }]);
    }
    return [...mappings.values()];
  });
}

/** Whether values name a repository, one of them alone or two joined: `dhi.io` and `traefik`. */
function namesRepository(written: readonly string[], repository: PinnedRepository): boolean {
  // What is pinned by a digest, too, is pulled by that.
  if (written.some((value) => value.startsWith("sha256:"))) return false;
  const values = written.map((value) => value.replace(/\/$/, ""));
  const own = new RegExp(`^(?:oci://)?(?:${repositoryPattern(repository)})$`);
  const joined = values.flatMap((one) => values.map((other) => `${one}/${other}`));
  // Other registries' charts are not called so; but where a place is named, it must be ours.
  const isAlone =
    repository.isChart && values.includes(repository.name) && !values.some((value) => /[/<$]/.test(value));
  return isAlone || [...values, ...joined].some((value) => own.test(value));
}
