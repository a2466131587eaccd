import type { Literal } from "mdast";
import type { CompileContext, Extension as FromMarkdownExtension } from "mdast-util-from-markdown";
import { markdownLineEnding, markdownLineEndingOrSpace } from "micromark-util-character";
import type { Code, Effects, Extension, State, Token } from "micromark-util-types";

/** `[[Target]]`, as wikis write it. Its value is what stands between the brackets. */
export interface WikiLink extends Literal {
  type: "wikiLink";
}

declare module "mdast" {
  interface RootContentMap {
    wikiLink: WikiLink;
  }
  interface PhrasingContentMap {
    wikiLink: WikiLink;
  }
}

declare module "micromark-util-types" {
  interface TokenTypeMap {
    wikiLink: "wikiLink";
    wikiLinkTarget: "wikiLinkTarget";
  }
}

const leftBracket = 91;
const rightBracket = 93;

/** A micromark extension: two brackets, something on the same line, two brackets. */
export const wikiLink: Extension = { text: { [leftBracket]: { name: "wikiLink", tokenize: tokenizeWikiLink } } };

/** The mdast node of a wiki link. */
export const wikiLinkFromMarkdown: FromMarkdownExtension = {
  enter: { wikiLink: enterWikiLink },
  exit: { wikiLink: exitWikiLink },
};

function tokenizeWikiLink(effects: Effects, ok: State, nok: State): State {
  let hasTarget = false;
  return start;

  function start(code: Code): State | undefined {
    effects.enter("wikiLink");
    effects.consume(code);
    return second;
  }

  function second(code: Code): State | undefined {
    if (code !== leftBracket) return nok(code);
    effects.consume(code);
    return target;
  }

  function target(code: Code): State | undefined {
    if (code === null || markdownLineEnding(code)) return nok(code);
    if (code === rightBracket) {
      if (!hasTarget) return nok(code);
      effects.consume(code);
      return end;
    }
    if (!markdownLineEndingOrSpace(code)) hasTarget = true;
    effects.consume(code);
    return target;
  }

  function end(code: Code): State | undefined {
    if (code !== rightBracket) return nok(code);
    effects.consume(code);
    effects.exit("wikiLink");
    return ok;
  }
}

function enterWikiLink(this: CompileContext, token: Token): void {
  this.enter({ type: "wikiLink", value: "" }, token);
}

function exitWikiLink(this: CompileContext, token: Token): void {
  const node = this.stack.at(-1);
  if (node?.type === "wikiLink") node.value = this.sliceSerialize(token).slice(2, -2);
  this.exit(token);
}
