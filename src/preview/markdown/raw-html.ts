import type { Element } from "hast";
import { defaultSchema } from "hast-util-sanitize";
import { h } from "hastscript";

/** The elements that GitHub lets through; it takes the others out, and their tags with them. */
const VISIBLE = new Set(defaultSchema.tagNames);

const FOR_FORMATTER = /^<!--\s*prettier-ignore(?:-start|-end)?\s*-->$/;

/**
 * Shows HTML of a guide as the text that it is: nothing of it runs here.
 *
 * @param isBlock whether it stands on lines of its own
 * @returns an element with the source, marked where readers on Docker Hub and GitHub do not see it; a plain line break
 *   is a line break
 */
export function rawHtml(value: string, isBlock: boolean): Element {
  if (/^<br\s*\/?>$/i.test(value)) return h("br");
  // It is said to the formatter: a reader misses nothing.
  if (FOR_FORMATTER.test(value)) return h(isBlock ? "div" : "span", { hidden: true }, value);
  const isInvisible = isInvisibleToReaders(value);
  const title = isInvisible
    ? "Invisible on Docker Hub and GitHub: they take this for an HTML tag and drop it. Write it as code."
    : "HTML: shown here as its source.";
  const source = h(isBlock ? "pre.raw" : "span.raw", { title, dataInvisible: isInvisible ? "" : undefined }, value);
  if (value.startsWith("<!--")) source.properties["dataComment"] = "";
  if (isBlock) source.properties["tabIndex"] = 0;
  return source;
}

/**
 * Whether readers of the published Markdown miss something of a piece of HTML.
 *
 * @returns true for comments, unknown elements, and elements that GitHub removes
 */
export function isInvisibleToReaders(value: string): boolean {
  if (value.startsWith("<!") || value.startsWith("<?")) return true;
  return [...value.matchAll(/<\/?([a-z][^\s/>]*)/gi)].some(([, name = ""]) => !VISIBLE.has(name.toLowerCase()));
}
