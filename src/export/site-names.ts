/** The kinds of docs sites that pages are exported for, as commands and settings call them. */
export const SITE_NAMES = ["vitepress", "docusaurus", "hugo"] as const;

export type SiteName = (typeof SITE_NAMES)[number];
