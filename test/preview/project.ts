import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { preview, type PreviewCommandOptions } from "../../src/commands/preview.ts";
import type { CommandContext } from "../../src/commands/context.ts";

export const KSERVE = "kserve-localmodelnode-agent";
export const KUBEFLOW = "kubeflow-pipelines-metadata-writer";

/** A project in a temporary folder: the two references, committed, and what a test adds. */
export interface TestProject {
  readonly root: string;
  readonly read: (file: string) => string;
  readonly write: (file: string, text: string) => void;
  readonly remove: () => void;
}

export function createProject(files: Readonly<Record<string, string>> = {}): TestProject {
  const root = mkdtempSync(join(tmpdir(), "dhi-preview-"));
  cpSync("templates", join(root, "templates"), { recursive: true });
  // Templates of its own: what says the same as the package's would be a finding.
  for (const file of readdirSync(join(root, "templates"), { recursive: true, encoding: "utf8" }))
    if (file.endsWith(".hbs")) appendFileSync(join(root, "templates", file), "{{!-- Of this project. --}}\n");
  mkdirSync(join(root, "images"));
  for (const name of [KSERVE, KUBEFLOW]) {
    cpSync(`images/${name}.yaml`, join(root, `images/${name}.yaml`));
    if (existsSync(`images/${name}`)) cpSync(`images/${name}`, join(root, `images/${name}`), { recursive: true });
    cpSync(`out/${name}`, join(root, "out", name), { recursive: true });
  }
  const sums = readFileSync("out/SHA256SUMS", "utf8").split("\n");
  writeFileSync(
    join(root, "out/SHA256SUMS"),
    `${sums.filter((line) => line.includes(KSERVE) || line.includes(KUBEFLOW)).join("\n")}\n`,
  );
  const write = (file: string, text: string) => {
    mkdirSync(join(root, file, ".."), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  for (const [file, text] of Object.entries(files)) write(file, text);
  const git = (...args: string[]) => {
    const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
    const run = spawnSync("git", [...identity, ...args], { cwd: root, encoding: "utf8" });
    if (run.status !== 0) throw new Error(run.stderr);
  };
  git("init", "-q");
  git("add", "-A");
  git("commit", "-qm", "Begin");
  return {
    root,
    read: (file) => readFileSync(join(root, file), "utf8"),
    write,
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** The options of a command line that names nothing but the root. */
export function options(root: string, more: Partial<PreviewCommandOptions> = {}): PreviewCommandOptions {
  return { root, reporter: "pretty", site: join(root, "site"), host: "127.0.0.1", port: 4910, verify: false, ...more };
}

/** The preview's command, running. */
export interface RunningPreview {
  readonly url: string;
  /** What it said of itself. */
  readonly messages: () => string;
  /** Presses Ctrl-C, and waits for its status. */
  readonly interrupt: () => Promise<number>;
}

export async function startPreview(root: string, more: Partial<PreviewCommandOptions> = {}): Promise<RunningPreview> {
  let said = "";
  let interrupt = (): void => {};
  const interrupted = new Promise<void>((done) => (interrupt = done));
  let started = (_url: string): void => {};
  const url = new Promise<string>((done) => (started = done));
  const ended = preview(options(root, more), {
    ...context(),
    out: (text) => started(text.trim()),
    err: (text) => void (said += text),
    untilInterrupted: () => interrupted,
  });
  return {
    url: await Promise.race([url, ended.then((status) => Promise.reject(new Error(`it ended: ${status} ${said}`)))]),
    messages: () => said,
    interrupt: () => {
      interrupt();
      return ended;
    },
  };
}

export function context(): CommandContext {
  return {
    out: () => {},
    err: () => {},
    color: false,
    outColor: false,
    progress: undefined,
    process: { pid: process.pid, isAlive: () => false },
    packagedTemplates: resolve("templates"),
    previewAssets: resolve("node_modules/.cache/dhi-preview"),
    untilInterrupted: () => Promise.resolve(),
  };
}
