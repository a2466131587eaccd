import { emptyClosedFences } from "../markdown/closed-fences.ts";
import { isSeenBehind } from "./probe.ts";

/** Without one of these there is neither a fence nor HTML. */
const SUSPECT = /[`~<]/;
/** HTML of the kinds that end by a tag, and fences beside the marker of a list or a quote. */
const RISKY = /^[ \t>*+-].*(?:`{3}|~{3})|^\d+[.)].*(?:`{3}|~{3})|<(?:script|pre|style|textarea|!|\?)/im;

/**
 * Tells whether a Markdown text ends where it ends: whether what follows it, after a blank line, is read as if the text
 * were not there. An open fence or comment would swallow the shared text behind it.
 *
 * @param markdown a text of an author
 * @returns whether a paragraph behind it would be a paragraph
 */
export function isSelfContained(markdown: string): boolean {
  if (!SUSPECT.test(markdown)) return true;
  const rest = emptyClosedFences(markdown)?.join("\n");
  return (rest !== undefined && !RISKY.test(rest)) || isSeenBehind(markdown);
}
