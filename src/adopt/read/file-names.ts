import { basename, extname, relative } from "node:path";
import { slashed } from "../../files/relative-path.ts";
import type { Finding } from "../../findings/finding.ts";

/*
 * What files are called: by themselves, and by findings.
 */

/** A file's name that says what it is, not whose: the folder has the image's name. The first ones are guides. */
export const GENERIC = [/^guides?$/i, /^(?:readme|index)$/i, /^(?:overview|content)$/i];

/** Whether a file's name says what it is, and not whose. */
export function isGenericName(path: string): boolean {
  return GENERIC.some((generic) => generic.test(stem(path)));
}

/** Whether a file is called as Markdown is. */
export function isMarkdown(path: string): boolean {
  return extname(path).toLowerCase() === ".md";
}

/** A file's name without what it ends in. */
export function stem(path: string): string {
  return basename(path, extname(path));
}

/** A file as findings name it. */
export function shown(path: string, root: string): string {
  return slashed(relative(root, path)) || ".";
}

/** A finding about a file as a whole. */
export function at(file: string, severity: Finding["severity"], code: string, message: string): Finding {
  return { code, severity, file, line: 1, column: 1, message };
}
