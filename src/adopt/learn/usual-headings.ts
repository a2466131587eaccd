import type { GuidePart } from "./match-sections.ts";

/**
 * Finds the commonest heading of each partial's sections.
 *
 * @param parts what many guides consist of
 * @param share how many of a partial's sections must have it, as a part of 1
 * @returns the headings as a template words them, by partial; none where fewer have one
 */
export function usualHeadings(parts: readonly GuidePart[], share: number): ReadonlyMap<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const part of parts) {
    if (part.kind !== "shared") continue;
    const { partial, sections } = part;
    const heading = (sections[0]?.blocks[0]?.general ?? "").replace(/^# /, "");
    const ofPartial = counts.get(partial) ?? new Map<string, number>();
    counts.set(partial, ofPartial.set(heading, (ofPartial.get(heading) ?? 0) + 1));
  }
  return new Map(
    [...counts].flatMap(([partial, headings]) => {
      const all = [...headings.values()].reduce((sum, count) => sum + count, 0);
      const [most] = [...headings].sort((a, b) => b[1] - a[1]);
      return most && most[1] >= share * all ? [[partial, most[0]] as const] : [];
    }),
  );
}
