/**
 * Tells an error of the system (no such folder, permission denied, disk full), which the user can mend, from a defect.
 *
 * @param error what was thrown
 * @returns whether the system refused something
 */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}
