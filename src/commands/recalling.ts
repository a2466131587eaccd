/* All that a build needs where nothing changed: bundled as one script, like making.ts. See esbuild.scripts.mjs. */

export { recallBuild } from "./memory.ts";
export { reportUpToDate } from "./up-to-date.ts";
