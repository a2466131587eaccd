import type { Nodes } from "mdast";
import type { Handle, Handlers } from "mdast-util-to-markdown";
import { blockquote } from "./block-quote.ts";
import { breakLine } from "./break.ts";
import { code } from "./code.ts";
import { definition } from "./definition.ts";
import { deleteSpan } from "./delete.ts";
import { emphasis } from "./emphasis.ts";
import { footnoteDefinition } from "./footnote-definition.ts";
import { footnoteReference } from "./footnote-reference.ts";
import { heading } from "./heading.ts";
import { html } from "./html.ts";
import { imageReference } from "./image-reference.ts";
import { image } from "./image.ts";
import { inlineCode } from "./inline-code.ts";
import { linkReference } from "./link-reference.ts";
import { link } from "./link.ts";
import { liquid } from "./liquid.ts";
import { listItem } from "./list-item.ts";
import { list } from "./list.ts";
import { inlineMath, math } from "./math.ts";
import { paragraph } from "./paragraph.ts";
import { root } from "./root.ts";
import { strong } from "./strong.ts";
import { table } from "./table.ts";
import { text } from "./text.ts";
import { thematicBreak } from "./thematic-break.ts";
import { wikiLink } from "./wiki-link.ts";

type Construct = Exclude<Nodes["type"], "tableRow" | "tableCell" | "yaml">;

const constructs = {
  blockquote,
  break: breakLine,
  code,
  definition,
  delete: deleteSpan,
  emphasis,
  footnoteDefinition,
  footnoteReference,
  heading,
  html,
  image,
  imageReference,
  inlineCode,
  inlineMath,
  link,
  linkReference,
  liquid,
  list,
  listItem,
  math,
  paragraph,
  root,
  strong,
  table,
  text,
  thematicBreak,
  wikiLink,
} satisfies Record<Construct, Handle>;

/** How each construct is written. */
export const handlers: Partial<Handlers> = Object.fromEntries(
  Object.entries(constructs).map(([type, handle]) => [type, unlessIgnored(handle)]),
);

/** A node that a comment tells to leave alone is written as it stands. */
function unlessIgnored(handle: Handle): Handle {
  return (node: Nodes, ...rest) => node.data?.ignored ?? handle(node, ...rest);
}
