import { FAILSAFE_SCHEMA, YAMLException, load } from "js-yaml";

import type { Finding } from "../findings/finding.ts";
import { claimsOfKeys, claimsOfNames, flavorWithoutFips } from "./compliance.ts";
import {
  NO_INFO,
  type ChartRelease,
  type Definition,
  type ImageInfo,
  type Port,
  type UsedRepository,
  type User,
} from "./definition.ts";

/**
 * What reading one file gives: the definition of an image, or of a chart, or the finding that says why there is none, or
 * nothing where the file is no definition.
 */
export interface ParsedDefinition {
  readonly definition?: Definition;
  readonly release?: ChartRelease;
  readonly finding?: Finding;
}

type Fields = Readonly<Record<string, unknown>>;

/** Where definitions stand; in a folder that is called as no distribution is, what cannot be read may be anything else. */
const DEFINITION_PLACE = /^[^/]+\/[^/]+\/[^/]+\/[^/]+$/;
const DISTRIBUTION = /^[^/]+\/[^/]+\/(?:[a-z]+-?\d[\d.]*|helm)\/[^/]+$/;
const DEFINITION_KEYS = /^(?:image|tags)\s*:/m;
/** The repository that a definition publishes to; what names an image to pull, with its tag, is a configuration. */
const PUBLISHED = /^dhi(?:\.io)?\/[^:@]+$/;

/**
 * Reads one YAML file of a catalog. A definition is told by its content: it says `image:`, a repository of dhi.io, and
 * `tags:`. Keys that are not known, and values of a shape that is not expected, are passed over: a catalog may say more than a guide can.
 *
 * @param text the file's YAML
 * @param file its path relative to the catalog, `image/<name>/<distro>/<version>.yaml`, `chart/<name>/helm/<version>.yaml`
 * @returns the definition, or a finding where the YAML of what stands with definitions is broken, or nothing
 */
export function parseDefinition(text: string, file: string): ParsedDefinition {
  let value: unknown;
  try {
    value = readYaml(text);
  } catch (error) {
    const isMeant = DISTRIBUTION.test(file) || (DEFINITION_PLACE.test(file) && DEFINITION_KEYS.test(text));
    return isMeant ? { finding: brokenYaml(error, file) } : {};
  }
  const fields = fieldsOf(value);
  const image = textOf(fields["image"]);
  if (image === undefined || !PUBLISHED.test(image) || !Array.isArray(fields["tags"])) return {};
  const [top, folder = "", distribution = ""] = file.split("/");
  const head = { file, folder, image, title: textOf(fields["name"]) ?? folder, tags: textsOf(fields["tags"]) };
  return top === "chart"
    ? { release: { ...head, ...releaseOf(fields) } }
    : { definition: { ...head, distribution, ...definitionOf(fields), ...complianceIn(fields, head) } };
}

function definitionOf(
  fields: Fields,
): Omit<Definition, "file" | "folder" | "image" | "title" | "tags" | "distribution"> {
  const variant = textOf(fields["variant"]) ?? "runtime";
  return {
    variant,
    flavor: flavorWithoutFips(textOf(fields["flavor"]), variant),
    platforms: textsOf(fields["platforms"]),
    dates: textFieldsOf(fields["dates"]),
    user: userOf(fieldsOf(fields["accounts"])),
    accounts: listOf(fieldsOf(fields["accounts"])["users"]).flatMap(({ name, uid }) => {
      const text = textOf(name);
      return text === undefined ? [] : [{ name: text, uid: numberOf(uid) }];
    }),
    groups: listOf(fieldsOf(fields["accounts"])["groups"]).flatMap(({ name }) => textOf(name) ?? []),
    entrypoint: textsOf(fields["entrypoint"]),
    cmd: textsOf(fields["cmd"]),
    workDir: textOf(fields["work-dir"]),
    environment: textFieldsOf(fields["environment"]),
    ports: portsOf(fields["ports"]),
    packages: textsOf(fieldsOf(fields["contents"])["packages"]),
  };
}

/** What it says of FIPS and STIG; most definitions say nothing. */
function complianceIn(
  fields: Fields,
  { file, tags }: Pick<Definition, "file" | "tags">,
): Pick<Definition, "compliance"> {
  const compliance = [
    ...claimsOfNames({ flavor: textOf(fields["flavor"]), tags }, file),
    ...claimsOfKeys(fields, file),
    ...claimsOfKeys(fieldsOf(fields["metadata"]), file, "metadata."),
  ];
  return compliance.length > 0 ? { compliance } : {};
}

/** What a chart uses is in its variables: `REDIS_REFERENCE: dhi/redis:8.2-debian13@sha256:…`. */
function releaseOf({ vars, contents }: Fields): Pick<ChartRelease, "images" | "charts" | "usesNothing" | "sources"> {
  const isReference = (name: string) => name.endsWith("_REFERENCE");
  const used = Object.entries(textFieldsOf(vars))
    .filter(([name]) => isReference(name))
    .flatMap(([, value]): UsedRepository[] => {
      const [, name, tag] = /^[^/@:]+(?::\d+)?\/([^@:]+)(?::([^@]+))?(?:@.*)?$/.exec(value) ?? [];
      return name === undefined ? [] : [{ name, tag }];
    });
  const distinct = [...new Map(used.map((one) => [`${one.name}:${one.tag ?? ""}`, one])).values()];
  const { files } = fieldsOf(contents);
  return {
    images: distinct.filter(({ name }) => !name.endsWith("-chart")),
    charts: distinct.filter(({ name }) => name.endsWith("-chart")),
    usesNothing: !Object.keys(fieldsOf(vars)).some(isReference),
    sources: Array.isArray(files) ? files.flatMap((file) => textOf(fieldsOf(file)["url"]) ?? []) : [],
  };
}

/**
 * Reads what people are told about an image or a chart from its `info.yaml`.
 *
 * @param text the file's YAML
 * @param file its path relative to the catalog
 * @returns what `metadata` says, and a finding where the YAML is broken
 */
export function parseInfo(text: string, file: string): { readonly info: ImageInfo; readonly finding?: Finding } {
  try {
    const metadata = fieldsOf(fieldsOf(readYaml(text))["metadata"]);
    const tools = listOf(metadata["included-tools"]);
    const compliance = claimsOfKeys(metadata, file, "metadata.");
    return {
      info: {
        title: textOf(metadata["display-name"]),
        description: textOf(metadata["short-description"]),
        tools: tools.flatMap(({ name, description }) => {
          const tool = textOf(name);
          return tool === undefined ? [] : { name: tool, description: textOf(description) };
        }),
        ...(compliance.length > 0 && { compliance }),
      },
    };
  } catch (error) {
    return { info: NO_INFO, finding: brokenYaml(error, file) };
  }
}

/** Every scalar stays the text that was written: a version such as 3.10 must not become the number 3.1. */
function readYaml(text: string): unknown {
  return load(text, { schema: FAILSAFE_SCHEMA });
}

function brokenYaml(error: unknown, file: string): Finding {
  if (error instanceof YAMLException) {
    const { line = 0, column = 0 } = error.mark ?? {};
    return definitionFinding(file, line + 1, column + 1, `unexpected YAML, expected it to parse: ${error.reason}`);
  }
  throw error;
}

function definitionFinding(file: string, line: number, column: number, message: string): Finding {
  return { code: "definition-invalid", severity: "error", file, line, column, message };
}

function userOf(accounts: Fields): User | undefined {
  const runAs = textOf(accounts["run-as"]);
  if (runAs === undefined) return undefined;
  const [name = runAs] = runAs.split(":");
  if (name === "root") return { name, uid: 0 };
  const users = listOf(accounts["users"]);
  if (/^\d+$/.test(name))
    return { name: textOf(users.find(({ uid }) => uid === name)?.["name"]) ?? name, uid: Number(name) };
  const uid = users.find((user) => user["name"] === name)?.["uid"];
  return { name, uid: numberOf(uid) };
}

function portsOf(value: unknown): Port[] {
  return textsOf(value).flatMap((text) => {
    const match = /^(\d+)(?:\/(\w+))?$/.exec(text);
    return match ? [{ port: Number(match[1]), protocol: match[2] ?? "tcp" }] : [];
  });
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

function numberOf(value: unknown): number | undefined {
  return typeof value === "string" && /^\d+$/.test(value) ? Number(value) : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && !["", "~", "null"].includes(value) ? value : undefined;
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function textFieldsOf(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fieldsOf(value)).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}
