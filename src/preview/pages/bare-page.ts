import type { ElementContent } from "hast";
import { h } from "hastscript";
import { htmlOf } from "./raw.ts";

/**
 * A page that runs and loads nothing.
 *
 * @param title what its window is called
 * @param meta what its `head` says besides
 * @param body what it shows
 * @returns the HTML document
 */
export function barePage(title: string, meta: readonly ElementContent[], body: ElementContent): string {
  const head = h("head", [
    h("meta", { charSet: "utf-8" }),
    h("meta", { httpEquiv: "Content-Security-Policy", content: "default-src 'none'" }),
    h("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    h("meta", { name: "color-scheme", content: "light dark" }),
    h("title", title),
    ...meta,
  ]);
  return `<!doctype html>\n${htmlOf(h("html", { lang: "en" }, [head, h("body", body)]))}\n`;
}
