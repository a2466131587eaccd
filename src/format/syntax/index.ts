import type { Root } from "mdast";
import type { Extension } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { mathFromMarkdown } from "mdast-util-math";
import { gfm } from "micromark-extension-gfm";
import remarkParse from "remark-parse";
import { unified, type Plugin } from "unified";
import { findTexts, formulaFences, formulas, mayOpenFormula } from "./formula.ts";
import { htmlText } from "./html-text.ts";
import { liquid, liquidFromMarkdown } from "./liquid.ts";
import { prefixes } from "./prefixes.ts";
import { sourceText } from "./source-text.ts";
import { wikiLink, wikiLinkFromMarkdown } from "./wiki-link.ts";

const gfmSyntax = gfm({ singleTilde: false });

const fromMarkdownExtensions = [
  gfmTree(),
  mathFromMarkdown(),
  wikiLinkFromMarkdown,
  liquidFromMarkdown,
  formulaFences,
  htmlText,
  prefixes,
  sourceText,
];

/**
 * Reads what Prettier reads: GFM, `$$` math, `{{ }}` and `{% %}` of template languages, and `[[wiki links]]`. Only two
 * dollars that are no formula to GitHub are a text to us.
 */
export const houseSyntax: Plugin<[], string, Root> = function () {
  this.parser = parse;
};

function parse(source: string): Root {
  const texts = new Set<number>();
  for (;;) {
    const math = formulas((offset) => !texts.has(offset) && mayOpenFormula(source, offset));
    const micromarkExtensions = [gfmSyntax, math, wikiLink, liquid];
    const tree = unified().use(remarkParse).data({ micromarkExtensions, fromMarkdownExtensions }).parse(source);
    const found = findTexts(tree, source);
    // What a formula that is none took in is read again.
    if (found.length === 0) return tree;
    for (const offset of found) texts.add(offset);
  }
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
