import { existsSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { findNodeAtLocation, parseTree, type Node } from "jsonc-parser";
import semver from "semver";
import { relativePath } from "../files/relative-path.ts";
import { findUpwards } from "../files/find-upwards.ts";
import type { Finding, Severity } from "../findings/finding.ts";
import { commandLine } from "../package.ts";
import { lockFindings, sourceFindings } from "./installation.ts";
import { atStart, type Check, type Setup } from "./setup.ts";
import { workflowVersions, type StatedVersion } from "./workflow-versions.ts";

/** Whether all that names a version of the tool means the same one, and whether Node is one that it runs with. */
export const versions: Check = {
  name: "versions",
  look: (setup) => {
    const { root, node, running } = setup;
    const manifest = findUpwards(root, "package.json");
    const stated = manifest === undefined ? undefined : readJson(manifest);
    const file = manifest === undefined ? "package.json" : relativePath(root, manifest);
    const findings: Finding[] = [];
    if (!semver.satisfies(node, running.node))
      findings.push(
        atStart(file, {
          code: "setup-node",
          severity: "error",
          message: `unexpected Node ${node}, expected ${running.node}`,
          fix: "install a version of Node that is still maintained",
        }),
      );
    const seen = `Node ${node}, ${running.name} ${running.version}`;
    // The package's own repository has no version of it installed.
    if (stated && stringAt(stated.tree, ["name"]) === running.name) return { seen, findings };
    return { seen, findings: [...findings, ...differing(setup, file, manifest, stated)] };
  },
};

interface JsonFile {
  readonly text: string;
  readonly tree: Node | undefined;
}

/** What names another version than the one that the project has installed. */
function differing(setup: Setup, file: string, manifest: string | undefined, stated: JsonFile | undefined): Finding[] {
  const { root, running } = setup;
  const { name } = running;
  const tell = (
    at: Pick<Finding, "file" | "line" | "column">,
    message: string,
    fix: string,
    severity: Severity = "error",
  ) => ({ code: "setup-version", severity, ...at, message, fix }) satisfies Finding;
  const findings: Finding[] = [];

  const installedAt = findUpwards(root, `node_modules/${name}/package.json`);
  const installed = installedAt === undefined ? undefined : stringAt(readJson(installedAt).tree, ["version"]);
  const lockAt = findUpwards(root, "package-lock.json");
  const lock = lockAt === undefined ? undefined : readJson(lockAt);
  const lockPath = ["packages", `node_modules/${name}`, "version"];
  const locked = stringAt(lock?.tree, lockPath);
  const expected = installed ?? locked ?? running.version;

  if (installed !== undefined && installed !== running.version)
    findings.push(
      tell(
        { file, line: 1, column: 1 },
        `unexpected ${name} ${running.version} that runs, expected ${installed}, which the project has installed`,
        `run it as ${commandLine("…")}`,
      ),
    );
  if (lock && lockAt !== undefined && locked !== undefined && locked !== expected)
    findings.push(
      tell(
        placeIn(lock, lockPath, relativePath(root, lockAt)),
        `unexpected ${name} ${locked} in the lock file, expected ${expected}, which is installed`,
        "run `npm ci` for what the lock file says, or `npm install` for what package.json says",
      ),
    );
  if (stated && manifest !== undefined) {
    findings.push(...rangeFindings(stated), ...sourceFindings(setup, sources(stated, manifest)));
    if (dependencyPath(stated)) findings.push(...lockFindings(setup, manifest));
  }
  for (const version of workflowVersions(setup)) {
    if (!isOther(version.version, expected)) continue;
    findings.push(
      tell(
        version,
        `unexpected ${version.version} of ${version.what}, expected ${expected}, which the project has`,
        `write ${rewritten(version, expected)}`,
      ),
    );
  }
  return findings;

  function dependencyPath({ tree }: JsonFile): string[] | undefined {
    const keys = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"];
    return keys.map((key) => [key, name]).find((each) => stringAt(tree, each) !== undefined);
  }

  function sources(stated: JsonFile, manifest: string) {
    const path = dependencyPath(stated);
    const said = path && stringAt(stated.tree, path);
    const inManifest =
      path && said !== undefined ? [{ from: said, folder: dirname(manifest), at: placeIn(stated, path, file) }] : [];
    if (!lock || lockAt === undefined) return inManifest;
    const entry = ["packages", `node_modules/${name}`];
    const resolved = stringAt(lock.tree, [...entry, "resolved"]);
    // A linked folder stands there without `file:`.
    const isLink = lock.tree !== undefined && findNodeAtLocation(lock.tree, [...entry, "link"])?.value === true;
    if (resolved === undefined) return inManifest;
    const at = placeIn(lock, [...entry, "resolved"], relativePath(root, lockAt));
    return [...inManifest, { from: isLink ? `file:${resolved}` : resolved, folder: dirname(lockAt), at }];
  }

  function rangeFindings({ tree, ...text }: JsonFile): Finding[] {
    const path = dependencyPath({ tree, ...text });
    if (!path)
      return [
        tell(
          { file, line: 1, column: 1 },
          `unexpected absence of ${name} among the dependencies, so that each machine may run another version`,
          `run \`npm install --save-dev ${name}@${expected}\``,
          "warning",
        ),
      ];
    const range = stringAt(tree, path) ?? "";
    // `latest`, a path, an address: what they mean, the lock file says.
    if (semver.validRange(range) === null || semver.satisfies(expected, range, { includePrerelease: true })) return [];
    return [
      tell(
        placeIn({ tree, ...text }, path, file),
        `unexpected ${name} ${expected}, expected ${range}, which package.json asks for`,
        "run `npm install`",
      ),
    ];
  }
}

/** Whether a version is another one than it should be; `v1` and `1.2` stand for all that begin so. */
function isOther(version: string, expected: string): boolean {
  const plain = version.replace(/^v/, "");
  return /^\d+(?:\.\d+)*/.test(plain) && plain !== expected && !expected.startsWith(`${plain}.`);
}

function rewritten({ version, isCommit }: StatedVersion, expected: string): string {
  const sign = version.startsWith("v") ? "v" : "";
  return `${sign}${expected}${isCommit ? ", and the commit of its tag" : ""}`;
}

function readJson(path: string): JsonFile {
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  return { text, tree: parseTree(text) };
}

function stringAt(tree: Node | undefined, path: string[]): string | undefined {
  const value: unknown = tree && findNodeAtLocation(tree, path)?.value;
  return typeof value === "string" ? value : undefined;
}

function placeIn({ text, tree }: JsonFile, path: string[], file: string): Pick<Finding, "file" | "line" | "column"> {
  const before = text.slice(0, (tree && findNodeAtLocation(tree, path)?.offset) ?? 0);
  return { file, line: before.split("\n").length, column: before.length - before.lastIndexOf("\n") };
}
