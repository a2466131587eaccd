/** An ampersand that would be read as a character reference. */
const reference = /&(?=(?:#\d{1,7}|#x[\da-f]{1,6}|[\da-z]{1,31});)/gi;
/** Parentheses that are balanced, to the depth that every reader follows. */
const balanced = /^(?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*$/;

/**
 * Writes the URL of a link, an image or a definition.
 *
 * @param url the URL, decoded
 * @param inDefinition whether balanced parentheses are fine, as they are where no parenthesis follows
 * @returns the URL, in angle brackets where it needs them
 */
export function destination(url: string, inDefinition = false): string {
  if (url === "") return "<>";
  const escaped = escapeReferences(url.replace(/\\(?![^!-/:-@[-`{-~])/g, "\\\\"));
  const fine = inDefinition ? balanced.test(escaped) : !/[()]/.test(escaped);
  if (fine && !/[\0-\x20\x7f]|^</.test(escaped)) return escaped;
  return `<${escaped.replace(/[<>]/g, "\\$&").replace(/[\n\r]/g, encodeLineEnding)}>`;
}

/**
 * Writes the title of a link, an image or a definition, in the quotes that need the fewest escapes.
 *
 * @param value the title, decoded, if there is one
 * @param before what stands before a title that is there
 * @returns the quoted title, or nothing
 */
export function title(value: string | null | undefined, before: string): string {
  if (!value) return "";
  const escaped = escapeReferences(value.replaceAll("\\", "\\\\"));
  if (value.includes('"') && value.includes("'") && !/[()]/.test(value)) return `${before}(${escaped})`;
  const quote = count(value, '"') > count(value, "'") ? "'" : '"';
  return before + quote + escaped.replaceAll(quote, `\\${quote}`) + quote;
}

/**
 * Writes the label of a reference or a definition.
 *
 * @param value the label, decoded
 * @returns the label in brackets
 */
export function label(value: string | null | undefined): string {
  return `[${(value ?? "").replace(/\s+/g, " ").replace(/[\\[\]]/g, "\\$&")}]`;
}

function escapeReferences(text: string): string {
  return text.replace(reference, "\\&");
}

function encodeLineEnding(character: string): string {
  return character === "\n" ? "&#10;" : "&#13;";
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
