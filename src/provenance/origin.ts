/** Where a line of a guide came from. */
export type Origin =
  /** A line of a template. */
  | { readonly kind: "template"; readonly file: string; readonly line: number }
  /** A value of the guide's descriptor; `offset` counts the lines of its text from 0. */
  | { readonly kind: "descriptor"; readonly path: readonly (string | number)[]; readonly offset: number }
  /** A line of a Markdown file beside the descriptor. */
  | { readonly kind: "prose"; readonly file: string; readonly line: number };

/*
 * While a guide is rendered, each line carries a mark that says where it came from; the marks are taken out before the
 * house style is applied. They use two control characters that neither a descriptor nor a template may hold.
 */
const OPEN = "\u0001";
const CLOSE = "\u0002";
const MARK = /\u0001([^\u0002]*)\u0002/g;

/** Matches what delimits a mark: a text of an author or a template must not hold it. */
export const MARK_CHARACTERS = /[\u0001\u0002]/;

/**
 * Encodes an origin so that it can stand in a text.
 *
 * @param origin where the text that follows came from
 * @returns the mark, to be put before that text
 */
export function mark(origin: Origin): string {
  return OPEN + encode(origin) + CLOSE;
}

/**
 * Takes the marks out of a text.
 *
 * @param marked a rendered text
 * @returns the text alone
 */
export function stripMarks(marked: string): string {
  return marked.replace(MARK, "");
}

/**
 * Reads the marks of a rendered text, line by line.
 *
 * @param marked a rendered text
 * @returns the origins of each line of `stripMarks(marked)`, outermost first; a line without a mark of its own continues
 *   the line before it
 */
export function originsOfLines(marked: string): readonly (readonly Origin[])[] {
  let current: readonly Origin[] = [];
  return marked.split("\n").map((line) => {
    const marks = [...line.matchAll(MARK)].map(([, code]) => decode(code ?? ""));
    current = marks.length > 0 ? marks : current.map(nextLine);
    return current;
  });
}

function nextLine(origin: Origin): Origin {
  return origin.kind === "descriptor" ? { ...origin, offset: origin.offset + 1 } : { ...origin, line: origin.line + 1 };
}

function encode(origin: Origin): string {
  if (origin.kind === "descriptor") return `d${origin.offset}:${origin.path.join("\u0003")}`;
  return `${origin.kind[0]}${origin.line}:${origin.file}`;
}

function decode(code: string): Origin {
  const colon = code.indexOf(":");
  const number = Number(code.slice(1, colon));
  const rest = code.slice(colon + 1);
  if (code[0] === "d") {
    const path = rest.split("\u0003").map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    return { kind: "descriptor", path, offset: number };
  }
  return { kind: code[0] === "t" ? "template" : "prose", file: rest, line: number };
}
