import { visibleLine } from "../visible.ts";

/**
 * Makes a stranger's text plain text in GitHub's Markdown, also in a cell of a table: no markup, no HTML, no link, no
 * mention of a person, no reference to an issue.
 *
 * @returns one line
 */
export function escapeMarkdown(text: string): string {
  return (
    visibleLine(text)
      .replace(/[\\`*_{}[\]()+.!|~$:=^-]/g, "\\$&")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
      // GitHub looks for these in what is rendered, so that a backslash does not help.
      .replace(/[@#]|(?<=\bGH)\\-(?=\d)/gi, "<span>$&</span>")
  );
}

/**
 * A link, where the address is one of the web.
 *
 * @param text Markdown
 * @param url the address; undefined where there is none
 */
export function markdownLink(text: string, url: string | undefined): string {
  if (url === undefined || !/^https?:\/\//i.test(url)) return text;
  const address = visibleLine(url).replace(/[\s<>()[\]\\|`"]/g, (character) => encodeURIComponent(character));
  return `[${text}](${address.replaceAll("(", "%28").replaceAll(")", "%29")})`;
}
