import type { Descriptor } from "../descriptor/descriptor.ts";
import type { Info } from "../descriptor/info.ts";
import { firstSentence, plainParagraph } from "../markdown/first-sentence.ts";
import type { TemplateModel } from "./model.ts";

/** What lists of things say of one: the map of a site, the front matter of an export. No page prints it as such. */
export interface Listing {
  readonly title: string;
  /** In a line; "" where neither `info.yaml` nor the overview says it. */
  readonly description: string;
  /** As `info.yaml` names them: `monitoring-and-observability`. */
  readonly categories: readonly string[];
  /** Names that the thing had before. */
  readonly formerly: readonly string[];
}

/**
 * How a thing is listed. What `info.yaml` says is in the catalog's own words; an author's overview comes next.
 *
 * @param info its own, or the one that is published
 */
export function createListing(
  { formerly = [] }: Pick<Descriptor, "formerly">,
  { title, overview }: Pick<TemplateModel, "title" | "overview">,
  info: Info | undefined,
): Listing {
  const description = info?.description ?? aboutOf(overview);
  return { title, description, categories: info?.categories ?? [], formerly };
}

function aboutOf({ about }: TemplateModel["overview"]): string {
  return about === "" ? "" : firstSentence(plainParagraph(about.text));
}
