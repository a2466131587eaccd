import { build } from "esbuild";

/**
 * Bundles what the preview's pages load: classic scripts, for a page that is opened from a file may load no modules.
 *
 * @param {string} outdir where to
 * @returns {Promise<string[]>} the files that went into it
 */
export async function bundleClient(outdir) {
  const { metafile } = await build({
    entryPoints: {
      app: "src/preview/client/app.ts",
      author: "src/preview/client/author.ts",
      early: "src/preview/client/early.ts",
      stream: "src/preview/client/stream-worker.ts",
    },
    outdir,
    bundle: true,
    minify: true,
    format: "iife",
    platform: "browser",
    target: "es2022",
    metafile: true,
    logLevel: "warning",
  });
  return Object.keys(metafile.inputs);
}
