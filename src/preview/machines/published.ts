import type { PagePaths } from "../../core.ts";
import { encodePath } from "../../files/encode-path.ts";
import { keyOf } from "../address.ts";

/**
 * Where a page's file is published.
 *
 * @param url the site's address, which ends with `/`; undefined where it is not known
 * @returns an address; relative to the site's root where that is not known
 */
export function addressOf(paths: PagePaths, ending: "html" | "md", url: string | undefined): string {
  const path = `${encodePath(keyOf(paths))}.${ending}`;
  return url === undefined ? path : new URL(path, url).href;
}
