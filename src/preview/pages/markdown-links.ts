import type { Element } from "hast";
import { h } from "hastscript";

/**
 * The ways to a page's Markdown. A page from a file can ask for none, so there is only the link.
 *
 * @param href where it is
 */
export function markdownLinks(href: string): Element[] {
  return [
    h("button.markdown-copy", { type: "button", dataMarkdown: href }, "Copy as Markdown"),
    h("a", { href, type: "text/markdown" }, "View as Markdown"),
  ];
}
