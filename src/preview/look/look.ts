/** A file that pages load. */
export interface LookFile {
  readonly type: string;
  readonly content: string | Uint8Array;
}

/** What the logo's image shows. */
export interface Logo {
  /** Its name in `assets/`, or all of it as a `data:` address: an SVG that has none of its own can only be looked at. */
  readonly source: { readonly asset: string } | { readonly data: string };
  /** So that nothing moves when it comes; undefined where the file does not say it. */
  readonly size: { readonly width: number; readonly height: number } | undefined;
}

/** What a project's settings give its site. */
export interface Look {
  readonly logo: Logo | undefined;
  /** By their names in `assets/`. Stylesheets come after the site's own, in this order. */
  readonly files: ReadonlyMap<string, LookFile>;
  /** A hash of all that pages show of it, by which an open page knows whether it is behind. */
  readonly version: string;
}
