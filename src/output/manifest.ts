import { lstatSync, readFileSync } from "node:fs";

/*
 * `SHA256SUMS`, beside the guides and committed with them, says what the tool wrote, in the format of sha256sum(1). It is
 * how an edit by hand is told from an outdated guide, also right after a clone, where there is no other memory.
 */
export const MANIFEST = "SHA256SUMS";

/** Hashes by path, relative to the output folder. */
export type Manifest = ReadonlyMap<string, string>;

/** A folder, a link or a device stands where the manifest goes. */
export class ManifestError extends Error {
  override readonly name = "ManifestError";
  readonly path: string;
  readonly syscall = "open";

  constructor(path: string) {
    super(`${MANIFEST} is no file`);
    this.path = path;
  }
}

/**
 * Reads the text of a manifest.
 *
 * @param path the file
 * @returns what it holds; nothing where there is no such file
 * @throws ManifestError where something else stands in its place
 */
function readManifestText(path: string): string {
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (!status) return "";
  if (!status.isFile()) throw new ManifestError(path);
  return readFileSync(path, "utf8");
}

/**
 * Reads the entries of a manifest.
 *
 * @param text the manifest
 * @returns its entries; lines that are no entries (a merge conflict's) are passed over
 */
function parseManifest(text: string): Manifest {
  const entries = new Map<string, string>();
  for (const line of text.split("\n"))
    if (line.indexOf("  ") === HASH) entries.set(line.slice(HASH + 2), line.slice(0, HASH));
  return entries;
}

/** The digits of a hash; two blanks and a path follow. */
const HASH = 64;

/**
 * Reads a manifest.
 *
 * @param path the file
 * @returns its entries; none where there is no such file
 */
export function readManifest(path: string): Manifest {
  return parseManifest(readManifestText(path));
}

/** Reads one manifest again and again, which mostly is as it was, and long. */
export class ManifestReader {
  #last: ReadManifest = { text: "", manifest: new Map() };

  /**
   * Reads the manifest.
   *
   * @param path the file
   * @returns its text and its entries; none where there is no such file
   * @throws ManifestError where something else stands in its place
   */
  read(path: string): ReadManifest {
    const text = readManifestText(path);
    if (text !== this.#last.text) this.#last = { text, manifest: parseManifest(text) };
    return this.#last;
  }
}

export interface ReadManifest {
  readonly text: string;
  readonly manifest: Manifest;
}

/**
 * The text of a manifest.
 *
 * @param manifest its entries
 * @returns one line an entry, sorted by path
 */
export function formatManifest(manifest: Manifest): string {
  const files = [...manifest.keys()].sort();
  return files.map((file) => `${manifest.get(file)}  ${file}\n`).join("");
}
