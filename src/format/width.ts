import emojiRegex from "emoji-regex";
import { eastAsianWidth } from "get-east-asian-width";

const notAscii = /[^\x20-\x7f]/;
const invisible = /[\p{Nonspacing_Mark}\p{Enclosing_Mark}\p{Control}]/u;
/** An emoji that is drawn as text, one column wide, unless a variation selector follows. */
const textual = /^\p{Emoji}$/u;
const pictured = /^\p{Emoji_Presentation}$/u;

/**
 * The columns that a text takes in a terminal or an editor: two for an emoji and for a full width character, none for a
 * mark that combines with the character before it, one for any other.
 *
 * @param text one line
 * @returns the number of columns
 */
export function widthOf(text: string): number {
  if (!notAscii.test(text)) return text.length;
  let width = 0;
  const rest = text.replace(emojiRegex(), (emoji) => {
    width += textual.test(emoji) && !pictured.test(emoji) ? 1 : 2;
    return "";
  });
  for (const character of rest) {
    if (!invisible.test(character)) width += eastAsianWidth(character.codePointAt(0) ?? 0);
  }
  return width;
}
