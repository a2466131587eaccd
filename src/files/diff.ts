import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";

/**
 * The difference between what stands in a file and what should, as a unified diff that `patch` and `git apply` take.
 *
 * @param current what it holds
 * @param wanted what it should hold
 */
export function unifiedDiff(file: string, current: string, wanted: string): string {
  return createTwoFilesPatch(`a/${file}`, `b/${file}`, current, wanted, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
}

/**
 * The first line in which two texts differ.
 *
 * @returns the line's number, from 1
 */
export function firstDifference(current: string, wanted: string): number {
  const currentLines = current.split("\n");
  const index = wanted.split("\n").findIndex((line, number) => line !== currentLines[number]);
  return (index < 0 ? Math.min(currentLines.length, wanted.split("\n").length) : index) + 1;
}
