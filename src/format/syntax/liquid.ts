import type { Literal } from "mdast";
import type { CompileContext, Extension as FromMarkdownExtension } from "mdast-util-from-markdown";
import { markdownLineEnding, markdownSpace } from "micromark-util-character";
import type { Code, Effects, Extension, State, Token, TokenizeContext } from "micromark-util-types";

/** A tag of a template language such as Liquid or Go's: `{{ value }}` or `{% tag %}`. */
export interface Liquid extends Literal {
  type: "liquid";
}

declare module "mdast" {
  interface RootContentMap {
    liquid: Liquid;
  }
  interface PhrasingContentMap {
    liquid: Liquid;
  }
}

declare module "micromark-util-types" {
  interface TokenTypeMap {
    liquid: "liquid";
  }
}

const leftBrace = 123;
const rightBrace = 125;
const percent = 37;

/** A micromark extension: a tag in a text, or alone on its lines. */
export const liquid: Extension = {
  flow: { [leftBrace]: { name: "liquidFlow", tokenize: tokenizeFlow } },
  text: { [leftBrace]: { name: "liquidText", tokenize: tokenizeText } },
};

/** The mdast node of a tag. */
export const liquidFromMarkdown: FromMarkdownExtension = {
  canContainEols: ["liquid"],
  enter: { liquid: enterLiquid },
  exit: { liquid: exitLiquid },
};

/**
 * What was looked for up to the end of a text, and not found: looking again would take the square of its length. A text is
 * known by its tokenizer's `write`, for each attempt may have a context of its own.
 */
const unclosed = new WeakMap<TokenizeContext["write"], Set<Code>>();

function tokenizeText(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
  return tag(this, effects, ok, nok, (next) => next);
}

function tokenizeFlow(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
  const lazy = (): boolean => this.parser.lazy[this.now().line] ?? false;
  return tag(this, effects, trailing, nok, (next) => (code) => (lazy() ? nok(code) : next(code)));

  function trailing(code: Code): State | undefined {
    if (markdownSpace(code)) {
      effects.enter("whitespace");
      return blanks(code);
    }
    return code === null || markdownLineEnding(code) ? ok(code) : nok(code);
  }

  function blanks(code: Code): State | undefined {
    if (markdownSpace(code)) {
      effects.consume(code);
      return blanks;
    }
    effects.exit("whitespace");
    return code === null || markdownLineEnding(code) ? ok(code) : nok(code);
  }
}

/** Reads a whole tag; `lineStart` may refuse a line that does not belong to the block. */
function tag(
  { write }: TokenizeContext,
  effects: Effects,
  ok: State,
  nok: State,
  lineStart: (next: State) => State,
): State {
  let closing = rightBrace;
  return start;

  function start(code: Code): State | undefined {
    effects.enter("liquid");
    effects.enter("data");
    effects.consume(code);
    return kind;
  }

  function kind(code: Code): State | undefined {
    if (code !== leftBrace && code !== percent) return nok(code);
    closing = code === percent ? percent : rightBrace;
    if (unclosed.get(write)?.has(closing)) return nok(code);
    effects.consume(code);
    return inside;
  }

  function inside(code: Code): State | undefined {
    if (code === null) {
      unclosed.set(write, (unclosed.get(write) ?? new Set()).add(closing));
      return nok(code);
    }
    if (markdownLineEnding(code)) {
      effects.exit("data");
      return lineEnding(code);
    }
    effects.consume(code);
    return code === closing ? end : inside;
  }

  function end(code: Code): State | undefined {
    if (code !== rightBrace) return inside(code);
    effects.consume(code);
    effects.exit("data");
    effects.exit("liquid");
    return ok;
  }

  function lineEnding(code: Code): State | undefined {
    effects.enter("lineEnding");
    effects.consume(code);
    effects.exit("lineEnding");
    return lineStart(line);
  }

  function line(code: Code): State | undefined {
    if (markdownLineEnding(code)) return lineEnding(code);
    effects.enter("data");
    return inside(code);
  }
}

function enterLiquid(this: CompileContext, token: Token): void {
  this.enter({ type: "liquid", value: "" }, token);
  this.buffer();
}

function exitLiquid(this: CompileContext, token: Token): void {
  this.resume();
  const node = this.stack.at(-1);
  if (node?.type === "liquid") node.value = this.sliceSerialize(token);
  this.exit(token);
}
