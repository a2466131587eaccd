import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { makeProject, read, REPOSITORY, type Files } from "../support/project.ts";
import type { LanguageService } from "../support/language-service.ts";

/* Runs action.yml as the runner of GitHub Actions does: step by step, with bash, files of outputs, and its expressions. */

interface Step {
  readonly id?: string;
  readonly name: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

/** What a job did. */
export interface Job {
  /** Names of the steps that ran, with how they ended. */
  readonly steps: Readonly<Record<string, string>>;
  readonly isGreen: boolean;
  readonly log: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** What was handed to others' actions. */
  readonly used: readonly { readonly action: string; readonly with: Readonly<Record<string, string>> }[];
}

interface JobOptions {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly event?: object;
  readonly env?: Readonly<Record<string, string>>;
  /** The action's own files; those of this repository, without what git does not hold, if left out. */
  readonly action?: string;
}

/** A checkout of the action: what git holds of it. */
export function checkOutAction(version?: string): string {
  const folder = makeProject();
  for (const path of ["action.yml", "package.json", "scripts"]) {
    cpSync(join(REPOSITORY, path), join(folder, path), { recursive: true });
  }
  if (version !== undefined) {
    const manifest: object = JSON.parse(read(folder, "package.json"));
    writeFileSync(join(folder, "package.json"), JSON.stringify({ ...manifest, version }));
  }
  return folder;
}

/** A workspace whose project, in a folder of it, has this repository's dhi-guides installed. */
export function makeWorkspace(files: Files, folder = "."): string {
  const workspace = makeProject(files);
  mkdirSync(join(workspace, folder, "node_modules"), { recursive: true });
  symlinkSync(REPOSITORY, join(workspace, folder, "node_modules/dhi-guides"));
  return workspace;
}

/** Runs the action in a workspace. */
export function runAction(workspace: string, service: LanguageService, options: JobOptions = {}): Job {
  const { event = {}, action: path = checkOutAction() } = options;
  const { inputs: declared, outputs, runs } = parse(read(path, "action.yml")) as Action;
  const defaults = Object.fromEntries(Object.entries(declared).map(([name, input]) => [name, input.default]));
  const inputs = { ...defaults, ...options.inputs };
  const files = makeProject({ "event.json": JSON.stringify(event), "summary.md": "", "temp/x": "" });
  const contexts = { inputs, steps: {} as Record<string, { outcome: string; outputs: Record<string, string> }> };
  const evaluate = (expression: string) => evaluateExpression(expression, contexts, service);
  const fill = (text: string) =>
    text.replace(/\$\{\{(.*?)\}\}/g, (_, expression: string) => String(evaluate(expression)));
  const fillAll = (texts: Readonly<Record<string, string>> = {}) =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, fill(text)]));

  const used: { action: string; with: Readonly<Record<string, string>> }[] = [];
  const steps: Record<string, string> = {};
  let log = "";
  let isGreen = true;
  for (const step of runs.steps) {
    const condition = step.if?.replace(/^\$\{\{(.*)\}\}$/s, "$1");
    if (condition === undefined ? !isGreen : evaluate(condition) !== true) continue;
    if (step.uses !== undefined) {
      used.push({ action: step.uses.replace(/@.*/, ""), with: fillAll(step.with) });
      continue;
    }
    const output = join(files, `${Object.keys(steps).length}.output`);
    const { status, stdout, stderr } = spawnSync(
      "bash",
      ["--noprofile", "--norc", "-eo", "pipefail", "-c", step.run ?? ""],
      {
        cwd: workspace,
        encoding: "utf8",
        env: {
          PATH: process.env["PATH"],
          CI: "true",
          GITHUB_ACTIONS: "true",
          GITHUB_ACTION_PATH: path,
          GITHUB_WORKSPACE: workspace,
          GITHUB_STEP_SUMMARY: join(files, "summary.md"),
          GITHUB_OUTPUT: output,
          GITHUB_EVENT_PATH: join(files, "event.json"),
          GITHUB_ACTOR: "octocat",
          RUNNER_TEMP: join(files, "temp"),
          ...options.env,
          ...fillAll(step.env),
        },
      },
    );
    log += stdout + stderr;
    steps[step.name] = status === 0 ? "success" : "failure";
    if (status !== 0) isGreen = false;
    if (step.id !== undefined)
      contexts.steps[step.id] = { outcome: steps[step.name] ?? "", outputs: readOutputs(output) };
  }
  const result = Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, fill(value)]));
  return { steps, isGreen, log, summary: read(files, "summary.md"), outputs: result, used };
}

/** Reads `name<<END`, lines, `END`. */
function readOutputs(file: string): Record<string, string> {
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  return Object.fromEntries(
    Array.from(text.matchAll(/^(.+)<<(.+)\n([^]*?)\n\2\n/gm), ([, name, , value]) => [name, value]),
  );
}

/** Evaluates an expression as GitHub does. No job of a test is cancelled. */
function evaluateExpression(expression: string, contexts: object, service: LanguageService): unknown {
  const { data, Evaluator, Lexer, Parser } = service;
  const cancelled = { name: "cancelled", minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(false) };
  const parser = new Parser(new Lexer(expression.trim()).lex().tokens, Object.keys(contexts), [cancelled]);
  const known = JSON.parse(JSON.stringify(contexts), data.reviver) as InstanceType<typeof data.Dictionary>;
  const result = new Evaluator(parser.parse(), known, new Map([["cancelled", cancelled]])).evaluate();
  return "value" in result ? result.value : "";
}
