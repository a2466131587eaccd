import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

/** What the name of a run's folder begins with. */
const RUN = "dhi-guides-run-";

/**
 * Gives the run a temporary folder of its own, which goes with it; and fails a run whose tests left folders there.
 *
 * @returns what ends the run
 */
export function setup(): () => void {
  const before = process.env["TMPDIR"];
  // Vitest asks for each project; a run has one folder.
  if (before !== undefined && basename(before).startsWith(RUN)) return () => undefined;
  const folder = mkdtempSync(join(tmpdir(), RUN));
  process.env["TMPDIR"] = folder;
  return () => {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
    // Node and npm have caches of their own there.
    const left = readdirSync(folder).filter((name) => name.startsWith("dhi-"));
    rmSync(folder, { recursive: true, force: true });
    if (left.length === 0) return;
    // Vitest tells what is thrown here, and ends well all the same.
    process.exitCode = 1;
    throw new Error(`tests left temporary folders: ${left.join(", ")}: see test/support/temporary.ts`);
  };
}
