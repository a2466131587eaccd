/**
 * The id of an element of the page's own. Headings of a guide have the anchors that GitHub gives them, all in lower
 * case, so an id with capitals is none of theirs.
 *
 * @param name what the element is called among ours
 */
export function pageId<Name extends string>(name: Name): `UI-${Name}` {
  return `UI-${name}`;
}
