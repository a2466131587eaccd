import { join } from "node:path";
import { buildSync } from "esbuild";
import { makeProject, REPOSITORY } from "./project.ts";

/** The script of a thread, whose messages a function of the first one's makes. */
export function threadScript(prepare: string): string {
  const script = join(makeProject(), "thread.cjs");
  const contents = `
    import { workerData } from "node:worker_threads";
    import { replyToAll } from "./src/commands/guide-threads.ts";
    replyToAll(workerData, ${prepare});
  `;
  buildSync({
    ...{ stdin: { contents, resolveDir: REPOSITORY }, outfile: script },
    ...{ bundle: true, format: "cjs", platform: "node" },
  });
  return script;
}
