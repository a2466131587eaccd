import { posix } from "node:path";

/** From one page of an export to another, without the file's extension; it begins with a dot. */
export function relativeLink(from: string, to: string): string {
  const path = posix.relative(posix.dirname(from), to);
  return path.startsWith(".") ? path : `./${path}`;
}
