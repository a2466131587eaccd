import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { descriptorOf, makeImage } from "./generate.mjs";

const PEERS = fileURLToPath(new URL("peers", import.meta.url));

/**
 * Writes the same N images for us and for each peer.
 *
 * @param {string} folder where; what stands there is removed
 * @param {number} count how many
 * @returns {{ ours: string, hugo: string, eleventy: string }} the folders
 */
export function writeProjects(folder, count) {
  rmSync(folder, { recursive: true, force: true });
  const ours = join(folder, "ours");
  const hugo = join(folder, "hugo");
  const eleventy = join(folder, "eleventy");
  for (const path of [
    join(ours, "images"),
    join(hugo, "content"),
    join(eleventy, "images"),
    join(eleventy, "_includes"),
  ])
    mkdirSync(path, { recursive: true });
  cpSync(join(PEERS, "hugo"), hugo, { recursive: true });
  cpSync(join(PEERS, "guide.hbs"), join(eleventy, "_includes", "guide.hbs"));
  for (let index = 0; index < count; index += 1) {
    const image = makeImage(index);
    const yaml = descriptorOf(image);
    writeFileSync(join(ours, "images", `${image.name}.yaml`), yaml);
    writeFileSync(join(hugo, "content", `${image.name}.md`), `---\n${yaml}---\n`);
    const matter = `layout: guide.hbs\npermalink: ${image.name}/guides.md\n${yaml}`;
    writeFileSync(join(eleventy, "images", `${image.name}.hbs`), `---\n${matter}---\n`);
  }
  return { ours, hugo, eleventy };
}
