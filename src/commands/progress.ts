import type { CommandContext } from "./context.ts";
import { drawBar, type Bar } from "./progress-bar.ts";

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
  const stream = isQuiet ? undefined : context.progress;
  if (!stream) return { step: () => {}, stop: () => {} };
  const started = Date.now();
  let bar: Bar | undefined;
  let done = 0;
  return {
    step: () => {
      done += 1;
      if (bar) bar.update(done);
      else if (Date.now() - started > DELAY) bar = drawBar(total, done, label, stream);
    },
    stop: () => bar?.stop(),
  };
}
