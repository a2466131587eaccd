import { parseDocument } from "yaml";

import type { Catalog } from "../../catalog/catalog.ts";
import { compareFindings, type Finding } from "../../findings/finding.ts";
import { plural } from "../../findings/plural.ts";
import { place } from "../../findings/problem.ts";
import { verifyRuleUrl } from "../../findings/rule-url.ts";
import { createLocator } from "../../yaml/locate.ts";
import type { VerifyConfig } from "../config.ts";
import { createValidator, type SchemaProblem } from "./validator.ts";

/** An `info.yaml`, and whether a page of its thing is shown on Docker Hub. */
export interface InfoFile {
  /** Relative to the root. */
  readonly file: string;
  readonly text: string;
  readonly isOnHub: boolean;
}

/** Docker Hub shows no more of a short description. */
const MOST_CHARACTERS = 100;
const DESCRIPTION = { path: ["metadata", "short-description"], part: "value" } as const;

/** The rules about `info.yaml`, with their severities. */
const SEVERITIES = { "info-invalid": "error", "info-incomplete": "note", "info-description": "warning" } as const;

/** Their codes. */
export const INFO_RULES: ReadonlySet<string> = new Set(Object.keys(SEVERITIES));

/** What was found in one file, not yet told. */
interface Found {
  readonly info: InfoFile;
  readonly problems: readonly SchemaProblem[];
  /** How many characters the short description has. */
  readonly length: number;
}

/**
 * Checks what people are told of things: `info.yaml` against the catalog's own schema, and short descriptions against
 * what Docker Hub shows.
 *
 * @param infos the files
 * @param schema the catalog's schema; undefined where there is none
 * @param config for the severity of the rules
 * @returns a finding for each value that the schema refuses; for keys that are absent one note in all, and for
 *   descriptions that are too long one warning
 */
export async function checkInfos(
  infos: readonly InfoFile[],
  schema: Catalog["infoSchema"],
  config: Pick<VerifyConfig, "severity">,
): Promise<readonly Finding[]> {
  const tell = (code: keyof typeof SEVERITIES, file: string, text: string, problem: SchemaProblem): Finding[] => {
    const severity = config.severity[code] ?? SEVERITIES[code];
    if (severity === "off") return [];
    const { missing: _missing, ...rest } = problem;
    return [place({ code, severity, ...rest }, file, createLocator(text))].map((finding) => ({
      ...finding,
      url: verifyRuleUrl(code),
    }));
  };
  let validate: Awaited<ReturnType<typeof createValidator>> = () => [];
  if (schema && infos.length > 0) {
    try {
      validate = await createValidator(schema.text);
    } catch (error) {
      const message = `unexpected schema of info.yaml: ${error instanceof Error ? error.message : String(error)}`;
      return tell("info-invalid", schema.file, "", { place: { path: [], part: "value" }, message });
    }
  }

  const found = infos.flatMap((info): Found[] => {
    const read = valueOf(info.text);
    if ("problem" in read) return [{ info, problems: [read.problem], length: 0 }];
    return [{ info, problems: validate(read.value), length: lengthOf(read.value) }];
  });
  const invalid = found.flatMap(({ info: { file, text }, problems }) =>
    problems.filter(({ missing }) => missing === undefined).flatMap((each) => tell("info-invalid", file, text, each)),
  );
  const long = found.filter(({ info, length }) => info.isOnHub && length > MOST_CHARACTERS);
  const shown = found.filter(({ info }) => info.isOnHub).length;
  return [
    ...invalid,
    ...first(found.filter(({ problems }) => problems.some(({ missing }) => missing !== undefined))).flatMap((each) =>
      tell("info-incomplete", each.info.file, each.info.text, {
        place: placeOfMissing(each),
        message: `expected keys that the schema requires: ${countMissing(found)}`,
      }),
    ),
    ...first(long).flatMap(({ info: { file, text } }) =>
      tell("info-description", file, text, {
        place: DESCRIPTION,
        message: `expected at most ${MOST_CHARACTERS} characters, which Docker Hub shows: ${long.length} of ${plural(shown, "short description")} ${long.length === 1 ? "is" : "are"} longer`,
      }),
    ),
  ].sort(compareFindings);
}

const first = <T>(list: readonly T[]): readonly T[] => list.slice(0, 1);

const placeOfMissing = ({ problems }: Found): SchemaProblem["place"] =>
  problems.find(({ missing }) => missing !== undefined)?.place ?? { path: [], part: "value" };

/** `metadata.alternatives (277), metadata.fips-compliant (277)`: the keys, and how many files lack each. */
function countMissing(found: readonly Found[]): string {
  const counts = new Map<string, number>();
  for (const { problems } of found) {
    const keys = new Set(problems.flatMap(({ missing }) => missing ?? []));
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const list = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, count]) => `${key} (${count})`);
  return `${list.join(", ")}, of ${found.length} info.yaml`;
}

/** The values as YAML types them. */
function valueOf(text: string): { readonly value: unknown } | { readonly problem: SchemaProblem } {
  const document = parseDocument(text, { logLevel: "silent", prettyErrors: true });
  const [error] = document.errors;
  if (error) {
    const { line, col: column } = error.linePos?.[0] ?? { line: 1, col: 1 };
    const [message = ""] = error.message.split(/ at line \d+|\n/);
    return { problem: { place: { line, column }, message: `unexpected YAML, expected it to parse: ${message}` } };
  }
  try {
    return { value: document.toJS() as unknown };
  } catch (error) {
    // Aliases that grow without end.
    const message = `unexpected YAML: ${error instanceof Error ? error.message : String(error)}`;
    return { problem: { place: { line: 1, column: 1 }, message } };
  }
}

function lengthOf(value: unknown): number {
  const { metadata } = (value ?? {}) as { readonly metadata?: Readonly<Record<string, unknown>> | null };
  const description = metadata?.["short-description"];
  return typeof description === "string" ? [...description.trim()].length : 0;
}
