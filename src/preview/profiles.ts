import { diffArrays } from "diff";
import type { BuiltPage, PageContent, Project, RenderedSection } from "../core.ts";
import { OWN_NAMESPACE, type HtmlBlock } from "./markdown/blocks.ts";

/** What a reader can choose on a page: the public registry, a mirror as the project has it, a namespace of their own. */
export type Profile = "public" | "mirror" | "own";

export const PROFILES: readonly Profile[] = ["public", "mirror", "own"];

/** One guide as each registry profile has it. */
export interface ProfiledGuide {
  /** The descriptor's text, for the lines of origins. */
  readonly descriptorText: string;
  readonly guide: PageContent;
  /** The profile that `build` writes. */
  readonly written: Profile;
  readonly sections: Readonly<Record<Profile, readonly RenderedSection[]>>;
}

/**
 * Words a guide for every registry profile.
 *
 * @param built the guide as `build` writes it
 * @returns the guide; undefined where it has errors, for which there are findings
 */
export function profileGuide(
  { content: guide, source, sections, sectionsIn }: BuiltPage,
  { registry: { namespace } }: Project,
): ProfiledGuide | undefined {
  if (!guide || source === undefined || !sectionsIn) return undefined;
  const written = guide.model.registry.public ? "public" : "mirror";
  const inProfile = (kind: "public" | "mirror") => (kind === written ? sections : sectionsIn({ kind, namespace }));
  return {
    descriptorText: source,
    guide,
    written,
    sections: {
      public: inProfile("public"),
      mirror: inProfile("mirror"),
      own: sectionsIn({ kind: "mirror", namespace: OWN_NAMESPACE }),
    },
  };
}

/** A block and the registry profiles in which it stands. */
export interface ProfiledBlock {
  readonly block: HtmlBlock;
  readonly profiles: readonly Profile[];
}

/**
 * Lays the renderings of one guide over each other, so that one page holds all and the switch needs no rebuild.
 *
 * @param renderings the guide's blocks, by profile
 * @returns the blocks in their order; what is the same in all profiles stands once
 */
export function mergeProfiles(renderings: Readonly<Record<Profile, readonly HtmlBlock[]>>): readonly ProfiledBlock[] {
  let merged: ProfiledBlock[] = [];
  for (const profile of PROFILES) {
    const changes = diffArrays<HtmlBlock | ProfiledBlock>(merged, [...renderings[profile]], {
      comparator: (a, b) => htmlOf(a) === htmlOf(b),
    });
    let index = 0;
    merged = changes.flatMap(({ added, removed, value }) => {
      if (added) return value.map((block) => ({ block: block as HtmlBlock, profiles: [profile] }));
      const kept = merged.slice(index, (index += value.length));
      return removed ? kept : kept.map((item) => ({ ...item, profiles: [...item.profiles, profile] }));
    });
  }
  return merged;
}

function htmlOf(item: HtmlBlock | ProfiledBlock): string {
  return "block" in item ? item.block.html : item.html;
}
