import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";

/*
 * Measures what a reader of the built site waits for and sees move, by Chromium's own measures, on a slow phone and a slow
 * desk: npm run bench:vitals [--site=DIR] [--guides=40]. DIR is a built site; without it, guides of the catalog are adopted.
 */

const SCREENS = { phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 } };
/** A phone's processor, and a fast 3G network: 1.6 Mbit/s, 150 ms for each way there and back. */
const SLOW = {
  cpu: 4,
  network: { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 94_000 },
};
const TYPES: Readonly<Record<string, string>> = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript" };

const catalog = join(process.env["DHI_SHARED"] ?? "../shared", "catalog");
const chosen = (name: string) => process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split("=")[1];

interface Measured {
  readonly shifts: readonly { readonly value: number; readonly time: number; readonly moved: readonly string[] }[];
  readonly largest: number;
}

const root = mkdtempSync(join(tmpdir(), "dhi-vitals-"));
const site = chosen("site") ?? build(root, Number(chosen("guides") ?? "40"));
const server = await serve(site);
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"],
});
try {
  const url = `http://127.0.0.1:${(server.address() as { port: number }).port}/`;
  for (const [screen, viewport] of Object.entries(SCREENS))
    for (const isSlow of [false, true])
      for (const [label, address] of Object.entries(pagesOf(site)))
        for (const setting of [undefined, "own"]) {
          if (setting !== undefined && label === "landing") continue;
          const { shifts, largest } = await measure(browser, url + address, viewport, isSlow, setting);
          const total = shifts.reduce((sum, { value }) => sum + value, 0);
          const what = [screen, isSlow ? "slow" : "", label, setting ?? ""].filter(Boolean).join(" ");
          console.log(`${what.padEnd(28)} CLS ${total.toFixed(4)}  LCP ${Math.round(largest)} ms`);
          for (const { value, time, moved } of shifts)
            console.log(`    ${value.toFixed(4)} after ${Math.round(time)} ms: ${moved.join(", ")}`);
        }
  await printScripts(browser, url + (pagesOf(site)["guide"] ?? ""));
} finally {
  await browser.close();
  server.close();
  rmSync(root, { recursive: true, force: true });
}

/** Adopts as many guides of the catalog, with their charts, and builds the site. */
function build(folder: string, most: number): string {
  const part = join(folder, "catalog");
  for (const kind of ["image", "chart"])
    for (const name of readdirSync(join(catalog, kind)).toSorted().slice(0, most))
      cpSync(join(catalog, kind, name), join(part, kind, name), { recursive: true });
  const project = join(folder, "project");
  const out = join(folder, "site");
  for (const args of [
    ["adopt", part, "--from", part, "--into", project],
    ["preview", "--build", "--no-verify", "--root", project, "--site", out],
  ]) {
    const { status, stderr } = spawnSync(process.execPath, ["dist/cli.js", ...args, "--quiet"], { encoding: "utf8" });
    if (status !== 0 && status !== 1) throw new Error(stderr);
  }
  return out;
}

/** The landing page, and the longest guide, overview and chart. */
function pagesOf(folder: string): Readonly<Record<string, string>> {
  const longest = (kind: string, pattern: RegExp): string => {
    if (!existsSync(join(folder, kind))) return "";
    const files = readdirSync(join(folder, kind), { recursive: true, encoding: "utf8" });
    const sized = files
      .filter((file) => pattern.test(file))
      .map((file) => [sizeOf(join(folder, kind, file)), file] as const);
    const [, file] = sized.toSorted(([one], [other]) => other - one)[0] ?? [];
    return file === undefined ? "" : `${kind}/${file}`;
  };
  return {
    landing: "index.html",
    guide: longest("guides", /^[^/]+\.html$/),
    overview: longest("guides", /\/overview\.html$/),
    chart: longest("charts", /^[^/]+\.html$/),
  };
}

function sizeOf(file: string): number {
  return readFileSync(file).length;
}

function serve(folder: string): Promise<Server> {
  const started = createServer((request, response) => {
    const file = join(folder, new URL(request.url ?? "/", "http://localhost").pathname);
    if (!existsSync(file)) return void response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": TYPES[extname(file)] ?? "text/plain" });
    response.end(readFileSync(file));
  });
  return new Promise((resolve) => started.listen(0, "127.0.0.1", () => resolve(started)));
}

/**
 * Opens a page as on a first visit, and reads it to its end.
 *
 * @param registry what the reader chose before, if anything
 */
async function measure(
  browsers: Browser,
  url: string,
  viewport: { width: number; height: number },
  isSlow: boolean,
  registry: string | undefined,
): Promise<Measured> {
  const context = await browsers.newContext({ viewport });
  const page = await context.newPage();
  await observe(page, registry);
  if (isSlow) {
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", SLOW.network);
    await session.send("Emulation.setCPUThrottlingRate", { rate: SLOW.cpu });
  }
  await page.goto(url, { waitUntil: "load" });
  await page.waitForTimeout(isSlow ? 1500 : 500);
  for (let step = 0; step < 8; step += 1) {
    await page.mouse.wheel(0, 600);
    await page.waitForTimeout(60);
  }
  const measured = (await page.evaluate("globalThis.measured")) as Measured;
  await context.close();
  return measured;
}

async function observe(page: Page, registry: string | undefined): Promise<void> {
  await page.addInitScript(`
    ${registry === undefined ? "" : `localStorage.setItem("dhi-guides:registry", ${JSON.stringify(registry)});`}
    globalThis.measured = { shifts: [], largest: 0 };
    const nameOf = (node) => node?.nodeType === 1
      ? node.localName + (node.id ? "#" + node.id : "") + [...node.classList].map((name) => "." + name).join("")
      : String(node?.nodeName);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if (!entry.hadRecentInput) measured.shifts.push({
          value: entry.value,
          time: entry.startTime,
          moved: entry.sources.map(({ node, previousRect, currentRect }) =>
            nameOf(node) + " " + [previousRect, currentRect].map(({ x, y, width, height }) => [x, y, width, height].map(Math.round)).join(" > ")),
        });
    }).observe({ type: "layout-shift", buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) measured.largest = Math.max(measured.largest, entry.startTime);
    }).observe({ type: "largest-contentful-paint", buffered: true });
  `);
}

/** All scripts that a page with the search opened loads, as they are; the search's own index apart. */
async function printScripts(browsers: Browser, url: string): Promise<void> {
  const page = await browsers.newPage();
  const sizes = new Map<string, Promise<number>>();
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.endsWith(".js"))
      sizes.set(
        pathname,
        response.body().then(({ length }) => length),
      );
  });
  await page.goto(url, { waitUntil: "load" });
  await page.keyboard.press("Control+k");
  await page.keyboard.type("docker");
  await page.waitForTimeout(1000);
  for (const [name, size] of sizes) console.log(`${name.padEnd(28)} ${await size} bytes`);
  await page.close();
}
