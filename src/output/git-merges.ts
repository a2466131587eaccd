import { plainText } from "../files/line-ends.ts";
import { readObjects, runGit } from "../files/git.ts";
import { hashOf } from "../files/stamp.ts";
import { conflictSides } from "../files/conflict-marks.ts";
import { MANIFEST } from "./manifest.ts";

/** What a merge, a rebase, a cherry-pick or a revert brings into HEAD, while it is not done. */
const INCOMING = ["MERGE_HEAD", "REBASE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD^"];

/**
 * Tells the texts that git put together from what the tool wrote on two branches, with marks of a conflict or without:
 * nobody wrote them by hand. Asks git, so it is for the few outputs that are in no record.
 *
 * @param folder the folder of all outputs
 * @returns whether git made `text`, as it stands in `file`, of two texts of which each is in the manifest of its side, or
 *   among the hashes `known`; false where git cannot say
 */
export function createMergeLook(folder: string): (file: string, text: string, known: ReadonlySet<string>) => boolean {
  /** What git makes of the parents of a merge: its tree. */
  const merged = new Map<string, string>();
  return (file, text, known) => {
    const isMadeOf = (made: string | undefined, ours: string, theirs: string) =>
      isMade(text, made) && [ours, theirs].every((commit) => isRecorded(folder, commit, file, known));
    // AUTO_MERGE is what git left in the working copy.
    const [made, committed] = readTexts(folder, [`AUTO_MERGE:./${file}`, `HEAD:./${file}`]);
    if (INCOMING.some((theirs) => isMadeOf(made, "HEAD", theirs))) return true;
    if (committed === undefined || unlabelled(committed) !== unlabelled(text)) return false;
    // The last commit that changed the page: a merge only where it has neither side's page.
    const last = said(folder, ["rev-list", "-1", "--parents", "HEAD", "--", `:(literal)${file}`]);
    const [commit, ours, theirs, another] = last.split(" ");
    if (commit === undefined || ours === undefined || theirs === undefined || another !== undefined) return false;
    const tree = merged.get(commit) ?? said(folder, ["merge-tree", "--write-tree", ours, theirs]).split("\n", 1)[0];
    if (tree === undefined || tree === "") return false;
    merged.set(commit, tree);
    return isMadeOf(readTexts(folder, [`${tree}:./${file}`])[0], ours, theirs);
  };
}

/** Whether a text is what git made; also where each conflict in it was decided for the same side. */
function isMade(text: string, made: string | undefined): boolean {
  if (made === undefined) return false;
  const { ours, theirs } = conflictSides(made) ?? {};
  return [made, ours, theirs].some((each) => each !== undefined && unlabelled(each) === unlabelled(text));
}

/** Whether the page of a commit is what the tool wrote there. */
function isRecorded(folder: string, commit: string, file: string, known: ReadonlySet<string>): boolean {
  const [page, manifest = ""] = readTexts(folder, [`${commit}:./${file}`, `${commit}:./${MANIFEST}`]);
  if (page === undefined) return false;
  const hash = hashOf(page);
  return known.has(hash) || manifest.includes(`${hash}  ${file}\n`);
}

/** The marks of a conflict name the sides as they were called: a branch, a commit. */
function unlabelled(text: string): string {
  return text.replace(/^(<{7}|\|{7}|>{7}) .*$/gm, "$1");
}

function readTexts(folder: string, objects: readonly string[]): (string | undefined)[] {
  return readObjects(folder, objects).map((bytes) => bytes && plainText(bytes.toString("utf8")));
}

/** What git prints; nothing where it cannot say. Of a merge with conflicts, too, which is status 1. */
function said(folder: string, args: readonly string[]): string {
  const run = runGit(folder, args, { successes: [0, 1] });
  return "output" in run ? run.output.toString("utf8").trimEnd() : "";
}
