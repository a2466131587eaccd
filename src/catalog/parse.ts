import { FAILSAFE_SCHEMA, YAMLException, load } from "js-yaml";

import type { Finding } from "../findings/finding.ts";
import { NO_INFO, type Definition, type ImageInfo, type Port, type User } from "./definition.ts";

/** What reading one definition gives: the definition, or the finding that says why there is none. */
export type ParsedDefinition = { readonly definition: Definition } | { readonly finding: Finding };

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads one definition. Keys that are not known, and values of a shape that is not expected, are passed over: a catalog
 * may say more than a guide can.
 *
 * @param text the file's YAML
 * @param file its path relative to the catalog, `image/<name>/<distro>/<version>.yaml`
 * @returns the definition, or a finding where the YAML is broken or is no mapping
 */
export function parseDefinition(text: string, file: string): ParsedDefinition {
  let value: unknown;
  try {
    value = readYaml(text);
  } catch (error) {
    return { finding: brokenYaml(error, file) };
  }
  if (!isFields(value)) {
    return { finding: definitionFinding(file, 1, 1, "unexpected content, expected a mapping of keys") };
  }
  const [, folder = "", distribution = ""] = file.split("/");
  const accounts = fieldsOf(value["accounts"]);
  return {
    definition: {
      file,
      folder,
      distribution,
      image: textOf(value["image"]) ?? `dhi.io/${folder}`,
      title: textOf(value["name"]) ?? folder,
      variant: textOf(value["variant"]) ?? "runtime",
      flavor: textOf(value["flavor"]),
      tags: textsOf(value["tags"]),
      platforms: textsOf(value["platforms"]),
      dates: textFieldsOf(value["dates"]),
      user: userOf(accounts),
      entrypoint: textsOf(value["entrypoint"]),
      cmd: textsOf(value["cmd"]),
      workDir: textOf(value["work-dir"]),
      environment: textFieldsOf(value["environment"]),
      ports: portsOf(value["ports"]),
      packages: textsOf(fieldsOf(value["contents"])["packages"]),
    },
  };
}

/**
 * Reads what people are told about an image from its `info.yaml`.
 *
 * @param text the file's YAML
 * @param file its path relative to the catalog
 * @returns what `metadata` says, and a finding where the YAML is broken
 */
export function parseInfo(text: string, file: string): { readonly info: ImageInfo; readonly finding?: Finding } {
  try {
    const metadata = fieldsOf(fieldsOf(readYaml(text))["metadata"]);
    const tools = Array.isArray(metadata["included-tools"]) ? metadata["included-tools"].map(fieldsOf) : [];
    return {
      info: {
        title: textOf(metadata["display-name"]),
        description: textOf(metadata["short-description"]),
        tools: tools.flatMap(({ name, description }) => {
          const tool = textOf(name);
          return tool === undefined ? [] : { name: tool, description: textOf(description) };
        }),
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
  const users = Array.isArray(accounts["users"]) ? accounts["users"].map(fieldsOf) : [];
  if (/^\d+$/.test(name))
    return { name: textOf(users.find(({ uid }) => uid === name)?.["name"]) ?? name, uid: Number(name) };
  const uid = users.find((user) => user["name"] === name)?.["uid"];
  return { name, uid: typeof uid === "string" && /^\d+$/.test(uid) ? Number(uid) : undefined };
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
