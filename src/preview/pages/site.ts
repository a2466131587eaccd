import { encodePath } from "../../files/encode-path.ts";
import { isInstalled } from "../../package.ts";
import type { Look } from "../look/look.ts";

/** What every page of a site has in common. */
export interface Site {
  /** Whether the page follows its sources. */
  readonly isLive: boolean;
  /** Whether its pages have the tools of authors: where from, shares, comparison, findings. A published site is for readers. */
  readonly forAuthors: boolean;
  /** The address of a source line, with `{file}` and `{line}`; undefined where sources cannot be opened. */
  readonly sourceLink: string | undefined;
  readonly title: string;
  /** What it is for, in a sentence. */
  readonly description: string;
  /** Where it is published, with a slash at its end; undefined where that is not known. */
  readonly url: string | undefined;
  /** Where readers edit a source, with `{file}`. */
  readonly editLink: string | undefined;
  /** Where readers report a problem; it may have `{title}` and `{page}`. */
  readonly issueLink: string | undefined;
  readonly footer: string | undefined;
  readonly navigation: readonly { readonly text: string; readonly link: string }[];
  readonly look: Look;
  /** What assets are called in the folder `assets`, by the names that pages know; left out where that is the same. */
  readonly assetFiles?: ReadonlyMap<string, string>;
}

/**
 * The address of what pages load.
 *
 * @param base from the page to the site's root
 * @param name the asset, for example `app.js`
 * @returns the address; in a built site with a hash of the content, so that it can be kept for ever
 */
export function assetAddress({ assetFiles }: Pick<Site, "assetFiles">, base: string, name: string): string {
  return `${base}assets/${assetFiles?.get(name) ?? name}`;
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
  const file = encodePath(path);
  return sourceLink?.replaceAll("{file}", () => file).replaceAll("{line}", () => place.slice(colon + 1));
}
