import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const REPOSITORY = fileURLToPath(new URL("..", import.meta.url));

/**
 * Packs the package and installs it in an empty folder, as users have it; the folder goes with the process.
 *
 * @returns {string} the path of the command
 * @throws {Error} where npm fails
 */
export function installPackage() {
  const root = mkdtempSync(join(tmpdir(), "dhi-guides-installed-"));
  process.on("exit", () => rmSync(root, { recursive: true, force: true }));
  writeFileSync(join(root, "package.json"), '{ "private": true }\n');
  npm(REPOSITORY, "pack", "--ignore-scripts", "--pack-destination", root);
  const tarball = readdirSync(root).find((name) => name.endsWith(".tgz")) ?? "";
  npm(root, "install", "--no-audit", "--no-fund", join(root, tarball));
  return join(root, "node_modules/dhi-guides/dist/cli.js");
}

function npm(cwd, ...args) {
  const { status, stderr } = spawnSync("npm", [...args, "--silent"], { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`npm ${args.join(" ")}: ${stderr}`);
}
