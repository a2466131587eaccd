import { lstatSync, readFileSync } from "node:fs";
import { plainText } from "../files/line-ends.ts";

/*
 * `SHA256SUMS`, beside the guides and committed with them, says what the tool wrote, in the format of sha256sum(1). It is
 * how an edit by hand is told from an outdated guide, also right after a clone, where there is no other memory.
 */
export const MANIFEST = "SHA256SUMS";

/**
 * Hashes by path, relative to the output folder. A file that a merge conflict left with several has all of them, with
 * blanks between: whichever stands in the folder, the tool wrote it.
 */
export type Manifest = ReadonlyMap<string, string>;

/** A folder, a link or a device stands where the manifest goes. */
class ManifestError extends Error {
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
 * Reads the entries of a manifest. Git may have checked it out with CRLF, and an editor may have retyped its blanks.
 *
 * @returns its entries, and the first line that is none (of a merge conflict, say), from 1
 */
function parseManifest(text: string): ReadManifest {
  const entries = new Map<string, string>();
  let brokenLine: number | undefined;
  for (const [index, line] of plainText(text).split("\n").entries()) {
    if (line === "") continue;
    const isUsual = line.indexOf("  ") === HASH && !line.endsWith(" ");
    const entry = isUsual ? [line.slice(0, HASH), line.slice(HASH + 2)] : retyped(line);
    const [hash = "", file = ""] = entry;
    if (file === "" || LEADS_OUT.test(file)) brokenLine ??= index + 1;
    else entries.set(file, join(entries.get(file), hash.toLowerCase()));
  }
  return { manifest: entries, brokenLine };
}

/** A stranger's entry could name what is not below the outputs. */
const LEADS_OUT = /^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)/;

/** The digits of a hash; two blanks and a path follow. */
const HASH = 64;

/** A hash and a path in other spellings that `sha256sum -c` takes, or nearly. */
function retyped(line: string): string[] {
  const [, hash = "", file = ""] = /^\s*([0-9a-f]{64})\s+\*?(\S.*?)\s*$/i.exec(line) ?? [];
  return [hash, file];
}

function join(known: string | undefined, hash: string): string {
  return known === undefined || known === hash ? hash : `${known} ${hash}`;
}

/** A manifest as it was read. */
export interface ReadManifest {
  readonly manifest: Manifest;
  /** The first line that is no entry; undefined where there is none. */
  readonly brokenLine: number | undefined;
}

/**
 * Reads a manifest.
 *
 * @returns its entries; none where there is no such file
 * @throws ManifestError where something else stands in its place
 */
export function readManifest(path: string): ReadManifest {
  return parseManifest(readManifestText(path));
}

/**
 * The text of a manifest.
 *
 * @returns one line a hash, sorted by path
 */
export function formatManifest(manifest: Manifest): string {
  const files = [...manifest.keys()].sort();
  const linesOf = (hashes: string, file: string) => `${hashes.replaceAll(" ", `  ${file}\n`)}  ${file}\n`;
  return files.map((file) => linesOf(manifest.get(file) ?? "", file)).join("");
}
