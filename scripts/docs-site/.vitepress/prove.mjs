import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fromHtml } from "hast-util-from-html";
import { toString as textOfHtml } from "hast-util-to-string";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { toString as textOfMarkdown } from "mdast-util-to-string";
import { gfm } from "micromark-extension-gfm";
import { EXIT, SKIP, visit } from "unist-util-visit";
import { HOME, SOURCES } from "./markdown.mjs";

/**
 * Holds the pages that were built against their sources: each says what its source says, in prose and in code, and each
 * link to a heading finds it.
 *
 * @param site VitePress's settings, resolved
 * @throws with all that differs
 */
export function prove({ outDir, site: { base } }) {
  const pages = Object.entries(SOURCES.addresses).map(([source, address]) => {
    const file = address.replace(/\.md$/, ".html");
    const html = fromHtml(readFileSync(join(outDir, file), "utf8"));
    return { source, address: base + file.replace(/(?<=^|\/)index\.html$/, ""), content: contentOf(html), html };
  });
  const anchors = new Map(pages.map(({ address, html }) => [address, idsOf(html)]));
  const wrong = pages.flatMap(({ source, address, content }) => {
    const [said, meant] = [squeezed(textOfHtml(content)), squeezed(sourceText(source))];
    return [
      ...(said === meant ? [] : [`${source}: ${difference(meant, said)}`]),
      ...hrefsOf(content)
        .map((href) => (href.startsWith("#") ? address + href : href).split("#"))
        .filter(([page, id]) => id && anchors.has(page) && !anchors.get(page).has(decodeURIComponent(id)))
        .map(([page, id]) => `${source}: ${page} has no heading #${id}`),
    ];
  });
  if (wrong.length > 0) throw new Error(`pages differ from their sources:\n${wrong.join("\n")}`);
  console.log(`${pages.length} pages say what their sources say`);
}

/** What a reader is to read: all but comments. */
function sourceText(source) {
  const tree = fromMarkdown(readFileSync(join(SOURCES.folder, source), "utf8"), {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  });
  if (source === HOME) tree.children.shift();
  return textOfMarkdown(tree, { includeHtml: false, includeImageAlt: false });
}

/** The page without what VitePress adds: buttons, the language of a sample, anchors of headings. */
function contentOf(html) {
  let content;
  visit(html, "element", (node) => {
    if (!classesOf(node).includes("vp-doc")) return;
    content = node;
    return EXIT;
  });
  visit(content, "element", (node, index, parent) => {
    const [first] = classesOf(node);
    if (node.tagName !== "button" && !["lang", "header-anchor"].includes(first)) return;
    parent.children.splice(index, 1);
    return [SKIP, index];
  });
  return content;
}

function idsOf(html) {
  const ids = new Set();
  visit(html, "element", ({ properties: { id } }) => void ids.add(id));
  return ids;
}

function hrefsOf(content) {
  const hrefs = [];
  visit(content, { tagName: "a" }, ({ properties: { href } }) => void hrefs.push(href));
  return hrefs;
}

const classesOf = ({ properties: { className } }) => (Array.isArray(className) ? className : []);
const squeezed = (text) => text.replace(/[\s\u200b]+/g, "");

function difference(meant, said) {
  const at = [...meant].findIndex((character, index) => character !== said[index]);
  const start = Math.max(0, (at < 0 ? meant.length : at) - 20);
  return `"${meant.slice(start, start + 60)}" became "${said.slice(start, start + 60)}"`;
}
