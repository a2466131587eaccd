import type { Element, ElementContent } from "hast";
import { h } from "hastscript";

const SAFE_LINK = /^(?:https?:\/\/|mailto:|#)/i;

/**
 * Makes a link safe to show: where it cannot be followed from here, or would run something, its text stays and says so.
 *
 * @returns the link, or a span in its place
 */
export function safeLink(link: Element): Element {
  const href = String(link.properties["href"] ?? "");
  if (SAFE_LINK.test(href)) {
    if (!href.startsWith("#")) link.properties["rel"] = ["noopener", "noreferrer"];
    return link;
  }
  const title = `This link goes nowhere from here: ${href}`;
  return h("span.inert-link", { title }, link.children);
}

/**
 * Stands in for an image: a page of the preview asks no other host for anything.
 *
 * @returns a box with the image's alternative text and address
 */
export function imageBox(image: Element): Element {
  const source = String(image.properties["src"] ?? "");
  const alt = String(image.properties["alt"] ?? "");
  const children: (string | ElementContent)[] = [h("span.image-label", "Image"), ` ${alt || source}`];
  return h("span.image-box", { title: source }, children);
}
