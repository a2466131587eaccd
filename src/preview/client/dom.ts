import { pageId } from "../page-id.ts";

/** An element of the page's own, by its name; undefined where the page has none. */
export function byId<Type extends HTMLElement = HTMLElement>(name: string): Type | undefined {
  return (document.getElementById(pageId(name)) as Type | null) ?? undefined;
}

/** Makes an element; texts are texts, never HTML. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  made.add(element);
  return element;
}

/** The element that a link leads to within the page; undefined for none, and for an address that is wrongly encoded. */
export function targetOf({ hash }: HTMLAnchorElement): HTMLElement | undefined {
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1))) ?? undefined;
  } catch {
    return undefined;
  }
}

const made = new WeakSet<Node>();

/** Whether the page itself has made an element: the server knows nothing of it. */
export function isMade(node: Node): boolean {
  return made.has(node);
}
