import type { FootnoteDefinition, Parents } from "mdast";
import type { Info, State } from "mdast-util-to-markdown";
import { indent } from "../indent.ts";
import { widthOf } from "../width.ts";
import { printWidth } from "../wrap.ts";

const contentIndent = "    ";

/** A short note starts beside its label, a long one on the next line. */
export function footnoteDefinition(
  node: FootnoteDefinition,
  _parent: Parents | undefined,
  state: State,
  info: Info,
): string {
  const label = `[^${node.label ?? node.identifier}]:`;
  const shift = info.lineShift + contentIndent.length;
  const content = state.containerFlow(node, { now: info.now, lineShift: shift });
  const first = node.children[0];
  const firstText = first ? state.handle(first, node, state, { ...info, lineShift: shift }) : "";
  const beside = !firstText.includes("\n") && info.lineShift + widthOf(`${label} ${firstText}`) <= printWidth;
  return (label + (beside ? " " : `\n${contentIndent}`) + indent(content, contentIndent)).trimEnd();
}
