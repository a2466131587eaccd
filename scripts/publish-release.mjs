import { spawnSync } from "node:child_process";
import { appendFileSync, readFileSync } from "node:fs";

/*
 * Publishes the version of package.json, unless the registry has it; tells GitHub's workflow which one it was.
 * With `--dry-run` nothing is published.
 */

const { name, version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
const dryRun = process.argv.includes("--dry-run");

/** Whether the registry has this version. Only "no such package or version" is a no: anything else stops the release. */
function isPublished() {
  const { status, stdout } = spawnSync("npm", ["view", `${name}@${version}`, "version", "--json"], {
    encoding: "utf8",
  });
  if (status === 0) return stdout.trim() !== "";
  const code = /"code":\s*"(\w+)"/.exec(stdout)?.[1];
  if (code === "E404") return false;
  throw new Error(`npm view failed: ${code ?? "no answer"}`);
}

if (isPublished()) {
  console.log(`${name}@${version} is published already`);
} else {
  const args = ["publish", "--provenance", "--access", "public", ...(dryRun ? ["--dry-run"] : [])];
  const { status } = spawnSync("npm", args, { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
  const output = process.env.GITHUB_OUTPUT;
  if (output && !dryRun) appendFileSync(output, `version=${version}\n`);
}
