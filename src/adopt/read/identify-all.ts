import type { RegistryProfile } from "../../guide/registry.ts";
import { TITLE } from "./display-name.ts";
import { identify, type Identity } from "./identity.ts";
import type { SourcePage } from "./read-pages.ts";
import { findReferences } from "./references.ts";
import { lacksGuide, type Thing } from "./things.ts";

/**
 * Finds out what pages call what they are about: the pages of one thing call it the same.
 *
 * @param pages the pages
 * @param thingOf what each is about
 * @param profile where the project's pages pull images from
 */
export function identifyAll(
  pages: readonly SourcePage[],
  thingOf: (page: SourcePage) => Thing,
  { kind, namespace }: RegistryProfile,
): ReadonlyMap<SourcePage, Identity> {
  const ofThing = new Map<Thing, readonly SourcePage[]>();
  for (const page of pages) ofThing.set(thingOf(page), [...(ofThing.get(thingOf(page)) ?? []), page]);
  return new Map(
    [...ofThing].flatMap(([{ name, descriptor, beside }, together]) => {
      const text = together.map((page) => page.text).join("\n");
      const displayName = together.find((page) => page.displayName !== undefined)?.displayName;
      const guide = together.find((each) => each.page === each.kind.pages[0]);
      const heading = together.flatMap((each) => (each === guide ? [] : (headingTitle(name, each.text) ?? [])))[0];
      const called = identify(
        name,
        guide?.text ?? text,
        namespace,
        guide ? displayName : (heading ?? displayName),
        heading,
      );
      const isRewritten = !descriptor || (guide && !lacksGuide(descriptor.fields, guide.kind));
      // A guide is described anew; what comes to a descriptor says what that says.
      const stated = { title: beside.info?.title ?? called.title, registry: kind, ...descriptor?.fields };
      const { title, registry } = !isRewritten
        ? (stated as Pick<Identity, "title" | "registry">)
        : { title: called.title, registry: findReferences(text, namespace).kind };
      return together.map((page): [SourcePage, Identity] => {
        const own = findReferences(page.text, namespace);
        // What a page writes otherwise than its thing's others is left as it is.
        const isOther = own.kind !== undefined && own.kind !== registry;
        return [page, { name, title, registry, canonical: isOther ? (it) => it : own.canonical }];
      });
    }),
  );
}

/** What a page calls what it is about, in a heading that has a word of its name. */
function headingTitle(name: string, text: string): string | undefined {
  const squash = (words: string) => words.toLowerCase().replace(/[^a-z0-9]/g, "");
  const isAbout = (title: string) =>
    title.split(/[^\w]+/).some((word) => word.length > 1 && squash(name).includes(squash(word)));
  return [...text.matchAll(/^#{1,3} About (?!(?:this|the|an?|Docker Hardened Images)\b)(.+)$/gim)]
    .map(([, title = ""]) => title)
    .find((title) => TITLE.test(title) && isAbout(title));
}
