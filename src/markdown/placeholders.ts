/** A placeholder that the reader fills in, and what a template engine replaces. */
const PLACEHOLDER = /<[A-Za-z][^<>\n|&;$()]*>|(?<!\{)\{\{[^}\n]*\}\}/g;

/** Where the private use area begins: no language has a meaning for its characters. */
const PRIVATE = 0xe000;

/**
 * Hides placeholders such as `<tag>` and `{{ .Values.tag }}` from a parser, which would take them for redirections or
 * braces. The length stays, so that offsets do.
 *
 * @returns the sample as one who filled it in would have it; {@link showPlaceholders} undoes it
 */
export function hidePlaceholders(text: string): string {
  return text.replace(PLACEHOLDER, (placeholder) =>
    placeholder.replace(/[\0-\x7f]/g, (character) => String.fromCharCode(PRIVATE + character.charCodeAt(0))),
  );
}

/** Gives words of a text whose placeholders were hidden as they were written. */
export function showPlaceholders(text: string): string {
  return text.replace(/[\ue000-\ue07f]/g, (character) => String.fromCharCode(character.charCodeAt(0) - PRIVATE));
}
