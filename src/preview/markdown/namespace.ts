/** Stands for the namespace that a reader gives on the page; a name that no guide has. */
export const OWN_NAMESPACE = "dhi-preview-own-namespace";
