import GithubSlugger from "github-slugger";
import type {
  Definition,
  Heading,
  Html,
  Image,
  ImageReference,
  Link,
  LinkReference,
  Nodes,
  Parents,
  Root,
} from "mdast";
import { toString } from "mdast-util-to-string";
import { visitParents } from "unist-util-visit-parents";
import { parseGfm } from "../../markdown/parse.ts";
import { rewriteAlert, alertOf } from "./alerts.ts";
import { applyEdits, type Edit, escapeCharacters, literal } from "./characters.ts";
import { rewriteCode } from "./code.ts";
import type { Dialect } from "./dialect.ts";
import { rewriteFootnotes } from "./footnotes.ts";
import { linesOf } from "./lines.ts";

/** Finds the page that a relative address means, by its place in the export; undefined where there is none. */
export type FindPage = (address: string) => string | undefined;

/**
 * Writes a page so that a site shows what GitHub would: only what the site takes for something else is changed.
 *
 * @param source the page, in GitHub Flavored Markdown
 * @param dialect what the site's Markdown is like
 * @param place where the page stands in the export
 * @param findPage finds the page that a relative address means
 * @returns the page in the site's Markdown
 */
export function rewriteMarkdown(source: string, dialect: Dialect, place: string, findPage: FindPage): string {
  const tree = parseGfm(source);
  const edits: Edit[] = [];
  const addressOf = addressFinder(dialect, place, findPage);
  const definitions = definitionsOf(tree);
  const slugger = new GithubSlugger();
  visitParents(tree, (node, parents) => {
    const parent = parents.at(-1);
    const [start, end] = rangeOf(node);
    const markdown = source.slice(start, end);
    switch (node.type) {
      case "text": {
        if (isBareAddress(source, parent)) return;
        if (dialect.gluesLines && node.value === "\n") return void edits.push({ start, end, text: " " });
        const isLabel =
          parent?.type === "paragraph" && alertOf(parents.at(-2), source) !== undefined && isFirst(node, parents);
        const skipped = isLabel ? markdown.indexOf("]") + 1 : 0;
        for (const edit of escapeCharacters(markdown.slice(skipped), dialect.text))
          edits.push({ start: start + skipped + edit.start, end: start + skipped + edit.end, text: edit.text });
        return;
      }
      case "inlineCode": {
        const text = dialect.inlineCode?.(markdown, node.value) ?? markdown;
        if (text !== markdown) edits.push({ start, end, text });
        return;
      }
      case "code":
        return void edits.push(...rewriteCode(node, source, dialect));
      case "heading":
        return void edits.push(...addId(node, slugger, dialect));
      case "html":
        return void edits.push({ start, end, text: rewriteHtml(node, parents, source, dialect) });
      case "listItem":
        if (typeof node.checked === "boolean" && !dialect.tasks) edits.push(...checkbox(node.checked, start, markdown));
        return;
      case "delete": {
        // One tilde is struck through by GitHub alone.
        const [tildes = ""] = /^~+/.exec(markdown) ?? [];
        if (tildes.length !== 1) return;
        return void edits.push({ start, end: start, text: "~" }, { start: end, end, text: "~" });
      }
      case "blockquote":
        return void edits.push(...rewriteAlert(node, source, dialect));
      case "image":
      case "imageReference": {
        const url = node.type === "image" ? node.url : (definitions.get(node.identifier)?.url ?? "");
        const alt = literal(node.alt ?? "");
        // No site has the picture: its words stay.
        if (!isWeb(url)) edits.push({ start, end, text: alt });
        else if (node.type === "imageReference" || markdown.includes("{"))
          edits.push({ start, end, text: `![${alt}](${written(url)}${titleOf(node, definitions)})` });
        return;
      }
      case "definition":
        // They are written where they are used: a reference would have to be written as its definition is.
        return void edits.push({ start, end, text: "<!-- -->" });
      case "link":
      case "linkReference": {
        const url = node.type === "link" ? node.url : (definitions.get(node.identifier)?.url ?? "");
        return void edits.push(...rewriteLink(node, url, titleOf(node, definitions), source, dialect, addressOf));
      }
      default:
    }
  });
  return dialect.footnotes ? applyEdits(source, edits) : rewriteFootnotes(tree, source, edits);
}

/** Where a node stands in its source. */
function rangeOf({ position }: Nodes): readonly [start: number, end: number] {
  return [position?.start.offset ?? 0, position?.end.offset ?? 0];
}

function isFirst(node: Nodes, parents: readonly Parents[]): boolean {
  return parents.at(-1)?.children[0] === node && parents.at(-2)?.children[0] === parents.at(-1);
}

/** An address that stands in the text without a text of its own. */
function isBareAddress(source: string, parent: Parents | undefined): boolean {
  return parent?.type === "link" && source[rangeOf(parent)[0]] !== "[";
}

/** The title of a link or a picture, as it stands behind the address. */
function titleOf(
  node: Image | ImageReference | Link | LinkReference,
  definitions: ReadonlyMap<string, Definition>,
): string {
  const { title } = "identifier" in node ? (definitions.get(node.identifier) ?? {}) : node;
  return title ? ` "${literal(title.replace(/\s+/g, " "))}"` : "";
}

function definitionsOf(tree: Root): ReadonlyMap<string, Definition> {
  const found = new Map<string, Definition>();
  visitParents(tree, "definition", (node) => {
    if (!found.has(node.identifier)) found.set(node.identifier, node);
  });
  return found;
}

/** What can be followed from anywhere, and runs nothing: `http://localhost:$PORT` leads nowhere. */
const isWeb = (address: string) => /^https?:\/\//i.test(address) && URL.canParse(address);
const isKept = (address: string) => isWeb(address) || /^(?:mailto:|#)/i.test(address);

/** The address of a link on the site; undefined where it would lead nowhere. */
function addressFinder(dialect: Dialect, place: string, findPage: FindPage): (address: string) => string | undefined {
  return (address) => {
    if (isKept(address)) return address;
    const [path = "", ...anchor] = address.split("#");
    const found = findPage(path);
    return found && [dialect.link(place, found), ...anchor].join("#");
  };
}

function rewriteLink(
  node: Link | LinkReference,
  url: string,
  title: string,
  source: string,
  dialect: Dialect,
  addressOf: (address: string) => string | undefined,
): Edit[] {
  const [start, end] = rangeOf(node);
  const address = addressOf(url);
  const isRefused = address !== undefined && dialect.isRefused?.(address) === true;
  const [first, last] = [node.children[0], node.children.at(-1)];
  const isBare = isBareAddress(source, node);
  const [from, to] = [first ? rangeOf(first)[0] : end, last ? rangeOf(last)[1] : end];
  const behind = source.slice(to, end);
  const isPlain = node.type === "link" && !(isBare ? source.slice(start, end) : behind).includes("{");
  if (address === url && !isRefused && isPlain) return [];
  const open = isRefused ? anchor(address) : address === undefined ? "" : "[";
  const close = isRefused ? "</a>" : address === undefined ? "" : `](${written(address)}${title})`;
  if (isBare || !first) {
    const text = literal(toString(node));
    const shown = address === undefined ? text.replace("&#58;", dialect.colon ?? "&#58;") : text;
    return [{ start, end, text: open + shown + close }];
  }
  return [
    { start, end: from, text: open },
    { start: to, end, text: close },
  ];
}

/** The beginning of a link as HTML, which no site holds against its pages. */
function anchor(address: string): string {
  return `<a href="${written(address)}" target="_blank" rel="noreferrer">`;
}

/** An address as it can stand in a link. */
function written(address: string): string {
  return address.replace(
    /[\s<>(){}"'`\\]/g,
    (character) => `%${character.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
}

/** Sites make ids of headings each in its own way; links are written for those of GitHub. */
function addId(heading: Heading, slugger: GithubSlugger, { ids }: Dialect): Edit[] {
  const text = toString(heading, { includeHtml: false });
  const id = slugger.slug(text);
  const last = heading.children.at(-1);
  // Words that all slug alike need none.
  const isPlain = /^[A-Za-z][A-Za-z0-9]*(?: [A-Za-z0-9]+)*$/.test(text) && !/-\d+$/.test(id);
  if (!last || isPlain || !ids.test(id)) return [];
  const end = rangeOf(last)[1];
  return [{ start: end, end, text: ` {#${id}}` }];
}

/** The box of a task, as HTML. */
function checkbox(isChecked: boolean, start: number, markdown: string): Edit[] {
  const at = start + markdown.indexOf("[");
  return [{ start: at, end: at + 3, text: `<input type="checkbox" disabled${isChecked ? " checked" : ""}>` }];
}

const COMMENT = /^<!--[^]*?-->$/;

/** HTML is shown as the text that it is, as in the preview; a line break is a line break. */
function rewriteHtml(node: Html, parents: readonly Parents[], source: string, dialect: Dialect): string {
  const parent = parents.at(-1);
  const isBlock =
    parent !== undefined && ["root", "blockquote", "listItem", "footnoteDefinition"].includes(parent.type);
  const { prefix } = linesOf(node, source);
  if (/^<br\s*\/?>$/i.test(node.value)) {
    if (parent?.children.at(-1) === node) return "";
    const isInCell = parents.some(({ type }) => type === "tableCell" || type === "heading");
    return isInCell ? dialect.breakInCell : `\\\n${prefix}`;
  }
  // A comment stays where it parts two lists.
  if (COMMENT.test(node.value.trim())) return isBlock ? "<!-- -->" : "";
  const lines = node.value.split("\n").map((line) => literal(line.trim()));
  return lines
    .map((line, index) => (line === "" || (lines[index + 1] ?? "") === "" ? line : `${line}\\`))
    .join(`\n${prefix}`);
}
