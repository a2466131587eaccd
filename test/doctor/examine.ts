import { execFileSync } from "node:child_process";
import packageJson from "../../package.json" with { type: "json" };
import { build } from "../../src/commands/build.ts";
import { doctor } from "../../src/commands/doctor.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { makeProject, minimal, record, write, type Files } from "../support/project.ts";

export const { version } = packageJson;
export const DESCRIPTOR = "images/app.yaml";
export const MODELINE = "# yaml-language-server: $schema=../node_modules/dhi-guides/schema/image.json\n";

/** What a project has in which all fits. */
export const HEALTHY: Files = {
  "package.json": JSON.stringify({ name: "guides", devDependencies: { "dhi-guides": `^${version}` } }, null, 2),
  "node_modules/dhi-guides/package.json": JSON.stringify({ name: "dhi-guides", version }),
  "node_modules/dhi-guides/schema/image.json": "{}",
  "node_modules/dhi-guides/schema/chart.json": "{}",
  "node_modules/dhi-guides/schema/config.json": "{}",
  ".gitignore": "node_modules/\n",
  [DESCRIPTOR]: MODELINE + minimal("app"),
};

export async function makeHealthy(files: Files = {}): Promise<string> {
  const root = makeProject({ ...HEALTHY, ...files });
  await build([], { root, reporter: "pretty", quiet: true }, record());
  return root;
}

export function git(root: string, ...args: string[]): void {
  const identity = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "core.autocrlf=false"];
  execFileSync("git", [...identity, ...args], { cwd: root, stdio: "pipe" });
}

export async function examine(root: string): Promise<{ status: number; findings: Finding[] }> {
  const context = record();
  const status = await doctor({ root, reporter: "json" }, context);
  return { status, findings: JSON.parse(context.stdout()) as Finding[] };
}

/** What is found in a project in which only this does not fit. */
export async function found(files: Files, prepare: (root: string) => void = () => undefined): Promise<Finding[]> {
  const root = await makeHealthy();
  write(root, files);
  prepare(root);
  return (await examine(root)).findings;
}
