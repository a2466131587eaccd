import { isSeenBehind } from "./probe.ts";

/** Without one of these there is neither a fence nor HTML. */
const SUSPECT = /[`~<]/;
/** HTML of the kinds that end by a tag, and fences beside the marker of a list or a quote. */
const RISKY = /^[ \t>*+-].*(?:`{3}|~{3})|^\d+[.)].*(?:`{3}|~{3})|<(?:script|pre|style|textarea|!|\?)/im;
/** What may begin HTML that goes on to the next empty line: a fence in it is none. */
const HTML = /^[ \t>*+\-0-9.)]*<[a-z/]/i;
const FENCE = /^( *)(`{3,}|~{3,})(.*)$/;

/**
 * Tells whether a Markdown text ends where it ends: whether what follows it, after a blank line, is read as if the text
 * were not there. An open fence or comment would swallow the shared text behind it.
 *
 * @param markdown a text of an author
 * @returns whether a paragraph behind it would be a paragraph
 */
export function isSelfContained(markdown: string): boolean {
  if (!SUSPECT.test(markdown)) return true;
  const rest = withoutClosedFences(markdown);
  return (rest !== undefined && !RISKY.test(rest)) || isSeenBehind(markdown);
}

/**
 * Leaves out the fences that surely end where they seem to: at a line as deep as the one that opens them, and nothing
 * between is less deep, by which a list around them would end.
 *
 * @param markdown a text of an author
 * @returns what is left; undefined where there are other fences
 */
export function withoutClosedFences(markdown: string): string | undefined {
  const rest: string[] = [];
  let isHtml = false;
  let open: { readonly indent: string; readonly marker: string } | undefined;
  for (const line of markdown.split("\n")) {
    const [, indent = "", marker = "", info = ""] = FENCE.exec(line) ?? [];
    if (!open) {
      isHtml = line.trim() !== "" && (isHtml || HTML.test(line));
      if (marker === "") rest.push(line);
      else if (isHtml || info.includes("`")) return undefined;
      else open = { indent, marker };
    } else if (marker.startsWith(open.marker) && info.trim() === "") {
      if (indent !== open.indent) return undefined;
      open = undefined;
    } else if (line.trim() !== "" && !line.startsWith(open.indent)) return undefined;
  }
  return open ? undefined : rest.join("\n");
}
