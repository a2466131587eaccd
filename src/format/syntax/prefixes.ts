import type { CompileContext, Extension } from "mdast-util-from-markdown";
import type { Token } from "micromark-util-types";

/** What a container puts before one line of its content: `> `, `1. `, or the blanks below that. */
export interface Prefix {
  /** Where it starts and ends in the source. An end within a tab is behind the tab. */
  readonly start: number;
  readonly end: number;
  /** How many columns it takes. */
  readonly width: number;
}

declare module "mdast" {
  interface RootData {
    /** The prefixes of each line, from the outermost container in. */
    prefixes?: Map<number, Prefix[]>;
  }
}

/** Notes what of each line belongs to the containers around its content. */
export const prefixes: Extension = {
  exit: {
    blockQuotePrefix: notePrefix,
    gfmFootnoteDefinitionIndent: notePrefix,
    listItemIndent: notePrefix,
    listItemPrefix: notePrefix,
  },
};

function notePrefix(this: CompileContext, token: Token): void {
  const [root] = this.stack;
  if (root?.type !== "root") return;
  root.data ??= {};
  root.data.prefixes ??= new Map<number, Prefix[]>();
  const prefix = { start: token.start.offset, end: token.end.offset, width: this.sliceSerialize(token, true).length };
  const others = root.data.prefixes.get(token.start.line);
  if (others) others.push(prefix);
  else root.data.prefixes.set(token.start.line, [prefix]);
}
