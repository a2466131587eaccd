import type { SearchBase } from "../../search/index-data.ts";
import type { Group } from "./find.ts";

/** How much was found: `12 images, 1 Helm chart, 3 shared texts`. */
export function countOf(groups: readonly Group[], kinds: SearchBase["kinds"]): string {
  const things = groups.map(({ found }) => found[0].document.thing);
  const counts = kinds.map(({ noun, plural }, kind) => ({
    ...{ noun, plural },
    count: things.filter((thing) => thing?.kind === kind).length,
  }));
  const shared = { noun: "shared text", plural: "shared texts", count: things.filter((thing) => !thing).length };
  return [...counts, shared]
    .filter(({ count }) => count > 0)
    .map(({ noun, plural, count }) => `${count} ${count === 1 ? noun : plural}`)
    .join(", ");
}
