/*
 * Puts a new version of a guide in place of the one on the page: only the blocks that changed are exchanged, so that the
 * reader's place, selection and focus stay. The page's own additions (copy buttons and the like) are not compared: what
 * the server sent is.
 */

/** What the server sent last, block by block. */
export type Pristine = readonly string[];

/** The blocks as the server sent them; to be called before anything is added to the page. */
export function pristineOf(article: Element): Pristine {
  return [...article.children].map((child) => child.outerHTML);
}

/** Exchanges the blocks that differ, and gives those that are new. */
export function patchArticle(
  article: Element,
  before: Pristine,
  html: string,
): { readonly pristine: Pristine; readonly added: readonly Element[] } {
  const next = [...new DOMParser().parseFromString(`<article>${html}</article>`, "text/html").body.children];
  const incoming = [...(next[0]?.children ?? [])];
  const after = incoming.map((child) => child.outerHTML);
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let tail = 0;
  while (
    tail < before.length - start &&
    tail < after.length - start &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail += 1;
  const current = [...article.children];
  for (const child of current.slice(start, before.length - tail)) child.remove();
  const added = incoming.slice(start, after.length - tail).map((child) => document.importNode(child, true));
  const successor = current[before.length - tail] ?? null;
  for (const child of added) article.insertBefore(child, successor);
  const texts = new Set(current.map((child) => textOf(child)));
  return { pristine: after, added: added.filter((child) => !texts.has(textOf(child))) };
}

/** What a reader reads of a block: without the label of a button that the page has added. */
function textOf(element: Element): string {
  return (element.textContent ?? "").replace(/Cop(?:y|ied)$/, "");
}
