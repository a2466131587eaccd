import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { buildGuides, explainLines } from "../src/index.ts";

/*
 * Measures the preview: from a saved file to the new text on screen, the start, the built site. Usage: npm run
 * bench:preview [--only=live|build] [--guides=4,277]
 */

const RUNS = 20;
const catalog = join(process.env["DHI_SHARED"] ?? "../shared", "catalog/image");
const cli = "dist/cli.js";
const chosen = (name: string) => process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split("=")[1];
const counts = (chosen("guides") ?? "4,277").split(",").map(Number);

const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"],
});
try {
  for (const count of counts) {
    const root = mkdtempSync(join(tmpdir(), "dhi-preview-"));
    try {
      const names = adopt(root, count);
      console.log(`\n${names.length} guides`);
      if (chosen("only") !== "build") await live(root, names);
      if (chosen("only") !== "live") built(root);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  }
} finally {
  await browser.close();
}

/** Adopts as many guides of the catalog, and builds them. */
function adopt(root: string, most: number): readonly string[] {
  const names = readdirSync(catalog).toSorted().slice(0, most);
  const guides = names.map((name) => join(catalog, name, "guides.md"));
  for (const args of [
    ["adopt", ...guides, "--into", root],
    ["build", "--root", root],
  ]) {
    const { status, stderr } = spawnSync(process.execPath, [cli, ...args, "--quiet"], { encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
  }
  return readdirSync(join(root, "out")).filter((name) => existsSync(join(root, "out", name, "guides.md")));
}

async function live(root: string, names: readonly string[]): Promise<void> {
  const started = performance.now();
  const server = spawn(process.execPath, [cli, "preview", "--root", root, "--port", "4870", "--quiet"]);
  try {
    const url = await firstLine(server);
    const page = await browser.newPage();
    await page.goto(url);
    await page.locator(".card").first().waitFor();
    print("start to landing page", [performance.now() - started]);
    // One from the middle that can be edited in all ways.
    const middle = Math.floor(names.length / 2);
    const order = [...names.slice(middle), ...names.slice(0, middle)];
    const name = order.find((name) => Object.keys(editsOf(root, name)).length === 3) ?? order[0] ?? "";
    const opening = performance.now();
    await page.goto(`${url}guides/${name}.html`);
    await page.locator("#UI-live[data-state=on]").waitFor();
    print("first guide", [performance.now() - opening]);
    await quiet(page, url);

    const edits = editsOf(root, name);
    for (const [label, { file, anchor }] of Object.entries(edits))
      print(`${label} to screen`, await latencies(page, file, anchor, (mark) => `${mark} ${anchor}`));
    await page.close();
    console.log(`  memory of the server  ${memoryOf(server)} MB`);
  } finally {
    server.kill("SIGINT");
    await new Promise((resolve) => server.once("exit", resolve));
  }
}

/** Waits until the server has caught up, so that edits are measured and not the start. */
async function quiet(page: Page, url: string): Promise<void> {
  for (let before = -1; ;) {
    const size = (await (await page.request.get(`${url}assets/search.js`)).body()).length;
    if (size === before) return;
    before = size;
    await page.waitForTimeout(1500);
  }
}

/**
 * A text of the guide in its descriptor, in a prose file and in a shared partial, before which words can be typed: what
 * `explain` says of its paragraphs leads there.
 */
function editsOf(root: string, name: string): Record<string, { file: string; anchor: string }> {
  const [guide] = buildGuides({ root, names: [name], packagedTemplates: "templates" }).guides;
  if (!guide) return {};
  const lines = guide.text?.split("\n") ?? [];
  const labels = { descriptor: "descriptor", prose: "prose file", template: "partial", fact: "", drift: "" };
  const edits: Record<string, { file: string; anchor: string }> = {};
  const origins = explainLines(guide, readFileSync(join(root, guide.paths.descriptor), "utf8"));
  for (const [index, { where, kind }] of origins.entries()) {
    const [anchor] = /^[A-Z][a-z]+(?: [A-Za-z]+){3,}/.exec(lines[index] ?? "") ?? [];
    const label = labels[kind];
    const file = join(root, where.replace(/:\d+$/, ""));
    if (anchor === undefined || label === "" || label in edits || !existsSync(file)) continue;
    if (readFileSync(file, "utf8").split(anchor).length === 2) edits[label] = { file, anchor };
  }
  return edits;
}

/** From just before the write to the first frame that shows the new text, as the page itself sees it. */
async function latencies(
  page: Page,
  file: string,
  anchor: string,
  edited: (mark: string) => string,
): Promise<readonly number[]> {
  const original = readFileSync(file, "utf8");
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const mark = `measured-${run}-${Date.now().toString(36)}`;
    await page.evaluate(`void (globalThis.seen = new Promise((resolve) => {
      const look = () => document.getElementById("UI-article").textContent.includes(${JSON.stringify(mark)})
        ? requestAnimationFrame(() => resolve(Date.now()))
        : requestAnimationFrame(look);
      look();
    }))`);
    const start = Date.now();
    writeFileSync(
      file,
      original.replace(anchor, () => edited(mark)),
    );
    times.push(Number(await page.evaluate("globalThis.seen")) - start);
    await page.waitForTimeout(100 + Math.random() * 200);
  }
  writeFileSync(file, original);
  await page.waitForTimeout(300);
  return times;
}

function built(root: string): void {
  const site = join(root, "site");
  const started = performance.now();
  // The peak of the process is only known from within: Node says it when it exits.
  const report = `process.on("exit", () => console.error("peak " + process.resourceUsage().maxRSS))`;
  const load = ["--import", `data:text/javascript,${encodeURIComponent(report)}`];
  const run = spawnSync(process.execPath, [
    ...load,
    cli,
    "preview",
    "--build",
    "--root",
    root,
    "--site",
    site,
    "--quiet",
  ]);
  const seconds = (performance.now() - started) / 1000;
  if (run.status !== 0 && run.status !== 1) throw new Error(String(run.stderr));
  const peak = Number(/peak (\d+)/.exec(String(run.stderr))?.[1]) / 1024;
  const size = (sizeOf(site) / 2 ** 20).toFixed(1);
  console.log(`  built site            ${seconds.toFixed(1)} s, ${Math.round(peak)} MB of memory, ${size} MB on disk`);
}

function sizeOf(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.size;
  return readdirSync(path).reduce((total, name) => total + sizeOf(join(path, name)), 0);
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout?.on("data", (data: Buffer) => {
      text += data.toString();
      if (text.includes("\n")) resolve(text.slice(0, text.indexOf("\n")));
    });
    child.once("exit", () => reject(new Error("the preview ended")));
  });
}

function memoryOf({ pid }: ChildProcess): string {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return String(Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024));
}

function print(label: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0);
  const text = times.length === 1 ? `${at(0)} ms` : `median ${at(0.5)} ms, worst ${at(1)} ms of ${times.length}`;
  console.log(`  ${label.padEnd(22)}${text}`);
}
