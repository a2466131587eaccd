import type { PublishedGuide, PublishedSection } from "../read/published-guide.ts";
import type { Identity } from "../read/identity.ts";
import { paragraphsOf, type FieldSection, type SectionFields } from "./field-section.ts";

/** The sections of overviews whose text is a field, by the partial that the package has for them. */
export const OVERVIEW_SECTIONS: Readonly<Record<string, FieldSection>> = {
  about: {
    heading: /^about (?!docker hardened images$|this helm chart$)/,
    hasSubsections: true,
    until: /^about docker hardened images$/,
    hasWords: true,
    read: readAbout,
  },
  "about-chart": { heading: /^about this helm chart$/, hasSubsections: false, hasWords: true, read: readContents },
  trademarks: { heading: /^trademarks?$/, hasSubsections: false, hasWords: true, read: readTrademarks },
};

/** A sentence that names one address and says nothing else. */
const MORE = /^For more (?:details|information), (?:visit|see):? (https?:\/\/[^\s\])<>"`\\]+?)\.?$/;

function readAbout(
  sections: readonly PublishedSection[],
  { canonical }: Identity,
  { info }: PublishedGuide["beside"],
): SectionFields | undefined {
  const paragraphs = paragraphsOf(sections);
  const [, website] = MORE.exec(inLine(paragraphs.at(-1))) ?? [];
  const text = (website === undefined ? paragraphs : paragraphs.slice(0, -1)).join("\n\n");
  if (text === "") return undefined;
  // Where `info.yaml` has one that the page does not name, the page has none.
  const stated = website ?? (info?.website === undefined ? undefined : false);
  return { fields: { about: `${canonical(text)}\n`, ...(stated !== undefined && { website: stated }) } };
}

/** Where upstream's documentation is: an address that is shown as it is. */
const DOCUMENTATION = /\bupstream documentation: \[?(https?:\/\/[^\s\])<>"`\\]+)(?:\]\(\1\))?\.?$/;
/** What the chart is built from. */
const UPSTREAM = /\bupstream (.+?) Helm chart\b/;

/** What the chart is called upstream, and what stands between that and where one reads more. */
function readContents(
  sections: readonly PublishedSection[],
  { title, canonical }: Identity,
  { snapshot }: PublishedGuide["beside"],
): SectionFields {
  const [first, ...paragraphs] = paragraphsOf(sections);
  const [, upstream = title] = UPSTREAM.exec(inLine(first)) ?? [];
  const [, documentation] = DOCUMENTATION.exec(inLine(paragraphs.at(-1))) ?? [];
  const text = (documentation === undefined ? paragraphs : paragraphs.slice(0, -1)).join("\n\n");
  // What the facts say is not said again.
  const used = [...(snapshot?.charts ?? []), ...(snapshot?.images ?? [])].map(({ name }) => name);
  const listed = [...text.matchAll(/^- `dhi\/([^`]+)`$/gm)].map(([, name = ""]) => name);
  const isFact = used.length > 0 && used.join() === listed.join();
  return {
    fields: {
      ...(upstream !== title && { upstream: canonical(upstream) }),
      ...(text !== "" && !isFact && { contents: `${canonical(text)}\n` }),
      ...(documentation !== undefined && { documentation }),
    },
  };
}

/** One mark, one owner, and what follows from it. */
const OWNED =
  /^([^.]*[®™℠][^.]*) is a (?:registered )?trademark of (.+?)\. [^.]* reserved to \2\. Any use by Docker is for referential [^.]+\.$/;
/** What ends in a stop of its own, which ends the sentence, too. */
const SHORTENED = /\b(?:Inc|Corp|Ltd|Co|S\.A|L\.P)$/;

/** Whoever names an owner says something of this mark alone; what else there is, is another wording of the usual. */
function readTrademarks(
  sections: readonly PublishedSection[],
  { title, canonical }: Identity,
): SectionFields | undefined {
  const paragraphs = paragraphsOf(sections);
  if (paragraphs.length === 0) return undefined;
  const text = paragraphs.join("\n\n");
  const [, marked = "", owner] = OWNED.exec(inLine(text)) ?? [];
  if (owner === undefined)
    return { fields: /\btrademarks?\b[^.]*\bof\b/i.test(text) ? { trademarks: `${canonical(text)}\n` } : {} };
  const mark = marked.replace(/^([^®™℠]+)®$/, "$1");
  return { fields: { ...(mark !== title && { mark }), owner: SHORTENED.test(owner) ? `${owner}.` : owner } };
}

const inLine = (paragraph = "") => paragraph.replace(/\s+/g, " ");
