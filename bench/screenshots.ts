import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { chromium, type Page } from "playwright-core";

/*
 * Makes the pictures of the documentation: npm run screenshots. The pages are those of this repository, and a few small
 * descriptors beside them so that the landing page has something to show.
 */

const FOLDER = "docs/images";
const GUIDE = "kserve-localmodelnode-agent";

const EXTRA: Readonly<Record<string, string>> = {
  "images/example-exporter": `title: Example Exporter
variants: { available: [runtime, dev, fips] }
overview: { about: The exporter reads the metrics of the service beside it. }
`,
  "images/example-gateway": `title: Example Gateway
registry: mirror
overview: { about: "The gateway takes requests from outside the cluster, and hands them to its services." }
`,
  "charts/example-gateway": `title: Example Gateway
pullSecrets: ["imagePullSecrets[0].name"]
overview: { about: "Brings the gateway into a cluster, with its operator and an exporter of metrics." }
`,
  "charts/example-scheduler": `title: Example Scheduler
overview: { about: The scheduler decides where the next job runs. }
`,
};

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">
  <path d="M24 3 42 13.5v21L24 45 6 34.5v-21z" fill="#1d63ed"/><path d="m15 24 6 6 12-12" fill="none" stroke="#fff" stroke-width="5"/>
</svg>
`;

/** Files by their paths: categories and a logo, as the catalog has them, and settings. */
const FILES: Readonly<Record<string, string>> = {
  "dhi-guides.config.yaml": `preview:
  edit: "https://github.com/acme/guides/edit/main/{file}"
  issues: "https://github.com/acme/guides/issues/new?title={title}"
`,
  [`images/${GUIDE}/logo.svg`]: LOGO,
  [`images/${GUIDE}/info.yaml`]: info("machine-learning-and-ai", "integration-and-delivery"),
  "images/example-exporter/info.yaml": info("monitoring-and-observability"),
  "images/example-gateway/info.yaml": info("networking"),
  "charts/example-gateway/info.yaml": info("networking", "security"),
  "charts/example-scheduler/info.yaml": info("integration-and-delivery"),
};

const root = mkdtempSync(join(tmpdir(), "dhi-screenshots-"));
for (const folder of ["images", "charts", "out"])
  if (existsSync(folder)) cpSync(folder, join(root, folder), { recursive: true });
mkdirSync(join(root, "charts"), { recursive: true });
for (const [place, text] of Object.entries(EXTRA))
  writeFileSync(join(root, `${place}.yaml`), `name: ${basename(place)}\n${text}`);
for (const [path, text] of Object.entries(FILES)) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
// The comparison is with what was committed.
for (const args of [
  ["init", "-q"],
  ["add", "-A"],
  ["commit", "-qm", "Begin"],
])
  spawnSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.com", ...args], { cwd: root });
mkdirSync(FOLDER, { recursive: true });

const server = spawn(process.execPath, ["dist/cli.js", "preview", "--root", root, "--port", "4890", "--quiet"]);
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"],
});
try {
  const url = await firstLine(server);
  const page = await browser.newPage({ viewport: { width: 1280, height: 760 }, reducedMotion: "reduce" });

  await page.goto(url);
  await page.locator(".group:last-of-type .card:last-child .tag").first().waitFor();
  // As tall as it takes to see both kinds.
  await page.setViewportSize({ width: 1280, height: 980 });
  await picture(page, "preview-landing");
  await page.setViewportSize({ width: 1280, height: 760 });

  await page.goto(`${url}guides/${GUIDE}.html`);
  await settled(page);
  await picture(page, "preview-guide");

  await page.getByRole("button", { name: "Where from" }).click();
  await page.locator("#UI-article p", { hasText: "manages local model operations" }).click();
  await page.evaluate("scrollTo(0, 330)");
  await picture(page, "preview-origins");
  await page.getByRole("button", { name: "Where from" }).click();

  const file = join(root, "images", `${GUIDE}.yaml`);
  const text = readFileSync(file, "utf8");
  await page.evaluate("scrollTo(0, 0)");
  writeFileSync(file, text.replace("ports: [8080/tcp", "ports: [808O/tcp").replace("comparison: {", "comparision: {"));
  await page.locator("#UI-findings [data-broken]").waitFor();
  await picture(page, "preview-error");
  writeFileSync(file, text.replace("individual Kubernetes nodes", "each node of a cluster"));
  await page.locator("#UI-findings [data-broken]").waitFor({ state: "detached" });

  await page.getByRole("button", { name: "Compare" }).click();
  await page.locator(".compare-after").first().waitFor();
  await picture(page, "preview-compare");
} finally {
  await browser.close();
  server.kill("SIGINT");
  await new Promise((resolve) => server.once("exit", resolve));
  rmSync(root, { recursive: true, force: true });
}

function info(...categories: readonly string[]): string {
  return `metadata:\n  categories: [${categories.join(", ")}]\n`;
}

async function settled(page: Page): Promise<void> {
  await page.locator("#UI-live[data-state=on]").waitFor({ state: "attached" });
}

async function picture(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.waitForTimeout(250);
  const path = join(FOLDER, `${name}.png`);
  await page.screenshot({ path });
  // A third of the size, where Debian's pngquant is installed.
  spawnSync("pngquant", ["--force", "--speed", "1", "--strip", "--output", path, "64", path]);
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.once("data", (data: Buffer) => resolve(data.toString().trim()));
    child.once("exit", () => reject(new Error("the preview ended")));
  });
}
