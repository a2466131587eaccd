/**
 * Whether a process is still at work.
 *
 * @param pid its number
 * @returns true also where it is somebody else's
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
