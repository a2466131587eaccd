import type { Nodes } from "mdast";
import type { CompileContext, Extension } from "mdast-util-from-markdown";
import type { Token } from "micromark-util-types";

declare module "mdast" {
  interface Data {
    /** Of a fragment, while a tree is made: it is the text of a link. */
    isLabel?: boolean;
  }
}

declare module "mdast-util-from-markdown" {
  interface CompileData {
    /** The length that the text at hand had before the character reference in it. */
    lengthBeforeReference?: number;
  }
}

/**
 * Keeps texts as their source has them: `\*` and `&amp;` stay. So a text is never unescaped and escaped again, and the
 * author's way of escaping is kept. URLs, titles and info strings are decoded as usual.
 */
export const sourceText: Extension = {
  enter: { characterReference: enterReference, label: enterLabel },
  exit: { characterEscapeValue: exitEscape, characterReference: exitReference },
};

function exitEscape(this: CompileContext, token: Token): void {
  this.config.exit.data?.call(this, token);
  const text = textAtHand(this);
  if (text) text.value = `${text.value.slice(0, -1)}\\${text.value.slice(-1)}`;
}

function enterReference(this: CompileContext, token: Token): void {
  this.config.enter.data?.call(this, token);
  const text = this.stack.at(-1);
  if (text?.type === "text") this.data.lengthBeforeReference = text.value.length;
}

function exitReference(this: CompileContext, token: Token): void {
  const text = this.stack.pop();
  if (text?.type !== "text" || !text.position) return;
  text.position.end = { line: token.end.line, column: token.end.column, offset: token.end.offset };
  if (holdsTexts(this.stack.at(-1))) {
    text.value = text.value.slice(0, this.data.lengthBeforeReference) + this.sliceSerialize(token);
  }
}

/** The text that was just written to, unless it is buffered to become an attribute. */
function textAtHand(context: CompileContext): { value: string } | undefined {
  const parent = context.stack.at(-1);
  const last = holdsTexts(parent) ? parent.children.at(-1) : undefined;
  return last?.type === "text" ? last : undefined;
}

/** Strings are buffered in fragments, and so are the labels of links, whose children are texts. */
function enterLabel(this: CompileContext): void {
  this.buffer();
  const fragment = this.stack.at(-1);
  if (fragment) fragment.data = { isLabel: true };
}

function holdsTexts(parent: StackEntry | undefined): parent is StackEntry & { children: Nodes[] } {
  if (!parent || !("children" in parent)) return false;
  return parent.type !== "fragment" || parent.data?.isLabel === true;
}

type StackEntry = CompileContext["stack"][number];
