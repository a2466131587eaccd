/* The text of a page as GitHub would show it, and that of a page of a site: words and samples, in their order. */
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { visit } from "unist-util-visit";

/**
 * What a reader is to see of a page.
 *
 * @param {string} markdown the page, in GitHub Flavored Markdown
 * @param {string} title what stands above it
 * @param {boolean} isTitled whether it does
 * @returns {string[]} texts with their white space evened out, and samples as they are, which begin with a line break
 */
export function expectedText(markdown, title, isTitled = !markdown.startsWith("# ")) {
  const tree = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const pieces = new Pieces();
  const numbers = new Map();
  const definitions = new Map();
  const addresses = new Map();
  visit(tree, "definition", ({ identifier, url }) => {
    if (!addresses.has(identifier)) addresses.set(identifier, url);
  });
  if (isTitled) pieces.text(`${title} `);
  const add = (node, parent) => {
    switch (node.type) {
      case "code":
        return pieces.code(node.value);
      case "text":
      case "inlineCode":
        return pieces.text(node.value);
      case "break":
        return pieces.text(" ");
      case "html":
        if (/^<!--[^]*-->$/.test(node.value.trim())) return;
        if (/^<br\s*\/?>$/i.test(node.value)) return pieces.text(" ");
        return pieces.text(INLINE_PARENTS.has(parent.type) ? node.value : ` ${node.value} `);
      case "imageReference":
      case "image":
        return /^https?:/.test(node.url ?? addresses.get(node.identifier)) ? undefined : pieces.text(node.alt ?? "");
      case "footnoteReference": {
        if (!numbers.has(node.identifier)) numbers.set(node.identifier, numbers.size + 1);
        return pieces.text(String(numbers.get(node.identifier)));
      }
      case "footnoteDefinition":
        return void definitions.set(node.identifier, node);
      case "blockquote": {
        const first = node.children[0]?.children?.[0];
        const [label, kind] = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|$)/.exec(first?.value ?? "") ?? [];
        if (kind !== undefined && markdown[first.position.start.offset] === "[") {
          first.value = first.value.slice(label.length);
          pieces.text(` ${kind.charAt(0)}${kind.slice(1).toLowerCase()} `);
        }
      }
    }
    // Cells beyond the head's are not shown.
    const shown = node.type === "tableRow" ? node.children.slice(0, parent.align.length) : (node.children ?? []);
    for (const child of shown) add(child, node);
    if (BLOCKS.has(node.type)) pieces.text(" ");
  };
  add(tree);
  for (const identifier of numbers.keys())
    for (const child of definitions.get(identifier)?.children ?? []) add(child, tree);
  return pieces.all();
}

const BLOCKS = new Set(["paragraph", "heading", "tableCell", "listItem", "blockquote"]);
const INLINE_PARENTS = new Set([
  "paragraph",
  "heading",
  "tableCell",
  "emphasis",
  "strong",
  "delete",
  "link",
  "linkReference",
]);

/**
 * What a reader sees of a page of a site.
 *
 * @param {import("parse5").DefaultTreeAdapterMap["document"]} document the page
 * @returns {string[]} as of {@link expectedText}
 */
export function renderedText(document) {
  const pieces = new Pieces();
  const content =
    find(document, (node) => ["vp-doc", "theme-doc-markdown"].some((name) => hasClass(node, name))) ??
    find(document, (node) => node.tagName === "main");
  if (content) addRendered(content, pieces);
  return pieces.all();
}

/** What sites add: buttons, marks of anchors, the names of languages, and the head of footnotes. */
const ADDED = [
  "header-anchor",
  "hash-link",
  "copy",
  "lang",
  "sr-only",
  "data-footnote-backref",
  "footnote-backref",
  "line-numbers-wrapper",
];
const INLINE = new Set(["a", "code", "em", "strong", "span", "del", "s", "sup", "sub"]);

function addRendered(node, pieces) {
  if (node.nodeName === "#text") return pieces.text(node.value);
  if (node.tagName === "button" || node.tagName === "svg" || ADDED.some((name) => hasClass(node, name))) return;
  if (node.tagName === "pre") return pieces.code(textOf(node));
  if (hasClass(node, "custom-block-title")) {
    const label = textOf(node);
    return pieces.text(` ${label.charAt(0)}${label.slice(1).toLowerCase()} `);
  }
  for (const child of node.childNodes ?? []) addRendered(child, pieces);
  if (node.tagName !== undefined && !INLINE.has(node.tagName)) pieces.text(" ");
}

function textOf(node) {
  if (node.nodeName === "#text") return node.value;
  return node.tagName === "br" ? "\n" : (node.childNodes ?? []).map(textOf).join("");
}

function find(node, isWanted) {
  if (node.attrs && isWanted(node)) return node;
  for (const child of node.childNodes ?? []) {
    const found = find(child, isWanted);
    if (found) return found;
  }
  return undefined;
}

function hasClass(node, name) {
  return (
    node.attrs?.some((attribute) => attribute.name === "class" && attribute.value.split(/\s+/).includes(name)) ?? false
  );
}

class Pieces {
  #pieces = [""];

  text(value) {
    this.#pieces[this.#pieces.length - 1] += value;
  }

  code(value) {
    // VitePress and Hugo leave out white space at the end of a sample, Docusaurus empty lines at its beginning.
    this.#pieces.push(`\n${value.replace(/^\n+/, "").trimEnd()}`, "");
  }

  /** Texts and samples take turns. */
  all() {
    return this.#pieces
      .map((piece, index) => (index % 2 === 1 ? piece : piece.replace(/[\s\u200B]+/g, " ").trim()))
      .filter((piece) => piece !== "");
  }
}

/**
 * Says where two pages differ.
 *
 * @param {string[]} wanted
 * @param {string[]} actual
 * @returns {string | undefined} the first difference; undefined where there is none
 */
export function showDifference(wanted, actual) {
  const [a, b] = [wanted.join("\n"), actual.join("\n")];
  if (a === b) return undefined;
  let at = 0;
  while (a[at] === b[at]) at += 1;
  const from = Math.max(0, at - 60);
  return `\n  ours:   ${JSON.stringify(a.slice(from, at + 60))}\n  theirs: ${JSON.stringify(b.slice(from, at + 60))}`;
}
