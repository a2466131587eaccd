/**
 * Spells a text as its file is spelled: readers see neither a byte order mark nor `\r`.
 *
 * @param file what the file holds
 * @param text the text, with `\n` line ends
 * @returns the text with the file's line ends, and its byte order mark
 */
export function likeFile(file: string, text: string): string {
  const mark = file.startsWith("\ufeff") ? "\ufeff" : "";
  return mark + (file.includes("\r\n") ? text.replaceAll("\n", "\r\n") : text);
}
