import type { BuiltGuide, GuideContent, GuideMaker, Project, RenderedSection } from "../core.ts";
import { OWN_NAMESPACE } from "./markdown/namespace.ts";
import type { Profile } from "./profiles.ts";

/** One guide as each registry profile has it. */
export interface ProfiledGuide {
  /** The descriptor's text, for the lines of origins. */
  readonly descriptorText: string;
  readonly guide: GuideContent;
  /** The profile that `build` writes. */
  readonly written: Profile;
  readonly sections: Readonly<Record<Profile, readonly RenderedSection[]>>;
}

/**
 * Makes a guide for every registry profile.
 *
 * @param built the guide as `build` writes it
 * @param project the opened project
 * @param make makes it with another profile
 * @returns the guide; undefined where it has errors, for which there are findings
 */
export function profileGuide(
  { paths, content, source }: BuiltGuide,
  { registry }: Project,
  make: GuideMaker["make"],
): ProfiledGuide | undefined {
  if (!content || source === undefined) return undefined;
  const sectionsOf = (kind: "public" | "mirror", namespace: string) => make(paths, { kind, namespace }).sections;
  return {
    descriptorText: source,
    guide: content,
    written: content.model.registry.public ? "public" : "mirror",
    sections: {
      public: sectionsOf("public", registry.namespace),
      mirror: sectionsOf("mirror", registry.namespace),
      own: sectionsOf("mirror", OWN_NAMESPACE),
    },
  };
}
