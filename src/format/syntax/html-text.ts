import type { CompileContext, Extension } from "mdast-util-from-markdown";
import type { Token } from "micromark-util-types";

declare module "mdast-util-from-markdown" {
  interface CompileData {
    inHtmlText?: boolean;
  }
}

/** Keeps the blanks at the start of a line inside an inline HTML tag, which mdast drops. */
export const htmlText: Extension = {
  enter: { htmlText: enterHtmlText },
  exit: { htmlText: exitHtmlText, linePrefix: exitLinePrefix },
};

function enterHtmlText(this: CompileContext, token: Token): void {
  this.enter({ type: "html", value: "" }, token);
  this.buffer();
  this.data.inHtmlText = true;
}

function exitHtmlText(this: CompileContext, token: Token): void {
  const value = this.resume();
  const node = this.stack.at(-1);
  if (node?.type === "html") node.value = value;
  this.exit(token);
  this.data.inHtmlText = false;
}

function exitLinePrefix(this: CompileContext, token: Token): void {
  if (!this.data.inHtmlText) return;
  this.config.enter.data?.call(this, token);
  this.config.exit.data?.call(this, token);
}
