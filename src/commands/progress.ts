import { Presets, SingleBar } from "cli-progress";
import type { CommandContext } from "./context.ts";

/** A shorter run is over before a bar could be read. */
const DELAY = 500;

export interface Progress {
  readonly step: () => void;
  readonly stop: () => void;
}

/**
 * A progress bar for a run of known length: drawn on a terminal only, and only when the run takes longer than half a
 * second.
 *
 * @param total how many steps there are
 * @param label what is counted
 * @param context where to draw
 * @param isQuiet whether the user wants no progress
 * @returns the bar
 */
export function startProgress(total: number, label: string, context: CommandContext, isQuiet = false): Progress {
  const stream = context.progress;
  if (!stream || isQuiet) return { step: () => {}, stop: () => {} };
  const started = Date.now();
  const format = `{bar} {value}/{total} ${label}`;
  const bar = new SingleBar({ format, stream, clearOnComplete: true, hideCursor: true }, Presets.shades_classic);
  let done = 0;
  let isDrawn = false;
  return {
    step: () => {
      done += 1;
      if (!isDrawn && Date.now() - started > DELAY) {
        isDrawn = true;
        bar.start(total, done);
      } else if (isDrawn) {
        bar.update(done);
        // The run does not wait for events, so the bar's own timer never fires.
        bar.render();
      }
    },
    stop: () => {
      if (isDrawn) bar.stop();
    },
  };
}
