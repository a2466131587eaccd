import { Presets, SingleBar } from "cli-progress";
import type { CommandContext } from "./context.ts";

/** A shorter run is over before a bar could be read. */
const DELAY = 500;

/** Shows how far a run is. */
export interface ProgressBar {
  /** Begins with a number of steps; may be called again for another stage. */
  readonly start: (total: number) => void;
  readonly step: () => void;
  readonly stop: () => void;
}

/**
 * A progress bar for runs of known length: drawn on a terminal only, and only where a run takes longer than half a second.
 */
export function startProgress(label: string, { progress: stream }: CommandContext, isQuiet = false): ProgressBar {
  if (!stream || isQuiet) return { start: () => {}, step: () => {}, stop: () => {} };
  const format = `{bar} {value}/{total} ${label}`;
  const bar = new SingleBar({ format, stream, clearOnComplete: true, hideCursor: true }, Presets.shades_classic);
  let [total, done, began] = [0, 0, 0];
  return {
    start: (steps) => {
      [total, done, began] = [steps, 0, performance.now()];
    },
    step: () => {
      done += 1;
      if (!bar.isActive && performance.now() - began > DELAY) bar.start(total, done);
      if (!bar.isActive) return;
      bar.update(done);
      // The run does not wait for events, so the bar's own timer never fires.
      bar.render();
    },
    stop: () => bar.stop(),
  };
}
