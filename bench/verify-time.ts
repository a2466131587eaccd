/** Measures `verify` over the whole catalog, cold and with nothing changed. Run with `npm run bench-verify`. */
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { loadCatalog } from "../src/catalog/load.ts";
import { verifyGuides } from "../src/verify/verify.ts";

const directory = join(process.env["DHI_SHARED"] ?? "../shared", "catalog");
const root = await mkdtemp(join(tmpdir(), "dhi-guides-bench-"));
const names = await readdir(join(directory, "image"));
const files = names.map((name) => relative(root, resolve(directory, `image/${name}/guides.md`)));

async function run(what: string): Promise<void> {
  const started = performance.now();
  const cpu = process.cpuUsage();
  const catalog = await loadCatalog({ directory, cacheRoot: root });
  const loaded = performance.now();
  const findings = await verifyGuides({ root, files, catalog, cache: true });
  const { user, system } = process.cpuUsage(cpu);
  const ms = (time: number) => `${Math.round(time)} ms`;
  console.log(
    `${what}: ${ms(performance.now() - started)} (definitions ${ms(loaded - started)}, processor ${ms((user + system) / 1000)}), ` +
      `${files.length} guides, ${findings.length} findings`,
  );
}

await run("cold");
await run("nothing changed");
await rm(root, { recursive: true });
