import type { Element, ElementContent } from "hast";
import { h } from "hastscript";

/** The label stands on a line of its own, or it is no label. */
const LABEL = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|$)/;

/**
 * Makes a quote that begins with `[!NOTE]` the box that GitHub and Docker Hub show.
 *
 * @returns true where it was one, and now is a box
 */
export function makeAlert(quote: Element): boolean {
  const paragraph = quote.children.find((child): child is Element => child.type === "element");
  const first = paragraph?.children[0];
  if (paragraph?.tagName !== "p" || first?.type !== "text") return false;
  const kind = LABEL.exec(first.value)?.[1];
  if (kind === undefined || (!first.value.includes("\n") && paragraph.children.length > 1)) return false;
  first.value = first.value.replace(LABEL, "");
  if (first.value === "" && paragraph.children.length === 1)
    quote.children = quote.children.filter((child) => child !== paragraph);
  const label: ElementContent = h("p.alert-label", kind[0] + kind.slice(1).toLowerCase());
  quote.tagName = "div";
  quote.properties["className"] = ["alert", `alert-${kind.toLowerCase()}`];
  quote.children.unshift(label);
  return true;
}
