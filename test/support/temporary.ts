import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/**
 * Makes a temporary folder, which goes when the test is over.
 *
 * @param atEnd takes what removes it; `afterAll` for a folder of a whole file
 * @returns its path
 */
export function temporaryFolder(atEnd: (remove: () => void) => void = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), "dhi-guides-test-"));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
