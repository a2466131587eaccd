import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { chromium, type Browser } from "playwright-core";

/*
 * Measures what a first search loads, typed key by key in Chromium. Usage: node dist/bench/preview-search.js
 * --root=PROJECT [--things=650], which adds copies of the project's descriptors, or --site=DIR of a built site.
 */

const { values: options } = parseArgs({
  options: { root: { type: "string" }, site: { type: "string" }, things: { type: "string", default: "650" } },
});
const QUERIES = [
  ...["nginx", "kafka", "kafak", "promtheus", "postgres", "docker compose", "helm install", "no package manager"],
  ...["node exporter", "AWS_ACCESS_KEY_ID", "/var/lib/postgresql", "--read-only", "8080", "traefik permissions"],
  "what is the difference between dev and runtime",
];
/** So long after a key one presses the next, in milliseconds. */
const KEY = 120;

const folder = mkdtempSync(join(tmpdir(), "dhi-search-"));
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
try {
  const site = options.site ?? buildCopies(options.root ?? "", Number(options.things));
  for (const query of QUERIES) {
    const { bytes, count, first } = await search(browser, site, query);
    console.log(`${query.padEnd(48)} ${String(Math.round(bytes / 1000)).padStart(4)} kB  ${count}: ${first}`);
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}

/** Builds a site of a project and of copies of its things, so that there are as many as asked for. */
function buildCopies(root: string, things: number): string {
  const project = join(folder, "project");
  const site = join(folder, "site");
  cpSync(root, project, { recursive: true });
  const descriptors = ["images", "charts"].flatMap((kind) =>
    readdirSync(join(project, kind)).flatMap((file) => (file.endsWith(".yaml") ? [join(project, kind, file)] : [])),
  );
  for (const descriptor of descriptors.slice(0, Math.max(0, things - descriptors.length))) {
    const own = descriptor.replace(/\.yaml$/, "");
    const copied = readFileSync(descriptor, "utf8").replaceAll(/^(name|title): (.*)$/gm, (_, key, value) =>
      key === "name" ? `name: ${value}-copy` : `title: ${JSON.stringify(`${value.replaceAll('"', "")} Copy`)}`,
    );
    writeFileSync(`${own}-copy.yaml`, copied);
    if (existsSync(own)) cpSync(own, `${own}-copy`, { recursive: true });
  }
  const args = ["dist/cli.js", "preview", "--build", "--no-verify", "--quiet", "--root", project, "--site", site];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0 && status !== 1) throw new Error(stderr);
  return site;
}

/** Opens the site for the first time, and types. */
async function search(
  browsers: Browser,
  site: string,
  query: string,
): Promise<{ readonly bytes: number; readonly count: string; readonly first: string }> {
  const page = await browsers.newPage();
  const loaded = new Set<string>();
  page.on("request", (request) => {
    const address = request.url().replace(/\?.*/, "");
    if (address.includes("/assets/search")) loaded.add(fileURLToPath(address));
  });
  await page.goto(pathToFileURL(join(site, "index.html")).href);
  await page.keyboard.press("Control+k");
  await page.keyboard.type(query, { delay: KEY });
  let before = -1;
  while (loaded.size !== before) {
    before = loaded.size;
    await page.waitForTimeout(1000);
  }
  const count = await page.locator(".search-count").innerText();
  const first = (await page.locator("#UI-search-results a").first().getAttribute("href")) ?? "";
  await page.close();
  return { bytes: [...loaded].reduce((sum, file) => sum + statSync(file).size, 0), count, first };
}
