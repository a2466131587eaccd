/**
 * Does something with a file, and names the file where the system refuses it: of a full disk, it says no path.
 *
 * @param path the file
 * @param action what is done with it
 * @returns what the action gives
 * @throws what the action throws; an error of the system has a path
 */
export function naming<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof Error && "syscall" in error) (error as NodeJS.ErrnoException).path ??= path;
    throw error;
  }
}
