import { existsSync } from "node:fs";
import { join, posix, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { readText } from "../files/read-text.ts";
import type { Finding } from "../findings/finding.ts";
import { gatherPlaces } from "../findings/gather-places.ts";
import { plural } from "../findings/plural.ts";
import type { Kind } from "../kinds/kinds.ts";
import { CONFIG_SCHEMA } from "../project/config.ts";
import { CONFIG_FILE } from "../project/names.ts";
import { guidesOf } from "../project/paths.ts";
import { schemaPath } from "../project/schema-path.ts";
import type { Check } from "./setup.ts";

/** The line by which editors find the schema, as the YAML language server reads it. */
const MODELINE = /^#[ \t]+yaml-language-server[ \t]*:.*?\$schema=(\S+)/m;

/** Whether what the first lines of descriptors and settings name is the schema that they are of. */
export const schemaPaths: Check = {
  name: "schema path",
  look: ({ root, project }) => {
    const files: [string, Pick<Kind, "jsonSchema">][] = [
      [CONFIG_FILE, { jsonSchema: CONFIG_SCHEMA }],
      ...guidesOf(project?.pages ?? []).map(({ descriptor, kind }): [string, Kind] => [descriptor, kind]),
    ];
    let [named, unnamed] = [0, 0];
    const findings = files.flatMap(([file, kind]) => {
      const read = readText(join(root, file));
      if ("problem" in read) return [];
      const match = MODELINE.exec(read.text);
      if (match) named += 1;
      else unnamed += 1;
      if (!match) return [];
      const [line, path = ""] = match;
      const fault = faultOf(path, root, file, kind);
      if (!fault) return [];
      const at = { line: read.text.slice(0, match.index).split("\n").length, column: line.length - path.length + 1 };
      const fact = `${fault.message} ${fault.fix}`;
      const finding: Finding = { code: "setup-schema", severity: "warning", file, ...at, ...fault, fact };
      return [{ ...finding, endLine: at.line, endColumn: at.column + path.length }];
    });
    return {
      seen: `named by ${plural(named, "file")}${unnamed > 0 ? `; ${unnamed} without` : ""}`,
      findings: gatherPlaces(findings),
    };
  },
};

function faultOf(
  path: string,
  root: string,
  file: string,
  kind: Pick<Kind, "jsonSchema">,
): Pick<Finding, "message" | "fix"> | undefined {
  // What the web serves is not asked for here.
  if (/^(?!file:)[a-z][a-z0-9+.-]+:/i.test(path)) return undefined;
  const wanted = schemaPath(root, file, kind);
  const target = targetOf(path, join(root, posix.dirname(file)));
  if (target === undefined || !existsSync(target)) {
    const fix = path === wanted ? "run `npm install`, which puts it there" : `write $schema=${wanted}`;
    return { message: `unexpected path ${path}, where there is no schema`, fix };
  }
  const [is, should] = [posix.basename(path), posix.basename(kind.jsonSchema)];
  // A schema of another name may be one of the project's own.
  const isOther = is !== should && existsSync(join(target, "..", should));
  return isOther
    ? { message: `unexpected schema ${is}, expected ${should}`, fix: `write $schema=${wanted}` }
    : undefined;
}

/** Undefined for an address of a file that is none: of another machine, say. */
function targetOf(path: string, folder: string): string | undefined {
  if (!path.startsWith("file:")) return resolve(folder, path);
  try {
    return fileURLToPath(path);
  } catch {
    return undefined;
  }
}
