import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vitest/config";

/** Whole-catalog tests: minutes, and data that is not part of the repository (`npm run test:catalog`, and in .ci/run). */
const CATALOG = "test/**/*.catalog.test.ts";
/** Tests in Chromium, of the preview and of the page of drift (`npm run test:browser`, and in .ci/run). */
const BROWSER = "test/**/*.browser.test.ts";

/** Packs the package, installs it, and runs each command (`npm run test:package`, and in .ci/run). */
const PACKAGE = "test/package.test.ts";

/** Packages as the bundle has them. Vitest adds "development", with which micromark checks itself at every letter. */
const asBundled: Plugin = {
  name: "as-bundled",
  configResolved: ({ ssr, environments }) => {
    for (const { resolve } of [ssr, ...Object.values(environments)]) if (resolve) resolve.conditions = ["node"];
  },
};

export default defineConfig({
  // As tsconfig.json has it: what uses the library in test/releases/ imports it by its name.
  resolve: { alias: [{ find: /^dhi-guides$/, replacement: fileURLToPath(new URL("src/index.ts", import.meta.url)) }] },
  plugins: [asBundled],
  test: {
    projects: [
      { extends: true, test: { name: "unit", include: ["test/**/*.test.ts"], exclude: [CATALOG, BROWSER, PACKAGE] } },
      { extends: true, test: { name: "package", include: [PACKAGE] } },
      { extends: true, test: { name: "browser", include: [BROWSER] } },
      { extends: true, test: { name: "catalog", include: [CATALOG] } },
    ],
    // No module of ours has state (docs/architecture.md): to load it anew for each file would take half of the time.
    isolate: false,
    // One more than there are cores: tests in a browser and of commands wait for other processes.
    maxWorkers: availableParallelism() + 1,
    testTimeout: 120_000,
    // Browsers and previews start slowly beside other tests.
    hookTimeout: 60_000,
    globalSetup: ["test/support/no-leftovers.ts", "test/preview/bundle.ts"],
    coverage: {
      provider: "v8",
      include: ["src/**"],
      reporter: ["text-summary", "html"],
      // What the unit tests reach today (`npm run coverage`): less is a fault, more raises them. Properties are random: branches have half a percent of play.
      thresholds: { statements: 93, branches: 88.5, functions: 95, lines: 94 },
    },
  },
});
