/** What builds at the same time know of each other. */
export interface ProcessTable {
  readonly pid: number;
  /** Whether a process is still at work; true also where it is somebody else's. */
  readonly isAlive: (pid: number) => boolean;
}

/** The process that this is. */
export const THIS_PROCESS: ProcessTable = {
  pid: process.pid,
  isAlive: (pid) => {
    try {
      process.kill(pid, 0);
      return true;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === "EPERM";
    }
  },
};

/** The variables that this process was given. */
export function environmentOfProcess(): NodeJS.ProcessEnv {
  return process.env;
}
