import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { installPackage } from "./installed.mjs";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const ELEVENTY = path("peers/eleventy/node_modules/@11ty/eleventy/cmd.cjs");

/**
 * What is measured: a command that makes the guides of a project, and why it cannot be run, where it cannot.
 *
 * @typedef {{ name: string, missing?: string, command: (projects: object, out: string) => string[] }} Peer
 */

const cli = installPackage();

/**
 * The packed and installed package.
 *
 * @type {Peer}
 */
export const ours = {
  name: "dhi-guides",
  command: ({ ours: root }, out) => [process.execPath, cli, "build", "--root", root, "--out", out, "--quiet"],
};

/** @type {Peer} */
export const hugo = {
  name: "Hugo",
  missing: spawnSync("hugo", ["version"]).error ? "not installed: apt-get install hugo" : undefined,
  command: ({ hugo: root }, out) => ["hugo", "--source", root, "--destination", out, "--quiet"],
};

/** @type {Peer} */
export const eleventy = {
  name: "Eleventy",
  missing: existsSync(ELEVENTY) ? undefined : "not installed: npm ci --ignore-scripts --prefix bench/peers/eleventy",
  command: ({ eleventy: root }, out) => [
    process.execPath,
    ELEVENTY,
    `--config=${path("peers/eleventy/eleventy.config.js")}`,
    `--input=${root}`,
    `--output=${out}`,
    "--quiet",
  ],
};

/** @type {Peer} */
export const plain = {
  name: "yaml + Handlebars",
  command: ({ ours: root }, out) => [process.execPath, path("peers/plain.mjs"), `${root}/images`, out],
};

/** @type {Peer} */
export const plainPrettier = {
  name: "yaml + Handlebars + Prettier",
  command: (projects, out) => [...plain.command(projects, out), "--prettier"],
};
