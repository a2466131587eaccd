/* All that makes guides: bundled as one script, which starts from compiled code. See esbuild.scripts.mjs. */

export { build } from "./build.ts";
export { check } from "./check.ts";
