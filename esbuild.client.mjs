import { build } from "esbuild";

/**
 * Bundles what the preview's pages load: classic scripts, for a page that is opened from a file may load no modules.
 *
 * @param {string} outdir where to
 */
export async function bundleClient(outdir) {
  await build({
    entryPoints: {
      app: "src/preview/client/app.ts",
      early: "src/preview/client/early.ts",
      stream: "src/preview/client/stream-worker.ts",
    },
    outdir,
    bundle: true,
    minify: true,
    format: "iife",
    platform: "browser",
    target: "es2022",
    logLevel: "warning",
  });
}
