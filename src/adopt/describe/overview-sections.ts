import type { Identity } from "../read/identity.ts";
import type { PublishedSection } from "../read/published-guide.ts";
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
const MORE = /^For more (?:details|information), (?:visit|see):? (https?:\/\/[^\s\])]+?)\.?$/;

function readAbout(sections: readonly PublishedSection[], { canonical }: Identity): SectionFields | undefined {
  const paragraphs = paragraphsOf(sections);
  const [, website] = MORE.exec(inLine(paragraphs.at(-1))) ?? [];
  const text = (website === undefined ? paragraphs : paragraphs.slice(0, -1)).join("\n\n");
  if (text === "") return undefined;
  return { fields: { about: `${canonical(text)}\n`, ...(website !== undefined && { website }) } };
}

/** Where upstream's documentation is: an address that is shown as it is. */
const DOCUMENTATION = /\bupstream documentation: \[?(https?:\/\/[^\s\])]+)(?:\]\(\1\))?\.?$/;

/** What stands between what the chart is and where one reads more. */
function readContents(sections: readonly PublishedSection[], { canonical }: Identity): SectionFields {
  const [, ...paragraphs] = paragraphsOf(sections);
  const [, documentation] = DOCUMENTATION.exec(inLine(paragraphs.at(-1))) ?? [];
  const text = (documentation === undefined ? paragraphs : paragraphs.slice(0, -1)).join("\n\n");
  const contents = text === "" ? {} : { contents: `${canonical(text)}\n` };
  return { fields: { ...contents, ...(documentation !== undefined && { documentation }) } };
}

/** One mark, one owner, and what follows from it. */
const OWNED =
  /^([^®™.]+)® is a (?:registered )?trademark of (.+?)\. [^.]* reserved to \2\. Any use by Docker is for referential [^.]+\.$/;

/** Whoever names an owner says something of this mark alone; what else there is, is another wording of the usual. */
function readTrademarks(sections: readonly PublishedSection[], identity: Identity): SectionFields | undefined {
  const paragraphs = paragraphsOf(sections);
  if (paragraphs.length === 0) return undefined;
  const text = paragraphs.join("\n\n");
  const [, mark, owner] = OWNED.exec(inLine(text)) ?? [];
  if (owner !== undefined) return { fields: { ...(mark !== identity.title && { mark }), owner } };
  return { fields: /\btrademarks?\b[^.]*\bof\b/i.test(text) ? { trademarks: `${identity.canonical(text)}\n` } : {} };
}

const inLine = (paragraph = "") => paragraph.replace(/\s+/g, " ");
