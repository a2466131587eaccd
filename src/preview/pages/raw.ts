import type { ElementContent, RootContent } from "hast";
import { toHtml } from "hast-util-to-html";

/**
 * Puts HTML that is safe already into a tree.
 *
 * @param html the HTML, made by `toHtml` from a tree of ours
 * @returns a node for {@link htmlOf}
 */
export function trusted(html: string): ElementContent {
  return { type: "raw", value: html } as unknown as ElementContent;
}

/**
 * Writes a tree of a page as HTML.
 *
 * @returns the HTML; all text in it is escaped, but for what is {@link trusted}
 */
export function htmlOf(content: RootContent | readonly RootContent[]): string {
  return toHtml(
    { type: "root", children: Array.isArray(content) ? [...content] : [content as RootContent] },
    {
      allowDangerousHtml: true,
    },
  );
}
