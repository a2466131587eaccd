import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "vitest";

/**
 * Holds a text against a golden file; `npm run update-goldens` writes it instead.
 *
 * @param path the golden file
 * @param actual the text
 */
export function expectGolden(path: string, actual: string): void {
  if (process.env["UPDATE_GOLDENS"]) writeFileSync(path, actual);
  expect(actual).toBe(readFileSync(path, "utf8"));
}
