/*
 * What holds where a descriptor leaves a fact out. Guides say it, and `sync` does not write it.
 */

/** The user that the runtime image runs as. */
export const DEFAULT_USER = "nonroot";

/** The variants that exist. */
export const DEFAULT_VARIANTS: readonly string[] = ["runtime", "dev"];

/** The variants that an image can have. */
export const VARIANTS = ["runtime", "dev", "compat", "fips"] as const;
