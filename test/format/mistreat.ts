/** Ways to spell a guide badly. Each takes and gives Markdown; none looks inside of code. */
export const mistreatments: Readonly<Record<string, (markdown: string) => string>> = {
  "each paragraph on one line": (text) => refold(text, Number.POSITIVE_INFINITY),
  "wrapped at 40": (text) => refold(text, 40),
  "wrapped at 200": (text) => refold(text, 200),
  "* bullets": (text) => eachLine(text, (line) => line.replace(/^(\s*)- /, "$1* ")),
  "+ bullets": (text) => eachLine(text, (line) => line.replace(/^(\s*)- /, "$1+   ")),
  "*emphasis*": (text) => eachText(text, (part) => part.replace(/(?<![\w*_])_([^_\s][^_]*)_(?![\w*_])/g, "*$1*")),
  "_emphasis_ for every second **strong**": (text) => alternate(text, (inner) => `_${inner}_`),
  __strong__: (text) => eachText(text, (part) => part.replace(/\*\*([^*]+)\*\*/g, "__$1__")),
  "setext headings": (text) => eachLine(text, setext),
  "1) lists": (text) => eachLine(text, (line) => line.replace(/^(\s*)(\d+)\. /, "$1$2) ")),
  "all items numbered 1": (text) => eachLine(text, (line) => line.replace(/^(\s*)\d+\. /, "$11. ")),
  "tables unaligned": (text) => eachLine(text, (line) => (isRow(line) ? line.replace(/ {2,}|-{3,}/g, shrink) : line)),
  "tables without outer pipes": (text) => eachLine(text, bareRow),
  "indented code": indentCode,
  "extra blank lines": (text) => eachLine(text, (line) => (line === "" ? "\n\n" : line)),
  "extra blanks": (text) => eachLine(text, (line) => (isRow(line) ? line : `${line.replace(/(\w) (\w)/g, "$1  $2")} `)),
  "hard breaks of spaces": (text) => breakLines(text, "  "),
  "hard breaks of backslashes": (text) => breakLines(text, "\\"),
  "deeper indentation": (text) => eachLine(text, (line) => line.replace(/^(\s*)(- |\d+\. )/, " $1$2  ")),
  "tilde fences": (text) => text.replace(/^(\s*)```/gm, "$1~~~"),
  CRLF: (text) => text.replaceAll("\n", "\r\n"),
  "all at once": (text) =>
    ["wrapped at 40", "* bullets", "__strong__", "setext headings", "1) lists", "tables without outer pipes", "CRLF"]
      .map((name) => mistreatments[name] ?? String)
      .reduce((treated, treat) => treat(treated), text),
};

/** Lines outside of fences are given to `treat`. */
function eachLine(text: string, treat: (line: string) => string): string {
  let fence: string | undefined;
  return text
    .split("\n")
    .map((line) => {
      const marker = /^\s*(?:(?:[-*+]|\d+[.)])\s+)?(`{3,}|~{3,})/.exec(line)?.[1];
      if (fence !== undefined) {
        if (marker?.startsWith(fence)) fence = undefined;
        return line;
      }
      if (marker !== undefined) fence = marker;
      return marker === undefined ? treat(line) : line;
    })
    .join("\n");
}

/** Text outside of fences and of code spans is given to `treat`. */
function eachText(text: string, treat: (part: string) => string): string {
  return eachLine(text, (line) =>
    line
      .split(/(`+[^`]*`+)/)
      .map((part, index) => (index % 2 === 0 ? treat(part) : part))
      .join(""),
  );
}

function alternate(text: string, spell: (inner: string) => string): string {
  let count = 0;
  return eachText(text, (part) =>
    part.replace(/\*\*([^*]+)\*\*/g, (whole, inner: string) => (count++ % 2 === 0 ? spell(inner) : whole)),
  );
}

const startsBlock = /^\s*(?:[-*+] |\d+[.)] |#|>|\||<|\[[^\]]+\]:|={3,}|-{3,}|\*{3,}|$)/;
const cannotContinue = /^\s*(?:#|\||<|={3,}|-{3,}|$)/;

/** Joins the lines of each paragraph and list item, and folds them again. */
function refold(text: string, width: number): string {
  const folded: string[] = [];
  let open = false;
  let inFence = false;
  for (const line of text.split("\n")) {
    const isFence = /^\s*(?:(?:[-*+]|\d+[.)])\s+)?(?:`{3,}|~{3,})/.test(line);
    if (isFence) inFence = !inFence;
    const joins = open && !inFence && !isFence && !startsBlock.test(line);
    if (joins) folded.push(`${folded.pop() ?? ""} ${line.trim()}`);
    else folded.push(line);
    open = !inFence && !isFence && !cannotContinue.test(line) && !/(?: {2}|\\)$/.test(line);
  }
  return width === Number.POSITIVE_INFINITY
    ? folded.join("\n")
    : eachLine(folded.join("\n"), (line) => (startsRow(line) ? line : fold(line, width)));
}

function startsRow(line: string): boolean {
  return /^\s*(?:\||#|<|\[[^\]]+\]:|$)/.test(line);
}

function fold(line: string, width: number): string {
  const prefix = /^\s*(?:[-*+]\s+|\d+[.)]\s+|>\s*)?/.exec(line)?.[0] ?? "";
  const indent = prefix.includes(">") ? prefix : " ".repeat(prefix.length);
  const lines: string[] = [];
  let current = prefix;
  for (const word of line.slice(prefix.length).split(" ")) {
    const fresh = current === prefix || current === indent;
    if (!fresh && current.length + 1 + word.length > width) {
      lines.push(current);
      current = indent + word;
    } else current += fresh ? word : ` ${word}`;
  }
  return [...lines, current].join("\n");
}

function setext(line: string): string {
  const match = /^(##?) (.+)$/.exec(line);
  if (!match) return line;
  return `${match[2]}\n${(match[1] === "#" ? "=" : "-").repeat(match[2]?.length ?? 3)}`;
}

function isRow(line: string): boolean {
  return /^\s*\|.*\|\s*$/.test(line);
}

function shrink(run: string): string {
  return run.startsWith("-") ? "---" : " ";
}

function bareRow(line: string): string {
  return isRow(line) ? line.replace(/^(\s*)\|\s*/, "$1").replace(/\s*\|\s*$/, "") : line;
}

/** Fences at the margin become code that is indented by four. */
function indentCode(text: string): string {
  let inside = false;
  const lines: string[] = [];
  for (const line of text.split("\n")) {
    if (/^```/.test(line)) {
      inside = !inside;
      if (!inside) lines.push("");
    } else lines.push(inside && line !== "" ? `    ${line}` : line);
  }
  return lines.join("\n");
}

function breakLines(text: string, end: string): string {
  const lines = eachLine(text, (line) => `${line}\u0001`).split("\n");
  return lines
    .map((line, index) => {
      const bare = line.replace("\u0001", "");
      const plain = line !== bare && !cannotContinue.test(bare);
      const next = lines[index + 1]?.replace("\u0001", "") ?? "";
      return plain && !startsBlock.test(next) && !/^\s*[`~]{3}/.test(next) ? bare + end : bare;
    })
    .join("\n");
}
