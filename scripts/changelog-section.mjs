import { readFileSync } from "node:fs";

/*
 * Prints what CHANGELOG.md says of a version: `node scripts/changelog-section.mjs 0.2.0`.
 */

const version = process.argv[2] ?? "";
const changelog = readFileSync(new URL("../CHANGELOG.md", import.meta.url), "utf8");
const [, ...sections] = changelog.split(/^## /m);
const section = sections.find((text) => text.slice(0, text.indexOf("\n")).trim() === version);
if (section === undefined) throw new Error(`CHANGELOG.md has no section ${version}`);
process.stdout.write(`${section.slice(section.indexOf("\n")).trim()}\n`);
