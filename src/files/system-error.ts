/**
 * Tells an error of the system (no such folder, permission denied, disk full), which the user can mend, from a defect.
 *
 * @returns whether the system refused something
 */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}

/** The system's most common refusals in words, and what to do about them. */
const REASONS: Readonly<Record<string, readonly [reason: string, fix: string]>> = {
  ENOSPC: ["the disk is full", "make room on it"],
  EDQUOT: ["the disk quota is used up", "make room"],
  EFBIG: ["the file is too large for the system", "raise the limit (`ulimit -f`)"],
  EROFS: ["the file system is read-only", "name another folder, or mount it for writing"],
  EACCES: ["permission denied", "see to your rights there, or name another folder"],
  EPERM: ["permission denied", "see to your rights there, or name another folder"],
  ENOTDIR: ["a file stands where a folder is expected", "move it away, or name another folder"],
  EEXIST: ["a file stands where a folder is expected", "move it away, or name another folder"],
  EISDIR: ["a folder stands where a file is expected", "move it away, or name another file"],
  ENAMETOOLONG: ["the name is too long for the file system", "give it a shorter name"],
  ELOOP: ["symbolic links lead in a circle", "remove one of them"],
  EMFILE: ["too many files are open", "raise the limit (`ulimit -n`)"],
  ENFILE: ["too many files are open", "close other programs"],
  EBUSY: ["another program is using it", "close that program"],
  EIO: ["the disk fails", "look at the disk"],
};

/**
 * Words a refusal of the system.
 *
 * @returns why it refused, and what to do about it
 */
export function describeSystemError({ code = "", message, syscall = "" }: NodeJS.ErrnoException): {
  reason: string;
  fix: string;
} {
  const [reason = message, fix = "mend it"] = REASONS[code] ?? [];
  // Where the folder let a file be written beside, it is mostly this one that is held.
  const isHeld = ["EACCES", "EPERM"].includes(code) && ["rename", "unlink"].includes(syscall);
  return { reason, fix: isHeld ? "close the program that has it open, or see to your rights there" : fix };
}

/**
 * Does something with a file, and names the file where the system refuses it: of a full disk, it says no path.
 *
 * @returns what the action gives
 * @throws what the action throws; an error of the system has a path
 */
export function withPath<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof Error && "syscall" in error) (error as NodeJS.ErrnoException).path ??= path;
    throw error;
  }
}
