import { isInstalled } from "../../package.ts";

/** What every page of a site has in common. */
export interface Site {
  /** Whether the page follows its sources. */
  readonly isLive: boolean;
  /** Whether its pages show findings: a published site is for readers. */
  readonly hasFindings: boolean;
  /** The address of a source line, with `{file}` and `{line}`; undefined where sources cannot be opened. */
  readonly sourceLink: string | undefined;
  /** What the project is called. */
  readonly title: string;
}

/**
 * The address of a place in the sources.
 *
 * @param site the site, or what is known of it
 * @param place `file:line`
 * @returns the address; undefined where sources cannot be opened, and for what came with a package, where nobody edits it
 */
export function sourceAddress({ sourceLink }: Pick<Site, "sourceLink">, place: string): string | undefined {
  const colon = place.lastIndexOf(":");
  const path = place.slice(0, colon);
  if (isInstalled(path)) return undefined;
  const file = path.split("/").map(encodeURIComponent).join("/");
  return sourceLink?.replaceAll("{file}", () => file).replaceAll("{line}", () => place.slice(colon + 1));
}
