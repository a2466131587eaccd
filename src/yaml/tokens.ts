import { Lexer } from "yaml";

/** A token of a YAML text. */
export interface YamlToken {
  readonly source: string;
  readonly offset: number;
  /** Whether it is the text of a value or of a key, which may begin with any sign. */
  readonly isScalar: boolean;
}

/** The token that precedes a scalar's text (see the documentation of `yaml`). */
const SCALAR = "\u001f";
/** Tokens of the lexer that stand for nothing in the text. */
const VIRTUAL = new Set(["\u0002", "\u0018", SCALAR]);

/**
 * Takes a YAML text apart.
 *
 * @param text a YAML document
 * @returns its tokens, one behind the other
 */
export function* tokensOf(text: string): Generator<YamlToken> {
  let offset = 0;
  let previous = "";
  for (const source of new Lexer().lex(text)) {
    const isScalar = previous === SCALAR;
    previous = source;
    if (!isScalar && VIRTUAL.has(source)) continue;
    yield { source, offset, isScalar };
    offset += source.length;
  }
}
