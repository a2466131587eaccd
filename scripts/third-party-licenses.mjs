import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const PACKAGE = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/;
const LICENSE = /^(?:licen[cs]e|copying|notice)/i;

/**
 * Collects the licenses of all packages that are bundled.
 *
 * @param {readonly string[]} inputs the files that went into bundles, as esbuild's metafile names them
 * @returns {string} a text: each package with its version, license, and the text of that
 * @throws {Error} where a package says no license
 */
export function thirdPartyLicenses(inputs) {
  const folders = new Set(inputs.flatMap((input) => PACKAGE.exec(input)?.[0] ?? []));
  const packages = [...folders].map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    if (license === undefined) throw new Error(`${name} says no license`);
    const texts = readdirSync(folder).filter((file) => LICENSE.test(file));
    const text = texts.map((file) => readFileSync(join(folder, file), "utf8").trim()).join("\n\n");
    return { name, entry: [`${name}@${version} (${license})`, text].filter(Boolean).join("\n\n") };
  });
  packages.sort((a, b) => (a.name < b.name ? -1 : 1));
  return `The bundle holds these packages.\n\n${packages.map(({ entry }) => entry).join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}
