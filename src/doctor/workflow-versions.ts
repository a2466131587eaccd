import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isMap, isPair, isScalar, LineCounter, parseDocument, type Scalar, visit } from "yaml";
import { relativePath } from "../files/relative-path.ts";
import type { Setup } from "./setup.ts";

/** A version of the tool that a workflow or a hook names. */
export interface StatedVersion {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly version: string;
  /** What is of that version: `the action`, `the hooks`. */
  readonly what: string;
  /** Whether a commit is named, and the version in the comment behind it. */
  readonly isCommit?: boolean;
}

const WORKFLOWS = ".github/workflows";
const HOOKS = ".pre-commit-config.yaml";
const COMMIT = /^[0-9a-f]{40}$/;

/** A file, by its path relative to the project and absolute. */
interface FoundFile {
  readonly file: string;
  readonly path: string;
}

/**
 * Finds the workflows of GitHub.
 *
 * @param setup where the project stands: workflows are those at the top of its working copy
 */
export function workflowFiles({ root, git }: Setup): FoundFile[] {
  const folder = join(git?.top ?? root, WORKFLOWS);
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => /\.ya?ml$/.test(name)) : [];
  return names.sort().map((name) => ({ file: relativePath(root, join(folder, name)), path: join(folder, name) }));
}

/**
 * Finds the versions of the tool that run elsewhere: those of the GitHub Action in workflows, those of the hooks.
 *
 * @param setup where the project stands: workflows and hooks are those at the top of its working copy
 */
export function workflowVersions(setup: Setup): StatedVersion[] {
  const { root, git, running } = setup;
  const hooks = join(git?.top ?? root, HOOKS);
  const files = [...workflowFiles(setup), { file: relativePath(root, hooks), path: hooks }];
  return files.flatMap(({ file, path }) =>
    existsSync(path) ? statedIn(readFileSync(path, "utf8"), running).map((stated) => ({ file, ...stated })) : [],
  );
}

function statedIn(text: string, { name, repository }: Setup["running"]): Omit<StatedVersion, "file">[] {
  const lines = new LineCounter();
  const found: Omit<StatedVersion, "file">[] = [];
  const add = ({ range }: Scalar, version: string, what: string, isCommit = false) => {
    const { line, col } = lines.linePos(range?.[0] ?? 0);
    found.push({ line, column: col, version, what, isCommit });
  };
  visit(parseDocument(text, { lineCounter: lines, logLevel: "silent" }), {
    Pair: (_, { key, value }, ancestors) => {
      if (!isScalar(key) || !isScalar(value) || typeof value.value !== "string") return;
      if (key.value === "uses") {
        const [action = "", ref = ""] = value.value.split("@");
        if (!isRepository(action, repository)) return;
        // A commit says no version; the comment behind it does, as Dependabot writes it.
        const [said] = /\bv?\d+\.\d+\.\d+\S*/.exec(value.comment ?? "") ?? [];
        if (!COMMIT.test(ref)) add(value, ref, "the action");
        else if (said !== undefined) add(value, said, "the action's commit", true);
      }
      if (key.value === "rev") {
        const hooks = ancestors.at(-1);
        const repo = isMap(hooks) ? hooks.get("repo") : undefined;
        if (typeof repo === "string" && isRepository(repo.replace(/(?:\.git)?\/?$/, ""), repository))
          add(value, value.value, "the hooks");
      }
    },
    Scalar: (_, node, ancestors) => {
      if (typeof node.value !== "string" || !node.value.startsWith(`${name}@`)) return;
      const isDependency = ancestors.some(
        (each) => isPair(each) && isScalar(each.key) && each.key.value === "additional_dependencies",
      );
      if (isDependency) add(node, node.value.slice(name.length + 1), "the hooks' dependency");
    },
  });
  return found;
}

/** Whether an address, or a path below it, is that of a repository: `owner/name`. */
function isRepository(address: string, repository: string): boolean {
  const path = address.replace(/^(?:https?:\/\/github\.com\/|git@github\.com:)/, "").toLowerCase();
  return path === repository || path.startsWith(`${repository}/`);
}
