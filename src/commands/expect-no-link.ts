import { join } from "node:path";
import { findLink } from "../files/folders.ts";
import { ProjectError } from "../project/project-error.ts";

/**
 * Refuses to write through a symbolic link: a stranger's project would have another file written.
 *
 * @param root the project's folder
 * @param file what is to be written, relative to the root
 * @throws ProjectError that names the link
 */
export function expectNoLink(root: string, file: string): void {
  const link = findLink(root, join(root, file));
  if (link !== undefined) throw new ProjectError(`${link} is a symbolic link: another file would be written`);
}
