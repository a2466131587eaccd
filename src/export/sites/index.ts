import type { SiteName } from "../site-names.ts";
import { docusaurus } from "./docusaurus.ts";
import { hugo } from "./hugo.ts";
import type { SiteKind } from "./site.ts";
import { vitepress } from "./vitepress.ts";

/** All kinds of sites, by their names. */
export const SITE_KINDS: Readonly<Record<SiteName, SiteKind>> = { vitepress, docusaurus, hugo };
