import { existsSync, lstatSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { foldCase } from "../files/fold-case.ts";
import { findLink, plainFolders } from "../files/folders.ts";
import type { FileStamp } from "../files/stamp.ts";
import { createMergeLook } from "./git-merges.ts";
import { MANIFEST, readManifest, type Manifest } from "./manifest.ts";
import { type ComparedOutput, type OutputText, compareOutput } from "./compare-output.ts";
import { findAbandoned } from "./staging.ts";

/** Where outputs stand. */
interface OutputFolders {
  /** The folder that was asked for: links may lead to it, but not further. */
  readonly outputBase: string;
  /** The folder of all outputs. */
  readonly outputFolder: string;
}

/** What is remembered of the outputs that the tool wrote. */
export interface Outputs {
  readonly manifest: Manifest;
  /** The first line of the manifest that is no entry; undefined where there is none. */
  readonly brokenLine: number | undefined;
  /** Folders that killed builds left behind. */
  readonly abandoned: readonly string[];
  /**
   * Compares an output with what stands in its place; `wanted` is undefined for a leftover, `stamp` is what the last build
   * left there, if that is known.
   */
  readonly compare: (file: string, wanted: Pick<OutputText, "hash"> | undefined, stamp?: FileStamp) => ComparedOutput;
}

/**
 * Reads what is remembered of an output folder.
 *
 * @returns the memory: the manifest, and the journals of builds that did not end
 * @throws the system's error where the manifest is there and cannot be read
 */
export function readOutputs(
  { outputBase: base, outputFolder: folder }: OutputFolders,
  isAlive: (pid: number) => boolean,
): Outputs {
  const link: ComparedOutput = { state: "link", current: undefined, status: undefined };
  if (base !== folder && findLink(base, folder) !== undefined)
    return { manifest: new Map(), brokenLine: undefined, abandoned: [], compare: () => link };
  const { manifest, brokenLine } = readManifest(join(folder, MANIFEST));
  const { journals, folders } = findAbandoned(folder, isAlive);
  // In a first build most outputs need no look: there is not even their folder.
  const entries = manifest.size === 0 ? new Set(existsSync(folder) ? readdirSync(folder) : []) : undefined;
  const isBelowLink = createLinkCheck(folder);
  const isMergedByGit = createMergeLook(folder);
  const hashesOf = [manifest, ...journals].map(createHashes);
  return {
    manifest,
    brokenLine,
    abandoned: folders,
    compare: (file, wanted, stamp) => {
      const [first = ""] = file.split("/", 1);
      if (entries && !entries.has(first)) return { state: "new", current: undefined, status: undefined };
      if (file !== first && isBelowLink(dirname(file))) return link;
      const known = new Set(hashesOf.flatMap((find) => find(file)?.split(" ") ?? []));
      return compareOutput(join(folder, file), wanted, known, stamp, (text) => isMergedByGit(file, text, known));
    },
  };
}

/** Finds hashes by path; of a page that was renamed in case alone, those of its old name: it may still be called so. */
function createHashes(entries: Manifest): (file: string) => string | undefined {
  let folded: ReadonlyMap<string, string> | undefined;
  return (file) => {
    const hash = entries.get(file);
    if (hash !== undefined || entries.size === 0) return hash;
    folded ??= new Map([...entries].map(([path, each]) => [foldCase(path), each]));
    return folded.get(foldCase(file));
  };
}

/** From so many folders on, a list of all takes less time than a look at each. */
const MANY = 200;

/** Tells whether a symbolic link is on the way to a folder of outputs. Most stand right below the folder of all. */
function createLinkCheck(base: string): (folder: string) => boolean {
  let asked = 0;
  let plain: ReadonlySet<string> | undefined;
  return (folder) => {
    if (folder.includes("/")) return findLink(base, join(base, folder)) !== undefined;
    asked += 1;
    if (asked > MANY) plain ??= plainFolders(base);
    // The system may know a folder by another name, too: only one that is listed is known to be no link.
    if (plain?.has(folder)) return false;
    return lstatSync(join(base, folder), { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  };
}
