import type { Element, ElementContent, Nodes, Properties, Root, RootContent } from "hast";
import { toHtml } from "hast-util-to-html";
import { toString } from "hast-util-to-string";
import { h } from "hastscript";
import { toHast, type Handlers } from "mdast-util-to-hast";
import { stripMarks, type LineOrigins } from "../../markdown/origin.ts";
import { parseGfm } from "../../markdown/parse.ts";
import { Recent } from "../../markdown/recent.ts";
import { splitBlocks } from "../../markdown/split-blocks.ts";
import type { RenderedSection } from "../../core.ts";
import { pageId } from "../page-id.ts";
import { makeAlert } from "./alert.ts";
import { highlight } from "./highlight.ts";
import { languageName } from "./language-name.ts";
import { imageBox, safeLink } from "./inert.ts";
import { countShares, originOfBlock, originsAsRead, type BlockOrigin, type Shares } from "./origin.ts";
import { rawHtml } from "./raw-html.ts";

/** Stands for the namespace that a reader gives on the page; a name that no guide has. */
export const OWN_NAMESPACE = "dhi-preview-own-namespace";

/** A block of a guide at its top level: a paragraph, a list, a sample. */
export interface HtmlBlock {
  /** HTML; where a place stands in the sources is left open: `\u0001` and the number of an origin and `\u0002`. */
  readonly html: string;
  /** What a reader reads. */
  readonly text: string;
  readonly heading: { readonly depth: number; readonly text: string } | undefined;
  readonly origins: readonly BlockOrigin[];
  /** Whether all of it came from templates. */
  readonly isShared: boolean;
}

/** A section's Markdown with the marks of its origins. */
export type MarkedSection = Pick<RenderedSection, "marked">;

/** A section of a guide as HTML. */
export interface HtmlSection {
  readonly blocks: readonly HtmlBlock[];
  readonly shares: Shares;
}

/** Sections and blocks that pages share recur; and while one types, only one of them changes. */
const KEPT = 1000;
const KEPT_BLOCKS = 4000;

/**
 * Makes the function that turns sections into HTML; it remembers what it has made by content.
 *
 * @returns the function: all sections of one guide to their blocks
 */
export function createSectionReader(): (sections: readonly MarkedSection[]) => readonly HtmlSection[] {
  const known = new Recent<HtmlSection>(KEPT);
  const knownBlocks = new Recent<readonly ReadBlock[]>(KEPT_BLOCKS);
  const read: typeof readBlocks = (text) => knownBlocks.get(text, () => readBlocks(text));
  return (sections) =>
    standalone(sections).map((section) => known.get(section.marked, () => readSection(section, read)));
}

/** A link reference may be defined in another section: then the guide is read as one. */
function standalone(sections: readonly MarkedSection[]): readonly MarkedSection[] {
  if (!sections.some(({ marked }) => /^ {0,3}\[[^\]\n]+\]:/m.test(stripMarks(marked)))) return sections;
  return [{ marked: sections.map(({ marked }) => marked.trimEnd()).join("\n\n") }];
}

/** Pages say much the same: what is read is a block, of whatever origin, and not the section. */
function readSection({ marked }: MarkedSection, read: typeof readBlocks): HtmlSection {
  const lines = originsAsRead(marked);
  const source = stripMarks(marked);
  let line = 0;
  let end = 0;
  const blocks = (splitBlocks(source) ?? [source]).flatMap((text) => {
    const start = source.indexOf(text, end);
    line += countLines(source.slice(end, start));
    const own = read(text).map((block) => withOrigins(block, lines.slice(line)));
    line += countLines(text);
    end = start + text.length;
    return own;
  });
  return { blocks, shares: countShares(lines, source.split("\n")) };
}

function countLines(text: string): number {
  return text.split("\n").length - 1;
}

/** A block, before it is known where it came from. */
interface ReadBlock extends Pick<HtmlBlock, "text" | "heading"> {
  /** HTML; what is traced has a number there, as it has in that of an {@link HtmlBlock}. */
  readonly html: string;
  /** The lines of what is traced, from 0, and the line behind its last. */
  readonly traced: readonly { readonly start: number; readonly end: number }[];
}

function readBlocks(markdown: string): readonly ReadBlock[] {
  const root = toHast(parseGfm(markdown), { handlers, clobberPrefix: pageId("") }) as Root;
  return root.children.filter((child): child is Element => child.type === "element").map(readBlock);
}

const handlers: Handlers = {
  code(state, node: { value: string; lang?: string | null }): Element {
    const properties = node.lang ? { dataLanguage: languageName(node.lang) } : {};
    const pre = h("pre", { tabIndex: 0 }, h("code", highlight(`${node.value}\n`, node.lang)));
    const element = h("div.code", properties, pre);
    state.patch(node as never, element);
    return element;
  },
  html(state, node: { value: string }, parent: { type: string } | undefined): Element {
    const isBlock = ["root", "blockquote", "listItem"].includes(parent?.type ?? "");
    const element = rawHtml(node.value, isBlock);
    state.patch(node as never, element);
    return element;
  },
};

const LABEL = "footnote-label";

/** What can be clicked to learn where it came from. */
const TRACED = new Set(["p", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "div", "pre"]);

function readBlock(block: Element): ReadBlock {
  const traced: { start: number; end: number }[] = [];
  const trace = ({ position, properties }: Element): void => {
    if (!position) return;
    properties["dataOrigin"] = `\u0001${traced.length}\u0002`;
    traced.push({ start: position.start.line - 1, end: position.end.line });
  };
  const done = transform(block, trace);
  const depth = /^h([1-6])$/.exec(done.tagName)?.[1];
  const text = toString(done);
  const heading = depth === undefined ? undefined : { depth: Number(depth), text };
  return { html: toHtml(done), text, heading, traced };
}

function withOrigins({ html, text, heading, traced }: ReadBlock, lines: readonly LineOrigins[]): HtmlBlock {
  const found = traced.map(({ start, end }) => originOfBlock(lines.slice(start, end)));
  const origins = found.filter((origin) => origin !== undefined);
  return {
    html: html.replace(/ data-origin="\u0001(\d+)\u0002"/g, (_, number: string) => {
      const origin = found[Number(number)];
      return origin ? ` data-kind="${origin.origin.kind}" data-origin="\u0001${origins.indexOf(origin)}\u0002"` : "";
    }),
    text,
    heading,
    origins,
    isShared: origins.every(({ origin }) => origin.kind === "template" || origin.kind === "drift"),
  };
}

function transform(element: Element, trace: (element: Element) => void): Element {
  if (element.tagName === "blockquote") makeAlert(element);
  const isLeafItem = element.tagName === "li" && !element.children.some(isParagraph);
  const isAlert = element.tagName === "div" && !String(element.properties["className"]).includes("code");
  if (isLeafItem || (TRACED.has(element.tagName) && !isAlert)) trace(element);
  const children = element.children.flatMap((child): ElementContent[] => {
    if (child.type === "text") return splitNamespace(child.value);
    if (child.type !== "element") return [];
    // The text within a sample is traced as the sample.
    return [transform(child, element.tagName === "div" && !isAlert ? () => {} : trace)];
  });
  const copy: Element = { ...element, properties: ownLabel(element.properties), children };
  if (copy.tagName === "a") return safeLink(copy);
  if (copy.tagName === "img") return imageBox(copy);
  if (copy.tagName === "table") return h("div.table", { tabIndex: 0, role: "region", ariaLabel: "Table" }, copy);
  return copy;
}

/** The one id that `mdast-util-to-hast` gives without the prefix, on a label that is for screen readers. */
function ownLabel(properties: Properties): Properties {
  if (properties["id"] === LABEL) return { ...properties, id: pageId(LABEL) };
  return properties["ariaDescribedBy"] ? { ...properties, ariaDescribedBy: [pageId(LABEL)] } : properties;
}

function isParagraph(node: Nodes | RootContent): boolean {
  return node.type === "element" && node.tagName === "p";
}

/** The reader's own namespace is filled in on the page. */
function splitNamespace(text: string): ElementContent[] {
  return text
    .split(OWN_NAMESPACE)
    .flatMap((part, index): ElementContent[] => [
      ...(index > 0 ? [h("span.own-namespace", "your-namespace")] : []),
      ...(part === "" ? [] : [{ type: "text" as const, value: part }]),
    ]);
}
