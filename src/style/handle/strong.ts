import type { Parents, Strong } from "mdast";
import type { Info, State } from "mdast-util-to-markdown";
import { phrasingIn } from "../phrasing.ts";
import { touchesWord } from "./emphasis.ts";

declare module "mdast" {
  interface StrongData {
    touchesWord?: boolean;
  }
}

/** Always two asterisks. */
export function strong(node: Strong, parent: Parents | undefined, state: State, info: Info): string {
  const index = state.indexStack.at(-1) ?? 0;
  node.data = { touchesWord: touchesWord(parent?.children[index - 1], parent?.children[index + 1]) };
  return `**${phrasingIn("strong", node, state, info)}**`;
}
