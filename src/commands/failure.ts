import { visibleLine } from "../findings/visible.ts";
import { describeSystemError, isSystemError } from "../files/system-error.ts";

/**
 * Says why something could not be done, as all commands say it.
 *
 * @param error what was thrown: the user's mistake, or what the system refused
 * @returns a whole line
 */
export function failureLine(error: Error): string {
  return `dhi-guides: ${visibleLine(isSystemError(error) ? messageOf(error) : error.message)}\n`;
}

function messageOf(error: NodeJS.ErrnoException): string {
  const { reason, fix } = describeSystemError(error);
  return error.path === undefined || reason === error.message ? error.message : `${error.path}: ${reason}; ${fix}`;
}
