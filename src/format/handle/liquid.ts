import type { Parents } from "mdast";
import type { Info, State } from "mdast-util-to-markdown";
import { trimLineEnds } from "../indent.ts";
import type { Liquid } from "../syntax/liquid.ts";
import { hardBreak } from "../wrap.ts";

/** A template's tag is never touched. */
export function liquid(node: Liquid, parent: Parents | undefined, _state: State, _info: Info): string {
  const value = trimLineEnds(node.value);
  return parent && "children" in parent && isFlow(parent) ? value : value.replaceAll("\n", hardBreak);
}

function isFlow(parent: Parents): boolean {
  return ["root", "blockquote", "listItem", "footnoteDefinition"].includes(parent.type);
}
