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
  const { content, first: firstText } = flow(node, state, { ...info, lineShift: shift });
  const beside = !firstText.includes("\n") && info.lineShift + widthOf(`${label} ${firstText}`) <= printWidth;
  return (label + (beside ? " " : `\n${contentIndent}`) + indent(content, contentIndent)).trimEnd();
}

/** The blocks of a note, and its first one alone: written once, for each note within a note would double the work. */
function flow(node: FootnoteDefinition, state: State, info: Info): { content: string; first: string } {
  const { handle } = state;
  let first = "";
  state.handle = (child, ...rest) => {
    const text = handle(child, ...rest);
    if (child === node.children[0]) first = text;
    return text;
  };
  const content = state.containerFlow(node, info);
  state.handle = handle;
  return { content, first };
}
