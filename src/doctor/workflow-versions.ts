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
}

const WORKFLOWS = ".github/workflows";
const HOOKS = ".pre-commit-config.yaml";
const COMMIT = /^[0-9a-f]{40}$/;

/**
 * Finds the versions of the tool that run elsewhere: those of the GitHub Action in workflows, those of the hooks.
 *
 * @param setup where the project stands: workflows and hooks are those at the top of its working copy
 */
export function workflowVersions({ root, git, running }: Setup): StatedVersion[] {
  const top = git?.top ?? root;
  const folder = join(top, WORKFLOWS);
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => /\.ya?ml$/.test(name)) : [];
  const files = [...names.sort().map((name) => `${WORKFLOWS}/${name}`), HOOKS];
  return files.flatMap((name) => {
    const path = join(top, name);
    if (!existsSync(path)) return [];
    const file = relativePath(root, path);
    return statedIn(readFileSync(path, "utf8"), running).map((stated) => ({ file, ...stated }));
  });
}

function statedIn(text: string, { name, repository }: Setup["running"]): Omit<StatedVersion, "file">[] {
  const lines = new LineCounter();
  const found: Omit<StatedVersion, "file">[] = [];
  const add = ({ range }: Scalar, version: string, what: string) => {
    const { line, col } = lines.linePos(range?.[0] ?? 0);
    found.push({ line, column: col, version, what });
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
        else if (said !== undefined) add(value, said, "the action's commit");
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
