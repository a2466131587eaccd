import { closeSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";

/** How long to wait for another build's commit, which takes milliseconds. */
const PATIENCE = 30_000;
const PAUSE = 5;
/** How long the holder may take to write its number. */
const WRITING = 1000;

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
  let end = Infinity;
  do {
    try {
      return write(path, String(pid));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    // Not before: Node loads its clock when it is first asked, and nearly nobody waits.
    if (end === Infinity) end = performance.now() + PATIENCE;
    if (isAbandoned(path, isAlive)) rmSync(path, { force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
  } while (performance.now() < end);
  throw Object.assign(new Error(`another build holds ${path}`), { syscall: "lock", path });
}

/** Makes the lock; one that has no room for its number is none. */
function write(path: string, text: string): void {
  const descriptor = openSync(path, "wx");
  try {
    writeFileSync(descriptor, text);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
}

/** Whether the holder is dead; one that was killed before it wrote its number leaves an empty file. */
function isAbandoned(path: string, isAlive: (pid: number) => boolean): boolean {
  try {
    const text = readFileSync(path, "utf8");
    return text === "" ? Date.now() - statSync(path).mtimeMs > WRITING : !isAlive(Number(text));
  } catch {
    // It was released meanwhile.
    return false;
  }
}
