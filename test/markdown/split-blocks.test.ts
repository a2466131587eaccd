import fc from "fast-check";
import type { Nodes } from "mdast";
import { describe, expect, it } from "vitest";
import { parseGfm } from "../../src/markdown/parse.ts";
import { splitBlocks } from "../../src/markdown/split-blocks.ts";

const PIECES = [
  ..."\n,\n\n,\n\n\n,- ,* ,1. ,2) ,  ,    ,> ,# ,## ,```\n,```,~~~,---,***,===,<b>,<div>,</div>\n,<br>,`,*,**,_,[x](y),[x],\\".split(
    ",",
  ),
  ..."&amp;,\t,|,!,~~x~~,- [ ] x,www.a.example,x@y.example,a,b c,[x]: y\n,[^1],<!--,-->,<pre>".split(","),
  "| a | b |\n| - | - |\n| c | d |\n",
];

describe("the blocks of a text", () => {
  it("say by themselves what they say in the text, whatever it holds", () => {
    const texts = fc.array(fc.constantFrom(...PIECES), { maxLength: 24 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(texts, (text) => {
        const blocks = splitBlocks(text) ?? [text];
        expect(blocks.flatMap((block) => parseGfm(block).children.map(said))).toEqual(
          parseGfm(text).children.map(said),
        );
      }),
      { numRuns: 1000 },
    );
  });
});

/** A node without its position. */
function said({ position: _, ...node }: Nodes): object {
  return "children" in node ? { ...node, children: node.children.map(said) } : node;
}
