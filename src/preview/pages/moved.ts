import { h } from "hastscript";
import { baseOf } from "../address.ts";
import { htmlOf } from "./raw.ts";

/**
 * A page at the address that another one had before. It runs and loads nothing.
 *
 * @param from the key of the address
 * @param to the key of the page
 * @param title the page's
 * @returns the HTML document, which leads on at once
 */
export function movedPage(from: string, to: string, title: string): string {
  const href = `${baseOf(from)}${to}.html`;
  const head = h("head", [
    h("meta", { charSet: "utf-8" }),
    h("meta", { httpEquiv: "Content-Security-Policy", content: "default-src 'none'" }),
    h("meta", { httpEquiv: "refresh", content: `0; url=${href}` }),
    h("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    h("meta", { name: "color-scheme", content: "light dark" }),
    h("title", title),
    h("link", { rel: "canonical", href }),
  ]);
  const body = h("body", h("p", ["This page is now ", h("a", { href }, title), "."]));
  return `<!doctype html>\n${htmlOf(h("html", { lang: "en" }, [head, body]))}\n`;
}
