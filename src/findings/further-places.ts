import type { Finding } from "./finding.ts";
import { visibleLine } from "./visible.ts";

/** So many places make a line that can be read. */
const MOST = 12;

/**
 * Words where else a finding's fact is said.
 *
 * @returns `also at lines 12, 40, templates/partials/start.hbs:3`; undefined where it is said once
 */
export function furtherPlaces({ file, line, places = [] }: Finding): string | undefined {
  const own = places.filter((place) => place.file === file).map((place) => place.line);
  const lines = [...new Set(own)].filter((each) => each !== line).map(String);
  const others = places.filter((place) => place.file !== file).map((place) => `${place.file}:${place.line}`);
  const all = [...lines, ...new Set(others)];
  if (all.length === 0) return own.length > 0 ? "again in this line" : undefined;
  const more = all.length > MOST ? `, and ${all.length - MOST} more` : "";
  const noun = lines.length > 1 ? "lines " : lines.length === 1 ? "line " : "";
  return `also at ${noun}${all.slice(0, MOST).map(visibleLine).join(", ")}${more}`;
}
