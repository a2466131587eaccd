/** Programs that start the one that they are handed first, with options of their own before it. */
const INIT = /^(?:.*\/)?(?:tini(?:-static)?|dumb-init|catatonit|su-exec|gosu|env)$/;
/** Programs whose purpose is to start any that they are handed. */
const SHELL = /(?:\.sh$|(?:^|[/-])entrypoint(?:$|[.-])|^(?:.*\/)?(?:sh|bash|dash|busybox)$)/;

/**
 * The program that an entry point starts, behind `tini --` and its like.
 *
 * @param entrypoint as a definition says it
 * @returns undefined where it starts what it is handed: it is a script or a shell, or nothing but `tini --`
 */
export function programOf(entrypoint: readonly string[]): string | undefined {
  const words = entrypoint.flatMap((text) => text.split(" "));
  const [first] = words;
  if (first === undefined) return undefined;
  if (!INIT.test(first)) return SHELL.test(first) ? undefined : first;
  const next = words.slice(1).find((word) => !word.startsWith("-") && !/^\w+=/.test(word));
  return next === undefined ? undefined : programOf([next]);
}

/** The name of a program, without the folder that it lies in. */
export function programName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
