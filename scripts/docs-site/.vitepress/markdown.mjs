import { existsSync, readdirSync, statSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";

/** Where files are that the site does not have. */
export const REPOSITORY_URL = "https://github.com/docker-hardened-images/dhi-guides";

const FOLDER = fileURLToPath(new URL("../../..", import.meta.url));

/** The source of the home page, which has a title of its own in place of the heading. */
export const HOME = "docs/README.md";

/** What is a page: the repository's folder, and the address of each of its files that is one. */
export const SOURCES = {
  folder: FOLDER,
  addresses: Object.fromEntries([
    ["README.md", "overview.md"],
    ["CONTRIBUTING.md", "contributing.md"],
    ["CHANGELOG.md", "changes.md"],
    ...readdirSync(`${FOLDER}/docs`, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".md"))
      .map((file) => file.replaceAll("\\", "/"))
      .map((file) => [`docs/${file}`, file.replace(/(?<=^|\/)README\.md$/, "index.md")]),
  ]),
};

/**
 * Makes VitePress read Markdown as GitHub does: text is text, though it looks like a template of Vue, and links lead
 * where they lead on GitHub: to a page of the site, or else into the repository.
 *
 * @param md VitePress's own markdown-it
 */
export function asOnGithub(md) {
  md.disable(["emoji", "snippet", "toc"], true);
  const inert = (text) => md.utils.escapeHtml(text).replaceAll("{{", "&#123;&#123;");
  md.renderer.rules.text = (tokens, index) => inert(tokens[index].content);
  md.renderer.rules.code_inline = (tokens, index) => `<code>${inert(tokens[index].content)}</code>`;
  // A comment is no text. Any other tag is: GitHub drops those that it does not know, but who wrote it meant it.
  const withoutComments = (tokens, index) => inert(tokens[index].content.replace(/<!--[^]*?-->/g, ""));
  md.renderer.rules.html_inline = withoutComments;
  md.renderer.rules.html_block = withoutComments;
  md.core.ruler.push("as-on-github", (state) => {
    const { tokens, env } = state;
    const source = posix.relative(FOLDER, env.realPath ?? env.path);
    for (const token of tokens.flatMap(({ children }) => children ?? []))
      if (token.type === "link_open") token.attrSet("href", addressOf(token.attrGet("href"), source));
    if (source === HOME) state.tokens = inPaths(tokens.slice(3), state.Token);
  });
}

/** The home page has a card for each reader: what stands below a heading. */
function inPaths(tokens, Token) {
  const tag = (name, level, className) => {
    const token = new Token(`${className}_${level > 0 ? "open" : "close"}`, name, level);
    if (level > 0) token.attrSet("class", className);
    return token;
  };
  const starts = tokens.flatMap(({ type, tag }, index) => (type === "heading_open" && tag === "h2" ? [index] : []));
  const paths = starts.flatMap((start, index) => [
    tag("section", 1, "path"),
    ...tokens.slice(start, starts[index + 1]),
    tag("section", -1, "path"),
  ]);
  return [...tokens.slice(0, starts[0]), tag("div", 1, "paths"), ...paths, tag("div", -1, "paths")];
}

/**
 * @param source the file that has the link, from the repository's top
 * @throws where a link names a file that is not there
 */
function addressOf(href, source) {
  if (/^(?:[a-z][\w+.-]*:|#)/i.test(href)) return href;
  const [path, hash = ""] = href.split(/(?=#)/);
  const file = posix.join(posix.dirname(source), decodeURI(path)).replace(/\/$/, "");
  const page = SOURCES.addresses[file] ?? SOURCES.addresses[`${file}/README.md`];
  if (page) return `/${page}${hash}`;
  if (!existsSync(`${FOLDER}/${file}`)) throw new Error(`${source}: there is no ${file}, which it links to`);
  return `${REPOSITORY_URL}/${statSync(`${FOLDER}/${file}`).isDirectory() ? "tree" : "blob"}/main/${file}${hash}`;
}
