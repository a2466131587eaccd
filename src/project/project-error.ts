/** A project that cannot be opened at all: exit status 2. */
export class ProjectError extends Error {
  override readonly name = "ProjectError";
}
