import { diffArrays } from "diff";
import { linesWithEnds, plainText, usualEnd } from "./line-ends.ts";

/**
 * Spells a text as its file is spelled: readers see neither a byte order mark nor `\r`. Lines that the file has keep
 * their line ends, and new ones get the usual one.
 *
 * @param file what the file holds
 * @param text the text, with `\n` line ends
 * @returns the text with the file's line ends, and its byte order mark
 */
export function likeFile(file: string, text: string): string {
  const mark = file.startsWith("\ufeff") ? "\ufeff" : "";
  if (!file.includes("\r")) return mark + text;
  const end = usualEnd(file);
  const written = linesWithEnds(file.slice(mark.length));
  let index = 0;
  const lines = diffArrays(written.map(plainText), linesWithEnds(text)).flatMap(({ added, removed, value, count }) => {
    if (added) return value.map((line) => line.replace("\n", end));
    const kept = written.slice(index, (index += count));
    return removed ? [] : kept;
  });
  return mark + lines.join("");
}
