/** Where a line of a guide came from. */
export type Origin =
  /** A line of a template. */
  | { readonly kind: "template"; readonly file: string; readonly line: number }
  /** The author's text in the guide's descriptor; `offset` counts its lines from 0. */
  | { readonly kind: "descriptor"; readonly path: readonly (string | number)[]; readonly offset: number }
  /** Text made from a fact that the descriptor states. */
  | { readonly kind: "fact"; readonly path: readonly (string | number)[]; readonly offset: number }
  /** A line of a Markdown file beside the descriptor. */
  | { readonly kind: "prose"; readonly file: string; readonly line: number }
  /** A line of a drift file: the published wording of a template's text. */
  | { readonly kind: "drift"; readonly file: string; readonly line: number };

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
  // Twice as fast as a pattern, and each line of each guide comes by.
  let text = "";
  let from = 0;
  for (let open = marked.indexOf(OPEN); open >= 0; open = marked.indexOf(OPEN, from)) {
    const close = marked.indexOf(CLOSE, open);
    if (close < 0) break;
    text += marked.slice(from, open);
    from = close + 1;
  }
  return from === 0 ? marked : text + marked.slice(from);
}

/**
 * Marks a text so that it comes from where it did, though other words stand before it now.
 *
 * @param before what stood before it
 * @param after the text
 * @returns the text: the rest of a template's line with the line's mark, an author's next line with its own
 */
export function resumeOrigin(before: string, after: string): string {
  const [found] = [...before.matchAll(MARK)].slice(-1);
  if (!found) return after;
  const origin = originOf(found);
  const end = after.indexOf("\n");
  if (isTemplate(origin)) {
    const rest = stripMarks(end < 0 ? after : after.slice(0, end));
    return rest.trim() === "" ? after : mark(origin) + after;
  }
  if (end < 0 || after.startsWith(OPEN, end + 1)) return after;
  const lines = before.slice(found.index).split("\n").length;
  return after.slice(0, end + 1) + mark(movedOn(origin, lines)) + after.slice(end + 1);
}

/** The origins of one line. */
export interface LineOrigins {
  /**
   * Where the line came from, outermost first: a template's line, and the author's text that it put there. An author's
   * text behind which the template goes on is one of the values.
   */
  readonly line: readonly Origin[];
  /** Where values within the line came from. */
  readonly values: readonly Origin[];
}

/** The origins of one line and of its parts. */
export interface PartedOrigins extends LineOrigins {
  /** Where its parts came from, in order: each goes on to the next. */
  readonly parts: readonly LinePart[];
}

/** A part of a line, from a column (from 0) of the text without marks. */
export interface LinePart {
  readonly from: number;
  readonly origin: Origin;
}

/**
 * Reads the marks of a rendered text, line by line.
 *
 * @param marked a rendered text
 * @returns the origins of each line of `stripMarks(marked)`; a line without a mark of its own continues the line before it
 */
export function originsOfLines(marked: string): readonly PartedOrigins[] {
  let next: readonly Origin[] = [];
  return marked.split("\n").map((text) => {
    const marks = [...text.matchAll(MARK)];
    const isLeading = ({ index }: { index: number }) => stripMarks(text.slice(0, index)).trim() === "";
    const leading = marks.filter(isLeading).map(originOf);
    const others = marks.filter((match) => !isLeading(match)).map(originOf);
    const origins = leading.length > 0 ? leading : next;
    // Where the template goes on, what the line begins with is a value in it.
    const isTemplates = others.some(isTemplate);
    const line = isTemplates ? origins.filter(isTemplate) : origins;
    const values = [
      ...origins.filter((origin) => !line.includes(origin)),
      ...others.filter((each) => !isTemplate(each)),
    ];
    const before = next.slice(-1).map((origin): LinePart => ({ from: 0, origin }));
    const own = marks.map((match) => ({
      from: stripMarks(text.slice(0, match.index)).length,
      origin: originOf(match),
    }));
    next = continued([...line, ...others.slice(-1).filter((each) => !isTemplate(each))]);
    return { line, values, parts: [...before, ...own] };
  });
}

const isTemplate = ({ kind }: Origin) => kind === "template";

/**
 * Splits the marks off the start of a text.
 *
 * @param marked a text that may start with marks
 * @returns the marks, or "", and the rest
 */
export function splitMarks(marked: string): readonly [marks: string, rest: string] {
  let end = 0;
  while (marked[end] === OPEN) end = marked.indexOf(CLOSE, end) + 1;
  return [marked.slice(0, end), marked.slice(end)];
}

/** Where the next line comes from if it has no mark: the text that was printed last goes on, what printed it stays. */
function continued(origins: readonly Origin[]): readonly Origin[] {
  return origins.map((origin, index) => (index < origins.length - 1 ? origin : movedOn(origin, 1)));
}

function movedOn(origin: Origin, lines: number): Origin {
  return "offset" in origin ? { ...origin, offset: origin.offset + lines } : { ...origin, line: origin.line + lines };
}

/** One letter a kind. */
const KINDS = { t: "template", d: "descriptor", f: "fact", p: "prose", w: "drift" } as const;

function encode(origin: Origin): string {
  return "offset" in origin
    ? `${origin.kind[0]}${origin.offset}:${origin.path.join("\u0003")}`
    : `${origin.kind === "drift" ? "w" : origin.kind[0]}${origin.line}:${origin.file}`;
}

function originOf([, code = ""]: RegExpMatchArray): Origin {
  const kind = KINDS[code[0] as keyof typeof KINDS];
  const colon = code.indexOf(":");
  const number = Number(code.slice(1, colon));
  const rest = code.slice(colon + 1);
  if (kind === "template" || kind === "prose" || kind === "drift") return { kind, file: rest, line: number };
  const path = rest.split("\u0003").map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  return { kind, path, offset: number };
}
