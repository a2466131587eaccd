/**
 * Splits YAML or TOML front matter from a text.
 *
 * @param markdown a text
 * @returns the front matter with its delimiters, or nothing, and the Markdown after it
 */
export function splitFrontMatter(markdown: string): { frontMatter: string | undefined; content: string } {
  const none = { frontMatter: undefined, content: markdown };
  const delimiter = markdown.slice(0, 3);
  if (delimiter !== "---" && delimiter !== "+++") return none;
  const firstLineEnd = markdown.indexOf("\n", 3);
  if (firstLineEnd === -1) return none;
  const language = markdown.slice(3, firstLineEnd).trim();
  let end = markdown.indexOf(`\n${delimiter}`, firstLineEnd);
  // YAML has a second delimiter: the end of a document.
  if (end === -1 && delimiter === "---" && (language === "" || language === "yaml")) {
    end = markdown.indexOf("\n...", firstLineEnd);
  }
  if (end === -1) return none;
  return { frontMatter: markdown.slice(0, end + 4), content: markdown.slice(end + 4) };
}
