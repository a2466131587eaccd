import { relative, sep } from "node:path";

/** The path from a folder to a file, with `/` on every platform. */
export function relativePath(from: string, to: string): string {
  return relative(from, to).split(sep).join("/");
}
