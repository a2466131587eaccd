import { HtmlRenderer, Parser } from "commonmark";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { splitFrontMatter } from "../../src/format/front-matter.ts";

/**
 * What a reader sees: GFM rendered as HTML, with the white space that means nothing made alike. Blanks at the ends of
 * code lines are not seen, and Prettier takes them off; nor are empty lines at the end of a fence that is never closed.
 *
 * In block quotes, paragraphs are told from each other but not from the text of a tight list: micromark reads a list in
 * a quote as loose if an empty line follows the list.
 */
export function render(markdown: string): string {
  const { content } = splitFrontMatter(markdown.replace(/\r\n?/g, "\n"));
  const html = micromark(content, {
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
  return html
    .split(/(<pre>[\s\S]*?<\/pre>)/)
    .map((part, index) =>
      index % 2 === 1 ? part.replace(/[ \t]+$/gm, "").replace(/\n+<\/code>/, "</code>") : part.replace(/\s+/g, " "),
    )
    .join("")
    .replace(/ *(<\/?(?:p|ul|ol|li|h\d|table|thead|tbody|tr|td|th|blockquote|hr|pre|section)\b[^>]*>) */g, "$1")
    .replace(/<blockquote>.*<\/blockquote>/gs, (quote) =>
      quote
        .replace(/<\/p>\s*<p>/g, "¶")
        .replace(/<\/?p>/g, "")
        .replace(/(\[!\w+\])¶/g, "$1 "),
    )
    .trim();
}

/**
 * The blocks that the reference implementation of CommonMark sees. It knows no tables and no
 * footnotes, but it tells loose lists from tight ones in block quotes.
 */
export function outline(markdown: string): string {
  const { content } = splitFrontMatter(markdown.replace(/\r\n?/g, "\n"));
  const html = new HtmlRenderer().render(new Parser().parse(content));
  return (html.match(/<\/?(?:blockquote|h\d|hr|li|ol|p|pre|ul)\b/g) ?? []).join("");
}
