import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { describe, expect, it } from "vitest";
import { parseGfm } from "../../src/markdown/parse.ts";

describe("parseGfm", () => {
  it.each([
    "See www.example.com.",
    "See WWW.example.com, HTTPS://example.com and hTTp://example.com/a?b=1&c=2.",
    "Write to a.b@example.com, or mailto:a@example.com.",
    "Write to a&#64;example.com, b&commat;example.com or c&#X40;example.com.",
    "See w&#119;w.example.com, &#87;ww.example.com and &#104;ttps://example.com.",
    "See https&colon;//example.com and https&#58;//example.com.",
    "Not a\\@example.com, h**ttp**://example.com or w_w_w.example.com.",
    "| a | b |\n| --- | --- |\n| www.example.com | `a && b` |",
    "Run `a && b`, then c && d & e.\n\n- [ ] ~~done~~[^1]\n\n[^1]: A note.",
    "# No address at all\n\n```console\n$ a && b\n```\n\n> [!NOTE]\n> here",
  ])("finds the addresses of %j that GitHub finds", (text) => {
    const everywhere = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
    expect(parseGfm(text)).toEqual(everywhere);
  });
});
