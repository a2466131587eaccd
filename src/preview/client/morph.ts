import { Idiomorph } from "idiomorph";
import { pageId } from "../page-id.ts";
import { isMade } from "./dom.ts";

/**
 * Brings an element up to date. What the reader has done with it stays: what is unfolded, chosen, filtered, focused; so
 * does what the page itself has added.
 *
 * @param content what it is to be, as the server has it
 */
export function morph(
  element: Element,
  content: string | Node[],
  morphStyle: "innerHTML" | "outerHTML" = "innerHTML",
): void {
  Idiomorph.morph(element, content, {
    morphStyle,
    callbacks: {
      beforeNodeMorphed: (current, incoming) => {
        if (!(current instanceof HTMLElement && incoming instanceof HTMLElement)) return true;
        keepState(current, incoming);
        return !current.matches(".own-namespace");
      },
      beforeNodeRemoved: (node) => !isMade(node),
    },
  });
}

/** A box that has been folded or unfolded stays so, unless it says something else now. */
function keepState(current: HTMLElement, incoming: HTMLElement): void {
  if (current.matches(".card")) incoming.hidden = current.hidden;
  if (current instanceof HTMLDetailsElement && incoming instanceof HTMLDetailsElement)
    if (current.dataset["broken"] === incoming.dataset["broken"]) incoming.open = current.open;
  if (current instanceof HTMLInputElement) incoming.toggleAttribute("checked", current.checked);
}

/**
 * Prepares to bring the blocks of a page up to date; to be called before anything is added to them.
 *
 * @returns a function that takes the blocks as the server has them now, and gives those that say something new
 */
export function blockMorpher(article: Element): (html: string) => readonly Element[] {
  const numbers = new Map<string, number>();
  // A line break between two blocks would be taken for the one between two others, and what stands between them moved.
  for (const node of [...article.childNodes]) if (node instanceof Text) node.remove();
  let before = new Set(nameBlocks(article, numbers).values());
  return (html) => {
    const template = document.createElement("template");
    template.innerHTML = html;
    const texts = nameBlocks(template.content, numbers);
    morph(article, [...template.content.children]);
    const added = [...article.children].filter(({ id }) => texts.has(id) && !before.has(texts.get(id) ?? ""));
    before = new Set(texts.values());
    return added;
  };
}

/**
 * Gives each block an id by what it says, so that it is found again wherever it stands then: of two paragraphs, nothing
 * else tells which one was there before, and the reader's place and selection are in one of them.
 *
 * @returns the texts of the blocks by their ids
 */
function nameBlocks({ children }: ParentNode, numbers: Map<string, number>): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const block of children) {
    const text = block.textContent ?? "";
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    const name = pageId(`block-${number}`);
    for (let count = 1; block.id === ""; count += 1) if (!texts.has(`${name}-${count}`)) block.id = `${name}-${count}`;
    texts.set(block.id, text);
  }
  return texts;
}
