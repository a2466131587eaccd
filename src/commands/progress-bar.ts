import { Presets, SingleBar } from "cli-progress";

/** A bar on a terminal. */
export interface Bar {
  readonly update: (done: number) => void;
  readonly stop: () => void;
}

/**
 * Draws a progress bar.
 *
 * @param total how many steps there are
 * @param done how many are done
 * @param label what is counted
 * @param stream the terminal
 * @returns the bar, which goes when it is stopped
 */
export function drawBar(total: number, done: number, label: string, stream: NodeJS.WriteStream): Bar {
  const format = `{bar} {value}/{total} ${label}`;
  const bar = new SingleBar({ format, stream, clearOnComplete: true, hideCursor: true }, Presets.shades_classic);
  bar.start(total, done);
  return {
    update: (value) => {
      bar.update(value);
      // The run does not wait for events, so the bar's own timer never fires.
      bar.render();
    },
    stop: () => bar.stop(),
  };
}
