import { stringify } from "yaml";

/**
 * Front matter in YAML.
 *
 * @param fields its fields; those that are undefined, and empty lists, are left out
 * @returns the block with its marks, and an empty line behind
 */
export function frontMatter(fields: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(fields).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  // Sites read YAML 1.1, to which a bare `no` or a date is no text.
  const text = stringify(Object.fromEntries(given), {
    defaultStringType: "QUOTE_DOUBLE",
    defaultKeyType: "PLAIN",
    lineWidth: 0,
  });
  return `---\n${text}---\n\n`;
}
