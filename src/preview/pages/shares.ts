import type { Element } from "hast";
import { h, s } from "hastscript";
import type { Shares } from "../markdown/origin.ts";

/* Whose a guide's text is: shared, made from facts, or the author's own. */

/** A bar of the shares, and the same in words. */
export function shareBar(shares: Shares): Element[] {
  const percent = percentages(shares);
  const words = `${percent.shared}% shared, ${percent.fact}% from facts, ${percent.own}% own`;
  const x = { shared: 0, fact: percent.shared, own: percent.shared + percent.fact };
  const kinds = ["shared", "fact", "own"] as const;
  return [
    s("svg.share-bar", { viewBox: "0 0 100 4", preserveAspectRatio: "none", ariaHidden: "true" }, [
      ...kinds.map((kind) =>
        s("rect", { className: [`share-${kind}`], x: x[kind], y: 0, width: percent[kind], height: 4 }),
      ),
    ]),
    h("span.share-words", words),
  ];
}

/** What the colours of a guide mean. */
export function legend(shares: Shares): Element[] {
  const percent = percentages(shares);
  const item = (kind: string, label: string, value: number) =>
    h("span.legend-item", [h("span.swatch", { dataKind: kind }), `${label} `, h("b", `${value}%`)]);
  return [
    item("template", "Shared text", percent.shared),
    item("fact", "Made from facts", percent.fact),
    item("descriptor", "The author’s own", percent.own),
    h("span.legend-hint", "Click a paragraph to see its source."),
  ];
}

/** Whole percentages that add up to 100. */
function percentages({ shared, fact, own }: Shares): Shares {
  const total = shared + fact + own || 1;
  const facts = Math.round((fact / total) * 100);
  const owns = Math.round((own / total) * 100);
  return { shared: 100 - facts - owns, fact: facts, own: owns };
}
