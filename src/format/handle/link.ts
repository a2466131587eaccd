import type { Link, Parents } from "mdast";
import type { Info, State } from "mdast-util-to-markdown";
import { phrasingIn } from "../phrasing.ts";
import { destination, title } from "../resource.ts";
import { innerBreak } from "../wrap.ts";

/** A bare URL stays bare, an autolink keeps its angle brackets. */
export function link(node: Link, _parent: Parents | undefined, state: State, info: Info): string {
  const { spelling, source = "" } = node.data ?? {};
  if (spelling === "bare") return source;
  if (spelling === "autolink") {
    const url = source.startsWith("<mailto:") ? node.url : node.url.replace(/^mailto:/, "");
    return `<${url}>`;
  }
  return `[${phrasingIn("link", node, state, info)}](${destination(node.url)}${title(node.title, " ").replaceAll("\n", innerBreak)})`;
}
