/** What a guide can be called. */
const NAME = /^[a-z0-9]+(?:[._-]+[a-z0-9]+)*$/;

/**
 * The name of a guide, from that of its folder or file.
 *
 * @param written the folder's name: `Example Exporter`
 * @returns the name in lower case, without other signs than dots, dashes and underscores; undefined where nothing is left
 */
export function guideName(written: string): string | undefined {
  if (NAME.test(written)) return written;
  const name = written
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^[._-]+|[._-]+$/g, "");
  return NAME.test(name) ? name : undefined;
}

/** The name of the project's settings, below its root. */
export const CONFIG_FILE = "dhi-guides.config.yaml";

/** Whether a finding is about the project's settings. */
export const isOfSettings = ({ file }: { readonly file: string }): boolean => file === CONFIG_FILE;

/** A registry's namespace, with or without its host: `acme`, `registry.example.com:5000/acme`. */
export const NAMESPACE = /^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*(?::\d+)?)(?:\/[a-z0-9]+(?:[._-][a-z0-9]+)*)*$/;
