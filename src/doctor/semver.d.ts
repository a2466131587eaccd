/** The two questions that are asked of npm's own library of versions, which has no types. */
declare module "semver" {
  /** Whether a version is in a range. */
  export function satisfies(version: string, range: string, options?: { includePrerelease?: boolean }): boolean;
  /** The range in a plain spelling; null for what is none, as `latest` or an address. */
  export function validRange(range: string): string | null;
}
