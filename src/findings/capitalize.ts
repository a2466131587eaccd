/** A text that begins with a capital letter: `Helm charts`. */
export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
