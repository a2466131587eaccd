/** What Windows says of a file that another program has open: an editor, or a virus scanner for a moment. */
const HELD: ReadonlySet<string | undefined> = new Set(["EACCES", "EBUSY", "EPERM"]);

/** Milliseconds before each further try: a third of a second in all. */
const PAUSES = [10, 20, 40, 80, 160];

/**
 * Puts a file in its place, or removes it; where the system says that somebody holds it, once more after a pause. Where it
 * refuses for good, that costs a moment.
 *
 * @param action what renames or removes one file
 * @param pauses milliseconds before each further try
 * @returns what the action gives
 * @throws the system's error of the last try
 */
export function whenFree<T>(action: () => T, pauses: readonly number[] = PAUSES): T {
  const [pause, ...others] = pauses;
  try {
    return action();
  } catch (error) {
    if (pause === undefined || !HELD.has((error as NodeJS.ErrnoException).code)) throw error;
  }
  // It is all synchronous, from the first text to the manifest, so that nothing else of this process comes between.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
  return whenFree(action, others);
}
