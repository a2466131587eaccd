import { readFileSync, rmSync, writeFileSync } from "node:fs";

/** How long to wait for another build's commit, which takes milliseconds. */
const PATIENCE = 30_000;
const PAUSE = 5;

/**
 * Lets one build at a time change what all builds share.
 *
 * @param path the lock's file; it exists while somebody holds it
 * @param pid who asks
 * @param isAlive tells whether a process is still at work: a dead one's lock is taken over
 * @param action what is done under the lock
 * @returns what the action gives
 * @throws the system's error where the lock cannot be written; an error after half a minute in vain
 */
export function withLock<T>(path: string, pid: number, isAlive: (pid: number) => boolean, action: () => T): T {
  acquire(path, pid, isAlive);
  try {
    return action();
  } finally {
    rmSync(path, { force: true });
  }
}

function acquire(path: string, pid: number, isAlive: (pid: number) => boolean): void {
  const end = performance.now() + PATIENCE;
  while (performance.now() < end) {
    try {
      return writeFileSync(path, String(pid), { flag: "wx" });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const holder = readHolder(path);
    if (holder !== undefined && !isAlive(holder)) rmSync(path, { force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
  }
  throw Object.assign(new Error(`another build holds ${path}`), { syscall: "lock", path });
}

/** Who holds the lock; undefined while it is being written, or was just released. */
function readHolder(path: string): number | undefined {
  try {
    const text = readFileSync(path, "utf8");
    return text === "" ? undefined : Number(text);
  } catch {
    return undefined;
  }
}
