import type { Element } from "hast";
import { h } from "hastscript";
import type { Original } from "../compare.ts";
import type { Store } from "../store.ts";

/** What the comparison of a page shows. */
export function comparison(key: string, originals: readonly Original[], store: Store): Element[] {
  if (originals.length === 0)
    return [h("p.compare-same", "There is nothing to compare with: this page has no committed version.")];
  const option = (value: string, label: string, checked: boolean) =>
    h("label.segment", [h("input", { type: "radio", name: "compare-as", value, checked }), h("span", label)]);
  return [
    h("fieldset.segments", [
      h("legend.visually-hidden", "Compare as"),
      option("rendered", "Rendered", true),
      option("text", "Text", false),
    ]),
    ...originals.flatMap((original) => store.compare(key, original) ?? []),
  ];
}
