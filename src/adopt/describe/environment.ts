import type { Descriptor } from "../../descriptor/descriptor.ts";
import type { Identity } from "../read/identity.ts";
import { readRow } from "../../markdown/table-row.ts";
import type { PublishedSection } from "../read/published-guide.ts";

type Env = NonNullable<Descriptor["env"]>;

/** A table of variables, and what stands around it. */
export interface EnvironmentTable {
  readonly env: Env;
  /** The parameters of the section's partial. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** The columns of the package's table. */
const HEAD = "| Variable | Description | Default | Required |";

/** How tables say that a variable has no value. */
const NO_VALUE = /^(?:[-–—]|none|n\/a|unset|not set|empty|)$/i;

/**
 * Reads a table of environment variables.
 *
 * @param section the section with nothing below it
 * @param identity what the guide calls its image
 * @returns the variables; undefined where the table has other columns, or cells that a descriptor cannot say
 */
export function readEnvironment(section: PublishedSection, { canonical }: Identity): EnvironmentTable | undefined {
  const { blocks, lines } = section;
  const head = blocks.findIndex(({ kind }) => kind === "row");
  if (blocks[head]?.text !== HEAD) return undefined;
  const end = blocks.findIndex(({ kind }, index) => index > head + 1 && kind !== "row");
  const rows = blocks.slice(head + 2, end < 0 ? undefined : end);
  const env: Env = [];
  const unset: string[] = [];
  for (const { text } of rows) {
    const [written = "", description = "", value = "", required = ""] = readRow(text);
    const [, name] = /^`([A-Za-z_][A-Za-z0-9_.-]*)`$/.exec(written) ?? [];
    const [, preset] = /^`([^`]+)`$/.exec(value) ?? [];
    if (name === undefined || description === "" || !/^(?:Yes|No)$/.test(required)) return undefined;
    if (preset === undefined) unset.push(value);
    env.push({
      name,
      ...(preset !== undefined && { default: canonical(preset) }),
      ...(required === "Yes" && { required: true }),
      description: canonical(description),
    });
  }
  const [none = "", ...others] = new Set(unset);
  // What a single variable has in place of a value may be about that variable.
  if (env.length === 0 || others.length > 0 || (unset.length === 1 && !NO_VALUE.test(none))) return undefined;
  const between = (from: number, to: number) => canonical(lines.slice(from, to).join("\n").trim());
  const text = between(1, blocks[head]?.start ?? 1);
  const notes = end < 0 ? "" : between(blocks[end]?.start ?? lines.length, lines.length);
  return { env, parameters: { ...(text && { text }), ...(none && { unset: none }), ...(notes && { notes }) } };
}
