/** The element of an id; undefined where the page has none. */
export function byId<Type extends HTMLElement = HTMLElement>(id: string): Type | undefined {
  return (document.getElementById(id) as Type | null) ?? undefined;
}

/** Makes an element; texts are texts, never HTML. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}
