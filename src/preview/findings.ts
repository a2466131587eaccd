import type { Finding } from "../findings/finding.ts";
import type { PagePaths } from "../core.ts";
import type { GuidePage, PlacedFinding } from "./guide-page.ts";
import { once } from "./once.ts";

/**
 * Puts findings at the blocks that they belong to, once somebody looks: readers of a built site are shown none.
 *
 * @param findings what the build and the checkers say about one guide
 * @param page the guide's last good page; undefined where there is none yet
 * @returns each finding with its source, and the index of its block: the one whose source is the nearest at or above the
 *   finding's line
 */
export function placeFindings(
  findings: readonly Finding[],
  paths: PagePaths,
  page: GuidePage | undefined,
): readonly PlacedFinding[] {
  return findings.map((finding) => {
    const block = once(() => page && blockOf(finding, page));
    return {
      finding,
      get block() {
        return block();
      },
      get source() {
        return finding.file === paths.output ? page?.sourceOf(finding.line) : `${finding.file}:${finding.line}`;
      },
    };
  });
}

function blockOf({ file, line }: Finding, page: GuidePage): number | undefined {
  if (file === page.paths.output) return page.blockOf(line);
  let best: { readonly index: number; readonly line: number } | undefined;
  for (const [index, { places }] of page.blocks.entries())
    for (const place of places) {
      const colon = place.lastIndexOf(":");
      if (place.slice(0, colon) !== file) continue;
      const at = Number(place.slice(colon + 1));
      if (at <= line && at > (best?.line ?? 0)) best = { index, line: at };
    }
  return best?.index;
}
