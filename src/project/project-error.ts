/** A project that cannot be opened at all: exit status 2. */
export class ProjectError extends Error {
  override readonly name = "ProjectError";
}

/** Whether something thrown is a {@link ProjectError}; told by its name, because bundles have classes of their own. */
export function isProjectError(error: unknown): error is ProjectError {
  return error instanceof Error && error.name === "ProjectError";
}
