/*
 * A Markdown text as blocks that can be read and styled one by one. Not every text can be taken apart so: a definition speaks to
 * all of it, a comment may reach over blank lines, lists that touch choose their markers together.
 */

/** What reaches beyond its block: definitions, and HTML that does not end at an empty line. */
const DEFINITION = /^[ \t>*+\d.)-]*\[[^\]\n]+\]:/m;
const RAW_HTML = /<(?:!|\?|script|pre|style|textarea)/i;

/** A line that begins with none of these, and holds none of the next, is text. */
const OPENER = /^[`~*+\-_\d \t]/;
const INNER = /`{3}|~{3}|\{[{%]/;

const FENCE = /^(`{3,}|~{3,})(.*)$/;
const ITEM = /^(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)/;
const INDENTED = /^[ \t]/;
/** At the head of a file it is spelled so that it is no front matter. */
const THEMATIC_BREAK = /^(?:-{3}|(?:[-*_][ \t]*){3,}$)/;
const HTML = /^[ \t>*+\d.)-]*</m;
/** Inside a list or a quote, where a fence is not at the margin; that of a quote ends with it. */
const NESTED_FENCE = /^[ \t>*+-].*(?:`{3}|~{3})|^\d+[.)].*(?:`{3}|~{3})/;

/**
 * Takes a Markdown text apart.
 *
 * @param markdown the text, with `\n` line ends; it is not the head of a file, so there is no front matter
 * @returns blocks, slices of the text in order: read one by one they say the same, and the text in house style is the
 *   blocks in house style, with an empty line between them; undefined where the text must be taken as a whole
 */
export function splitBlocks(markdown: string): string[] | undefined {
  // Mostly it is code that only looks like it: then each line outside of code is asked.
  const mayReachFar = reachesFar(markdown);
  const blocks: string[] = [];
  let start = 0;
  /** Where the last line with something on it ended. */
  let end = 0;
  let isList = false;
  let fence = "";
  /** The blanks before a fence in a list. */
  let indent = "";
  let isAfterBlank = true;
  const finish = (next: number): void => {
    if (end > start) blocks.push(markdown.slice(start, end));
    start = next;
    isList = false;
  };
  for (let from = 0; from <= markdown.length;) {
    const next = markdown.indexOf("\n", from);
    const to = next < 0 ? markdown.length : next;
    const line = markdown.slice(from, to);
    const lineStart = from;
    from = to + 1;
    if (fence !== "") {
      // Where an item ends, so does a fence in it that nobody closed.
      if (line !== "" && !line.startsWith(indent)) return undefined;
      end = to;
      const [, marker = "", info = ""] = FENCE.exec(isList ? line.trimStart() : line) ?? [];
      if (marker.startsWith(fence) && info.trim() === "") fence = "";
      isAfterBlank = false;
      continue;
    }
    if (line === "") {
      isAfterBlank = true;
      continue;
    }
    if (mayReachFar && reachesFar(line)) return undefined;
    const isText = !OPENER.test(line);
    if (isText && !INNER.test(line)) {
      if (isAfterBlank) finish(lineStart);
      // How rows that touch an item are read depends on what follows them.
      else if (isList && line.startsWith("|")) return undefined;
      end = to;
      isAfterBlank = false;
      continue;
    }
    if (line.trim() === "") return undefined;
    // Tags of Liquid may go on behind an empty line.
    if (/\{[{%]/.test(line)) return undefined;
    const [opened, marker = ""] = FENCE.exec(line) ?? [];
    const startsList = ITEM.test(line);
    if (isAfterBlank) {
      if (THEMATIC_BREAK.test(line)) return undefined;
      // What is indented goes on with a list; elsewhere it is code.
      if (INDENTED.test(line)) {
        if (!isList) return undefined;
      } else if (!(isList && startsList)) finish(lineStart);
    }
    // An indented item may interrupt a text: then the next list touches that one.
    isList ||= ITEM.test(line.trimStart());
    if (opened !== undefined) {
      // Right behind other text it ends that, unless it is code there, or HTML, which goes on up to an empty line.
      if (!isAfterBlank) {
        if (line.includes("`", marker.length) || HTML.test(markdown.slice(start, lineStart))) return undefined;
        finish(lineStart);
      }
      fence = marker;
      indent = "";
    } else if (NESTED_FENCE.test(line) && !line.startsWith(">")) {
      const [, blanks = "", nested] = /^( +)(`{3,})[A-Za-z0-9+-]*$/.exec(line) ?? [];
      if (!isList || nested === undefined) return undefined;
      fence = nested;
      indent = blanks;
    }
    end = to;
    isAfterBlank = false;
  }
  if (fence !== "") return undefined;
  finish(markdown.length);
  return blocks;
}

function reachesFar(markdown: string): boolean {
  // Looking for one character is much faster than the patterns are.
  return (
    (markdown.includes("]:") && DEFINITION.test(markdown)) ||
    (markdown.includes("<") && RAW_HTML.test(markdown)) ||
    markdown.includes("$$") ||
    markdown.includes("\r")
  );
}
