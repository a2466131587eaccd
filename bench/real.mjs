/*
 * The real thing: a catalog is adopted, then all its guides are built from nothing, in turn with Prettier over the guides
 * that come out.
 *
 *   node bench/real.mjs [CATALOG] [PAIRS]
 */
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { installPackage } from "./installed.mjs";
import { inTurn, time } from "./measure.mjs";

const catalog = process.argv[2] ?? "../shared/catalog/image";
const pairs = Number(process.argv[3] ?? 5);
const cli = installPackage();
const prettier = fileURLToPath(new URL("../node_modules/prettier/bin/prettier.cjs", import.meta.url));
if (!existsSync(catalog)) throw new Error(`there is no catalog at ${catalog}`);

const root = mkdtempSync(join(tmpdir(), "dhi-bench-real-"));
try {
  const project = join(root, "project");
  const adopted = spawnSync(process.execPath, [cli, "adopt", catalog, "--into", project, "--quiet"], {
    encoding: "utf8",
  });
  if (adopted.status !== 0) throw new Error(adopted.stderr);
  const build = () => {
    for (const folder of ["out", ".dhi-guides"]) rmSync(join(project, folder), { recursive: true, force: true });
    return time([process.execPath, cli, "build", "--root", project, "--quiet"]);
  };
  build();
  const copy = join(root, "copy");
  cpSync(join(project, "out"), copy, { recursive: true });
  const guides = readdirSync(copy)
    .map((name) => join(copy, name, "guides.md"))
    .filter(existsSync);
  const options = ["--prose-wrap", "always", "--print-width", "120", "--embedded-language-formatting", "off"];
  const format = () =>
    time([process.execPath, prettier, "--check", ...options, "--parser", "markdown", "--no-config", ...guides]);
  const { one, other, ratio } = inTurn(pairs, build, format);
  console.log(
    `${guides.length} adopted guides, cold: ${one.toFixed(2)} s; Prettier --check over them: ${other.toFixed(2)} s; ours is ${ratio.toFixed(3)} of it`,
  );
} finally {
  rmSync(root, { recursive: true });
}
