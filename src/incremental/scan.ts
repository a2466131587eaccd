import { existsSync } from "node:fs";
import { join } from "node:path";
import { findLink } from "../output/find-link.ts";
import { plainFolders } from "../output/plain-folders.ts";
import { STAGE_PREFIX } from "../output/stage-prefix.ts";
import { CONFIG_FILE } from "../project/config-file.ts";
import { findGuides, findLeftovers } from "../project/paths.ts";
import { listTemplates } from "../project/template-files.ts";
import { isSameListing, listNothingElse, settleFolder, stampListings } from "./guide-list.ts";
import { Look, type Places } from "./look.ts";
import type { BuildState, FileRecord, GuideRecord } from "./state.ts";

/** What to compare a state with. */
export interface ScanOptions extends Places {
  readonly packagedTemplates: string;
  /** The folder that was asked for: links may lead to it, but not further. */
  readonly outputBase: string;
  /** The guides that are asked for; all where there are none. */
  readonly names: readonly string[];
  /** Is told about how many guides have to be made, as soon as it is clear that there are some: maybe more than once. */
  readonly expect: (guides: number) => void;
}

/** What is still as the last build left it. */
export interface Scan {
  /** Whether there is nothing to do at all. */
  readonly isUpToDate: boolean;
  /**
   * All guides of the last build, where they have the only descriptors and outputs that there are. Those that need not be
   * made again have their stamps of today.
   */
  readonly listed: readonly GuideRecord[] | undefined;
  /** The guides whose inputs and output are as they were. */
  readonly clean: readonly GuideRecord[];
  /** The guides that must be made again, by name. */
  readonly stale: ReadonlyMap<string, GuideRecord>;
  /** The guides that were not asked for, and whose templates and settings are as they were. */
  readonly others: readonly GuideRecord[];
  /** The settings' file and the templates that are as they were: all else rests on them. */
  readonly trusted: readonly FileRecord[];
  /** Whether the templates are as they were, so that there is nothing to say about them. */
  readonly templatesAreSame: boolean;
  /** Whether the list of what was written is as it was. */
  readonly manifestIsSame: boolean;
  /** The state with new stamps of files whose content is as it was, and whose status is not; undefined without any. */
  readonly renewed: BuildState | undefined;
  /** The folders that were listed and found as they were; undefined where there was no need to. */
  readonly folders: readonly FileRecord[] | undefined;
}

/** What is known without a state: nothing. */
export const NOTHING_KNOWN: Scan = {
  isUpToDate: false,
  listed: undefined,
  clean: [],
  stale: new Map(),
  others: [],
  trusted: [],
  templatesAreSame: false,
  manifestIsSame: false,
  renewed: undefined,
  folders: undefined,
};

/**
 * Compares what the last build left with what there is now.
 *
 * @param state what the last build left
 * @param options where to look
 * @returns what is unchanged
 */
export function scanProject(state: BuildState, options: ScanOptions): Scan {
  const { root, names, clock, expect, outputBase, outputFolder } = options;
  if (outputBase !== outputFolder && findLink(outputBase, outputFolder) !== undefined) return NOTHING_KNOWN;
  const look = new Look(options);

  const shared = new Map(state.shared.map((file) => [file.path, file]));
  const trusted: FileRecord[] = [];
  const lookAtShared = (path: string): boolean => {
    const before = shared.get(path);
    const now = before && look.input(before);
    if (!now) return false;
    shared.set(path, now);
    trusted.push(now);
    return true;
  };
  const hasConfig = shared.has(CONFIG_FILE);
  if (hasConfig ? !lookAtShared(CONFIG_FILE) : existsSync(join(root, CONFIG_FILE))) return NOTHING_KNOWN;

  const templates = listTemplates(root, options.packagedTemplates);
  const sameTemplates = new Set<string>();
  for (const { file, path } of templates) if (lookAtShared(path)) sameTemplates.add(file);
  const count = shared.size - (hasConfig ? 1 : 0);
  const templatesAreSame = sameTemplates.size === templates.length && count === templates.length;
  const sets = new Map<readonly string[], boolean>();
  const hasSameTemplates = ({ templates: set }: GuideRecord): boolean => {
    let isSame = sets.get(set);
    if (isSame === undefined) sets.set(set, (isSame = set.every((file) => sameTemplates.has(file))));
    return isSame;
  };

  // Most templates have a say in most guides, and most builds are of all.
  if (!templatesAreSame) expect(names.length || state.guides.length);

  // The stamps are taken before the folders are read, so that a change meanwhile shows.
  let listings = stampListings(state.config, options);
  const isListedSame = listings !== undefined && isSameListing(listings, state.folders);
  if (!isListedSame) {
    clock();
    listings = stampListings(state.config, options);
  }
  const plain = isListedSame ? undefined : plainFolders(options.outputFolder);
  const isListed = plain === undefined || (listings !== undefined && listNothingElse(state, root, plain));
  const wanted = names.length > 0 ? new Set(names) : undefined;
  const guides: GuideRecord[] = [];
  const clean: GuideRecord[] = [];
  const stale = new Map<string, GuideRecord>();
  const others: GuideRecord[] = [];
  const lookAtGuide = (guide: GuideRecord): GuideRecord | undefined =>
    isListed || isBelowPlainFolder(guide.output.path, plain, outputFolder) ? look.guide(guide) : undefined;
  for (const guide of state.guides) {
    const isWanted = !wanted || wanted.has(guide.name);
    const isSame = hasSameTemplates(guide);
    const now = isSame && isWanted ? lookAtGuide(guide) : undefined;
    guides.push(now ?? guide);
    if (now) clean.push(now);
    else if (isWanted) stale.set(guide.name, guide);
    else if (isSame) others.push(guide);
  }

  if (stale.size > 0) expect(stale.size);

  const manifest = look.output(state.manifest);
  const manifestIsSame = manifest !== undefined;
  const asked = wanted ? wanted.size : state.guides.length;
  // More or fewer entries are somebody else's, or of guides that are gone: then a build of all is needed.
  const isComplete = state.entries === state.guides.length;
  const isUpToDate =
    (names.length > 0 || isComplete) &&
    templatesAreSame &&
    manifestIsSame &&
    clean.length === asked &&
    (isListed || nothingElse(state, options, plain));
  const mayTrust = names.length === 0 && isUpToDate && isListed && plain !== undefined;
  const folders = mayTrust ? listings?.map((file) => settleFolder(file, clock())) : undefined;
  const listed = isListed && isComplete ? guides : undefined;
  const renewed = look.isRenewed
    ? {
        ...state,
        shared: [...shared.values()],
        manifest: manifest ?? state.manifest,
        guides,
      }
    : undefined;
  return { isUpToDate, listed, clean, stale, others, trusted, templatesAreSame, manifestIsSame, renewed, folders };
}

/** Whether the guides are those that the state knows, and nothing lies beside the outputs. */
function nothingElse(
  state: BuildState,
  { root, outputFolder: folder, names }: ScanOptions,
  plain: ReadonlySet<string>,
): boolean {
  for (const name of plain) if (name.startsWith(STAGE_PREFIX)) return false;
  const guides = findGuides(root, state.config);
  if (guides.length !== state.guides.length) return false;
  if (!guides.every(({ descriptor }, index) => descriptor === state.guides[index]?.descriptor.path)) return false;
  const known = new Set(guides.map(({ name }) => name));
  return names.length > 0 || findLeftovers(folder, state.config, known).length === 0;
}

/** Whether no symbolic link is on the way to an output. */
function isBelowPlainFolder(file: string, plain: ReadonlySet<string>, outputFolder: string): boolean {
  const [folder = "", ...rest] = file.split("/");
  if (rest.length > 1) return findLink(outputFolder, join(outputFolder, file)) === undefined;
  return rest.length === 0 || plain.has(folder);
}
