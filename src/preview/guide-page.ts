import GithubSlugger from "github-slugger";
import { createLocator } from "../yaml/locate.ts";
import type { Finding } from "../findings/finding.ts";
import type { PagePaths } from "../core.ts";
import type { Origin } from "../markdown/origin.ts";
import { parseGfmWithoutAutolinks } from "../markdown/parse.ts";
import type { HtmlBlock, HtmlSection } from "./markdown/blocks.ts";
import type { Shares } from "./markdown/origin.ts";
import { once } from "./once.ts";
import { mergeProfiles, PROFILES, type Profile, type ProfiledBlock, type ProfiledGuide } from "./profiles.ts";
import { summarize, type Summary } from "./summary.ts";

/** A block of a page: its HTML is whole. */
export interface PageBlock {
  readonly html: string;
  readonly text: string;
  readonly heading: { readonly id: string; readonly depth: number; readonly text: string } | undefined;
  /** The profiles that it stands in; undefined for all. */
  readonly profiles: readonly Profile[] | undefined;
  readonly isShared: boolean;
  /** The places in descriptors, prose files and templates that it came from, as `file:line`. */
  readonly places: readonly string[];
}

/** One guide, ready to be shown. */
export interface GuidePage {
  readonly paths: PagePaths;
  readonly summary: Summary;
  readonly written: Profile;
  readonly blocks: readonly PageBlock[];
  readonly shares: Shares;
  /** What `build` writes. */
  readonly text: string;
  /** The place in the sources that a line of the text came from, as `file:line`; undefined where it is not known. */
  readonly sourceOf: (line: number) => string | undefined;
  /** The index of the block that a line of the text belongs to. */
  readonly blockOf: (line: number) => number | undefined;
}

/**
 * Puts a guide's page together.
 *
 * @param profiled the guide in every registry profile
 * @param text the guide as `build` writes it
 * @param explain says where the lines of that text came from; left out where nobody asks
 * @param read turns sections into HTML
 */
export function createGuidePage(
  paths: PagePaths,
  profiled: ProfiledGuide,
  text: string,
  explain: (() => readonly (string | undefined)[]) | undefined,
  read: (sections: ProfiledGuide["sections"][Profile]) => readonly HtmlSection[],
): GuidePage {
  const whereOf = placeFinder(paths.descriptor, profiled.descriptorText);
  const sections = {
    public: read(profiled.sections.public),
    mirror: read(profiled.sections.mirror),
    own: read(profiled.sections.own),
  };
  const blocksOf = (profile: Profile) => sections[profile].flatMap(({ blocks }) => blocks);
  const merged = mergeProfiles({ public: blocksOf("public"), mirror: blocksOf("mirror"), own: blocksOf("own") });

  const slugger = new GithubSlugger();
  const blocks = merged.map(({ block, profiles }) => {
    const id = block.heading && slugger.slug(block.heading.text);
    return pageBlock({ block, profiles }, id, whereOf, explain !== undefined);
  });
  const { written } = profiled;
  return {
    paths,
    summary: summarize(paths.kind, profiled.guide, blocks),
    written,
    blocks,
    shares: addShares(sections[written]),
    text,
    ...lookups(text, blocks, written, explain),
  };
}

/** Where an origin stands, as `file:line`. */
type WhereOf = (origin: Origin) => string;

function placeFinder(descriptor: string, text: string): WhereOf {
  const locator = once(() => createLocator(text));
  return (origin) =>
    "offset" in origin
      ? `${descriptor}:${locator().lineOfText(origin.path, origin.offset)}`
      : `${origin.file}:${origin.line}`;
}

function pageBlock(
  { block, profiles }: ProfiledBlock,
  id: string | undefined,
  whereOf: WhereOf,
  tellsOrigins: boolean,
): PageBlock {
  const { text, heading, isShared, origins } = block;
  const made = {
    html: placed(block, id, tellsOrigins ? whereOf : undefined),
    text,
    heading: heading && { ...heading, id: id ?? "" },
    profiles: profiles.length === PROFILES.length ? undefined : profiles,
    isShared,
  };
  return tellsOrigins ? { ...made, places: placesOf(origins, whereOf) } : withPlaces(made, origins, whereOf);
}

/** For readers, the descriptor is not read again to look up what is shown to authors alone. */
function withPlaces(made: Omit<PageBlock, "places">, origins: HtmlBlock["origins"], whereOf: WhereOf): PageBlock {
  const places = once(() => placesOf(origins, whereOf));
  return {
    ...made,
    get places() {
      return places();
    },
  };
}

function placesOf(origins: HtmlBlock["origins"], whereOf: WhereOf): readonly string[] {
  return origins.flatMap(({ origin, via }) => (via ? [whereOf(origin), whereOf(via)] : [whereOf(origin)]));
}

/** What is asked of a page later: a function apart, so that it does not keep all that the page was made from. */
function lookups(
  text: string,
  blocks: readonly PageBlock[],
  written: Profile,
  explain: (() => readonly (string | undefined)[]) | undefined,
): Pick<GuidePage, "sourceOf" | "blockOf"> {
  const sources = explain && once(explain);
  const starts = once(() => startsOf(text, blocks, written));
  return {
    sourceOf: (line) => sources?.()[line - 1],
    blockOf: (line) => starts().findLast((start) => start.line <= line)?.block,
  };
}

/** Where blocks start in the text, in their order: those of a page are those of the output. */
function startsOf(
  text: string,
  blocks: readonly PageBlock[],
  written: Profile,
): readonly { readonly line: number; readonly block: number | undefined }[] {
  const { children } = parseGfmWithoutAutolinks(text);
  const shown = children.filter(({ type }) => type !== "definition" && type !== "footnoteDefinition");
  const indexes = [...blocks.keys()].filter((index) => blocks[index]?.profiles?.includes(written) ?? true);
  return shown.map(({ position }, index) => ({ line: position?.start.line ?? Infinity, block: indexes[index] }));
}

/** Fills in what a kept block leaves open: where it stands in the sources, and its anchor. */
function placed({ html, origins, heading }: HtmlBlock, id: string | undefined, whereOf: WhereOf | undefined): string {
  const full = html.replace(/ data-origin="\u0001(\d+)\u0002"/g, (_, index: string) => {
    const found = origins[Number(index)];
    if (!found || !whereOf) return "";
    const where = whereOf(found.origin);
    const others = [...new Set(found.values.map(whereOf))].filter((other) => other !== where);
    return [
      ` data-origin="${attribute(where)}"`,
      found.via ? ` data-via="${attribute(whereOf(found.via))}"` : "",
      others.length > 0 ? ` data-values="${attribute(others.join("\n"))}"` : "",
    ].join("");
  });
  if (!heading || !id) return full;
  const anchor = `<a class="anchor" href="#${attribute(id)}" aria-label="Link to this section"></a>`;
  return full
    .replace(/^<h\d/, (tag) => `${tag} id="${attribute(id)}" tabindex="-1"`)
    .replace(/<\/h\d>$/, (end) => anchor + end);
}

function attribute(text: string): string {
  return text.replace(/[&"<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function addShares(sections: readonly HtmlSection[]): Shares {
  const sum = (part: keyof Shares) => sections.reduce((total, { shares }) => total + shares[part], 0);
  return { shared: sum("shared"), fact: sum("fact"), own: sum("own") };
}

/** What is known of a guide's findings, and the block that each belongs to. */
export interface PlacedFinding {
  readonly finding: Finding;
  /** The index of the block; undefined where it belongs to no block, or there is none. */
  readonly block: number | undefined;
  /** Where to mend it, as `file:line`: what a guide is made from, never the guide; undefined where it is not known. */
  readonly source: string | undefined;
}
