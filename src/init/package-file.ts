import type { PlannedFile } from "./planned-file.ts";

/**
 * A `package.json` that installs this version, and no other: pages are what one version makes of them.
 *
 * @param version the package's
 */
export function packageFile(version: string): Omit<PlannedFile, "path"> & { readonly file: string } {
  const content = { private: true, devDependencies: { "dhi-guides": version } };
  return {
    id: "package",
    file: "package.json",
    text: `${JSON.stringify(content, undefined, 2)}\n`,
    // Which command adds it is said last.
    lacking: () => "",
  };
}
