import { readFileSync, realpathSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { digest } from "../../files/cache.ts";
import { relativePath } from "../../files/relative-path.ts";
import type { Problem, YamlPath } from "../../findings/problem.ts";
import { INFO_RULES } from "../info/check-infos.ts";
import { RULES } from "../rules/index.ts";
import type { CustomRule } from "./custom-rule.ts";
import { describeThrown, isRecord, shown } from "./run-custom-rule.ts";

/** Findings of `verify` that no rule of the list makes. */
const OTHERS = [
  "definition-invalid",
  "file-missing",
  "file-unreadable",
  "rule-failed",
  "rule-invalid",
  "suppression-reason",
  "unused-baseline",
  "unused-suppression",
];

/** The codes of all that `verify` reports by itself. */
export const PACKAGE_CODES: ReadonlySet<string> = new Set([...RULES.map(({ code }) => code), ...INFO_RULES, ...OTHERS]);

const NEEDS: readonly unknown[] = [undefined, "names", "definitions", "charts", "chart"];
const KEBAB_CASE = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** The rules of a project's own. */
export interface CustomRules {
  readonly rules: readonly CustomRule[];
  /** What is wrong with the modules: all of it at once. */
  readonly problems: readonly Problem[];
  /** Changes with the content of the modules, as far as they are one file. */
  readonly version: string;
}

/**
 * Loads the modules that the settings name: their code runs.
 *
 * @param root the project's root
 * @param names files below the root, or packages that are installed there
 * @param setting where the settings name them
 * @returns the rules of the modules, and what is wrong with them
 */
export async function loadCustomRules(root: string, names: readonly string[], setting: YamlPath): Promise<CustomRules> {
  const rules: CustomRule[] = [];
  const problems: Problem[] = [];
  const contents: string[] = [];
  const codes = new Map([...PACKAGE_CODES].map((code) => [code, ""]));
  for (const [index, name] of names.entries()) {
    const found = findModule(root, name);
    if ("message" in found) {
      problems.push(invalid(found, { place: { path: [...setting, index], part: "value" } }));
      continue;
    }
    const { path } = found;
    const file = relativePath(root, path);
    const content = digest(readFileSync(path, "utf8"));
    contents.push(name, content);
    const wrong = (message: string, fix: string) =>
      problems.push(invalid({ message, fix }, { file, place: { line: 1, column: 1 } }));
    let exported: unknown;
    try {
      // Who watches loads it again when it changed.
      const module: unknown = await import(/* @vite-ignore */ `${pathToFileURL(path).href}?${content}`);
      exported = isRecord(module) ? module["default"] : undefined;
    } catch (error) {
      wrong(`the module cannot be loaded: ${describeThrown(error)}`, "Mend the module.");
      continue;
    }
    const list: readonly unknown[] = Array.isArray(exported) ? exported : [exported];
    for (const [at, rule] of list.entries()) {
      const which = Array.isArray(exported) ? `rule ${at + 1} of the module` : "the default export";
      const faults = findFaults(rule, codes);
      for (const { message, fix } of faults) wrong(`${which} ${message}`, fix);
      const { code } = isRecord(rule) ? rule : {};
      if (typeof code === "string" && !codes.has(code)) codes.set(code, file);
      if (faults.length === 0) rules.push(rule as CustomRule);
    }
  }
  return { rules, problems, version: digest(JSON.stringify(contents)) };
}

interface Fault {
  readonly message: string;
  readonly fix: string;
}

function invalid({ message, fix }: Fault, where: Pick<Problem, "file" | "place">): Problem {
  return { code: "rule-invalid", severity: "error", message, fix, ...where };
}

/** The file of a module, or why there is none. */
function findModule(root: string, name: string): { readonly path: string } | Fault {
  const path = resolve(root, name);
  const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  // A package's name with steps upwards leads out of its folder.
  const leadsUp = name.split(/[\\/]/).includes("..");
  if (/^\.{0,2}\//.test(name) || isAbsolute(name) || isFile || leadsUp) {
    if (isFile && isBelow(realpathSync(root), realpathSync(path))) return { path };
    return isFile || !isBelow(root, path)
      ? { message: `unexpected module ${name}, expected one below the root`, fix: "Move the module into the project." }
      : { message: `there is no file ${name}`, fix: "Name the module's file, relative to the settings." };
  }
  try {
    const found = createRequire(join(root, "package.json")).resolve(name);
    // Node's own modules have no path.
    if (isAbsolute(found)) return { path: found };
  } catch {
    // It is told below.
  }
  return {
    message: `there is no file and no package ${name}`,
    fix: "Name the module's file, relative to the settings, or install the package beside them.",
  };
}

function isBelow(folder: string, path: string): boolean {
  const steps = relative(folder, path);
  return steps !== "" && steps !== ".." && !steps.startsWith(`..${sep}`) && !isAbsolute(steps);
}

/** What a rule lacks. @param codes the codes that are taken, and the modules that took them */
function findFaults(rule: unknown, codes: ReadonlyMap<string, string>): Fault[] {
  if (!isRecord(rule))
    return [{ message: "is no rule", fix: "Export a rule, or a list of rules, with `export default`." }];
  const { code, severity, check, url, needs } = rule;
  const faults: Fault[] = [];
  const add = (message: string, fix: string) => faults.push({ message, fix });
  if (typeof code !== "string" || !KEBAB_CASE.test(code))
    add(`has the code ${shown(code)}, expected kebab-case`, "Call it, for example, no-sudo.");
  else if (codes.has(code)) {
    const owner = codes.get(code) === "" ? "a rule of the package" : `a rule of ${codes.get(code)}`;
    add(`has the code ${code}, as has ${owner}`, "Give it a code of its own.");
  }
  if (severity !== "error" && severity !== "warning" && severity !== "off")
    add(`has the severity ${shown(severity)}, expected error, warning or off`, "Say how it is reported.");
  if (typeof check !== "function") add("has no function check", "Add it: it takes a page and gives problems.");
  if (url !== undefined && !(typeof url === "string" && /^https?:\/\//.test(url)))
    add(`has the url ${shown(url)}, expected a web address`, "Say where it is documented, or leave it out.");
  if (!NEEDS.includes(needs))
    add(`needs ${shown(needs)}, expected names, definitions, charts or chart`, "Say what it says nothing without.");
  return faults;
}
