import { h } from "hastscript";
import { baseOf } from "../address.ts";
import { barePage } from "./bare-page.ts";

/**
 * A page at the address that another one had before.
 *
 * @param from the key of the address
 * @param to the key of the page
 * @param title the page's
 * @returns the HTML document, which leads on at once
 */
export function movedPage(from: string, to: string, title: string): string {
  const href = `${baseOf(from)}${to}.html`;
  const meta = [h("meta", { httpEquiv: "refresh", content: `0; url=${href}` }), h("link", { rel: "canonical", href })];
  return barePage(title, meta, h("p", ["This page is now ", h("a", { href }, title), "."]));
}
