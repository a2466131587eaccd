import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Vitest would leave a core free, which is half of two.
    maxWorkers: "100%",
    testTimeout: 120_000,
    globalSetup: ["test/support/no-leftovers.ts", "test/preview/bundle.ts"],
    coverage: { provider: "v8", include: ["src/**"], reporter: ["text-summary", "html"] },
  },
});
