import type { Element, ElementContent, Nodes, Properties, Root, RootContent } from "hast";
import { toHtml } from "hast-util-to-html";
import { toString } from "hast-util-to-string";
import { h } from "hastscript";
import { toHast, type Handlers } from "mdast-util-to-hast";
import { stripMarks, type LineOrigins } from "../../markdown/origin.ts";
import { parseGfm } from "../../markdown/parse.ts";
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

/**
 * After so many new sections, those are forgotten that were not asked for since as many before: those that guides share
 * recur, and while one types only one section changes.
 */
const KEPT = 1000;

/**
 * Makes the function that turns sections into HTML; it remembers what it has made by content.
 *
 * @returns the function: all sections of one guide to their blocks
 */
export function createSectionReader(): (sections: readonly MarkedSection[]) => readonly HtmlSection[] {
  let recent = new Map<string, HtmlSection>();
  let older = recent;
  return (sections) =>
    standalone(sections).map((section) => {
      const known = recent.get(section.marked);
      if (known) return known;
      const made = older.get(section.marked) ?? readSection(section);
      if (recent.size >= KEPT) [older, recent] = [recent, new Map()];
      recent.set(section.marked, made);
      return made;
    });
}

/** A link reference may be defined in another section: then the guide is read as one. */
function standalone(sections: readonly MarkedSection[]): readonly MarkedSection[] {
  if (!sections.some(({ marked }) => /^ {0,3}\[[^\]\n]+\]:/m.test(stripMarks(marked)))) return sections;
  return [{ marked: sections.map(({ marked }) => marked.trimEnd()).join("\n\n") }];
}

function readSection({ marked }: MarkedSection): HtmlSection {
  const lines = originsAsRead(marked);
  const source = stripMarks(marked);
  const tree = parseGfm(source);
  const root = toHast(tree, { handlers, clobberPrefix: pageId("") }) as Root;
  const blocks = root.children.filter((child): child is Element => child.type === "element");
  return {
    blocks: blocks.map((block) => finish(block, lines)),
    shares: countShares(lines, source.split("\n")),
  };
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

function finish(block: Element, lines: readonly LineOrigins[]): HtmlBlock {
  const origins: BlockOrigin[] = [];
  const trace = (element: Element): void => {
    const { start, end } = element.position ?? {};
    if (!start || !end) return;
    const origin = originOfBlock(lines.slice(start.line - 1, end.line));
    if (!origin) return;
    element.properties["dataKind"] = origin.origin.kind;
    element.properties["dataOrigin"] = `\u0001${origins.length}\u0002`;
    origins.push(origin);
  };
  const done = transform(block, trace);
  const depth = /^h([1-6])$/.exec(done.tagName)?.[1];
  const text = toString(done);
  return {
    html: toHtml(done),
    text,
    heading: depth === undefined ? undefined : { depth: Number(depth), text },
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
