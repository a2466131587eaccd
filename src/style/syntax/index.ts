import type { Extension } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { mathFromMarkdown } from "mdast-util-math";
import { gfm } from "micromark-extension-gfm";
import { math } from "micromark-extension-math";
import type {} from "remark-parse";
import type { Processor } from "unified";
import { htmlText } from "./html-text.ts";
import { liquid, liquidFromMarkdown } from "./liquid.ts";
import { prefixes } from "./prefixes.ts";
import { sourceText } from "./source-text.ts";
import { wikiLink, wikiLinkFromMarkdown } from "./wiki-link.ts";

/**
 * What `remark-parse` reads beyond CommonMark, which is what Prettier reads: GFM, `$$` math, `{{ }}` and `{% %}` of
 * template languages, and `[[wiki links]]`.
 */
export function houseSyntax(this: Processor): void {
  const data = this.data();
  data.micromarkExtensions = [gfm({ singleTilde: false }), math({ singleDollarTextMath: false }), wikiLink, liquid];
  data.fromMarkdownExtensions = [
    gfmTree(),
    mathFromMarkdown(),
    wikiLinkFromMarkdown,
    liquidFromMarkdown,
    htmlText,
    prefixes,
    sourceText,
  ];
}

/**
 * What makes a tree of GFM.
 *
 * @returns the extensions, without the transforms that look for bare URLs in the text of the tree: the tokenizer has
 *   found those that are links
 */
export function gfmTree(): Extension[] {
  return gfmFromMarkdown().map((extension) => ({ ...extension, transforms: [] }));
}
