import { fromMarkdown } from "mdast-util-from-markdown";

/** What may reach beyond a blank line: a fence that is not at the margin, and HTML of the kinds that end by a tag. */
const RISKY = /^[ \t>*+-].*(?:`{3}|~{3})|^\d+[.)].*(?:`{3}|~{3})|<(?:script|pre|style|textarea|!|\?)/im;
/** Without one of these there is neither a fence nor HTML. */
const SUSPECT = /[`~<]/;
const FENCE = /^(`{3,}|~{3,})(.*)$/gm;

/**
 * Tells whether a Markdown text ends where it ends: whether what follows it, after a blank line, is read as if the text
 * were not there. An open fence or comment would swallow the shared text behind it.
 *
 * @param markdown a text of an author
 * @returns whether a paragraph behind it would be a paragraph
 */
export function isSelfContained(markdown: string): boolean {
  return !SUSPECT.test(markdown) || (!RISKY.test(markdown) && fencesAreClosed(markdown)) || probe(markdown);
}

function fencesAreClosed(markdown: string): boolean {
  let open: string | undefined;
  for (const [, fence = "", info = ""] of markdown.matchAll(FENCE)) {
    if (open === undefined) open = fence;
    else if (fence[0] === open[0] && fence.length >= open.length && info.trim() === "") open = undefined;
  }
  return open === undefined;
}

function probe(markdown: string): boolean {
  const last = fromMarkdown(`${markdown}\n\nprobe\n`).children.at(-1);
  const [text] = last?.type === "paragraph" ? last.children : [];
  return text?.type === "text" && text.value === "probe";
}
