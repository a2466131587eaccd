import { setTimeout as sleep } from "node:timers/promises";
import type { Finding } from "../findings/finding.ts";
import { type BuiltGuide, CONFIG_FILE, type GuidePaths, type Project } from "../core.ts";
import { compareView, type Original } from "./compare.ts";
import { readCommitted } from "./committed.ts";
import { placeFindings } from "./findings.ts";
import { createGuidePage, type GuidePage, type PlacedFinding } from "./guide-page.ts";
import { createSectionReader } from "./markdown/blocks.ts";
import { profileGuide } from "./render-profiles.ts";
import { searchEntries, type SearchEntry } from "./search.ts";
import type { Lint, OpenWorkspace, Workspace } from "./source.ts";

/** A guide as it is now. */
export interface GuideState {
  readonly paths: GuidePaths;
  /** The last good page; undefined where there has been none. */
  readonly page: GuidePage | undefined;
  /** Whether the guide cannot be made now, so that the page is an older one. */
  readonly isBroken: boolean;
  readonly findings: readonly PlacedFinding[];
}

/** All guides of a project, made when they are asked for. */
export interface Store {
  readonly paths: () => readonly GuidePaths[];
  /** The project as it was opened last without errors. */
  readonly project: () => Project | undefined;
  /** What is wrong with templates and settings. */
  readonly findings: () => readonly Finding[];
  readonly guide: (name: string) => GuideState | undefined;
  /** The state of a guide where it is known already. */
  readonly known: (name: string) => GuideState | undefined;
  readonly isFresh: (name: string) => boolean;
  readonly compare: (name: string, original: Original) => ReturnType<typeof compareView> | undefined;
  readonly originals: (names: readonly string[]) => ReadonlyMap<string, readonly Original[]>;
  readonly search: () => readonly SearchEntry[];
  /** Calls a function after the findings of a guide's checks have changed. */
  readonly onChecked: (listener: (name: string) => void) => void;
  /** Waits until all guides that were made are checked. */
  readonly settled: () => Promise<void>;
  /** A guide's own files changed. */
  readonly touch: (name: string) => void;
  /** Templates, settings or the list of guides changed. */
  readonly reopen: () => void;
}

/** For so long after a guide was made it is not checked, in milliseconds: the text on the screen comes first. */
const CALM = 150;

/** Where originals come from, besides git. */
export type FindOriginals = (paths: GuidePaths) => readonly Original[];

/**
 * Opens a project for the preview.
 *
 * @param open opens the workspace, again after each change of a template
 * @param lint further checks of a guide
 * @param findOriginals the texts that guides are compared with, besides their committed versions
 * @returns the store
 */
export function createStore(open: OpenWorkspace, lint: Lint, findOriginals: FindOriginals): Store {
  const read = createSectionReader();
  const states = new Map<string, { state: GuideState; version: number }>();
  const versions = new Map<string, number>();
  const checked = new Map<string, readonly Finding[]>();
  const running = new Set<Promise<void>>();
  let onChecked: (name: string) => void = () => {};
  let generation = 0;
  let workspace: Workspace | undefined;
  let findings: readonly Finding[] = [];
  let byName = new Map<string, GuidePaths>();

  function reopen(): void {
    generation += 1;
    const opened = attempt(open, (message) => ({ project: undefined, findings: [unexpected(CONFIG_FILE, message)] }));
    findings = opened.findings;
    // With broken settings, the guides stay as they were.
    if (!opened.project) return;
    workspace = opened;
    byName = new Map(opened.project.guides.map((paths) => [paths.name, paths]));
    for (const name of states.keys()) if (!byName.has(name)) states.delete(name);
  }

  const versionOf = (name: string) => generation * 1e6 + (versions.get(name) ?? 0);

  function guide(name: string): GuideState | undefined {
    const paths = byName.get(name);
    if (!paths || !workspace) return undefined;
    const existing = states.get(name);
    const version = versionOf(name);
    if (existing?.version === version) return existing.state;
    const { make, explain, project } = workspace;
    const made = attempt(
      () => make(paths),
      (message): BuiltGuide => ({
        ...{ paths, text: undefined, sections: [], content: undefined, source: undefined, inputs: [] },
        findings: [unexpected(paths.descriptor, message)],
      }),
    );
    const profiled = made.text === undefined ? undefined : profileGuide(made, project, make);
    const page =
      made.text !== undefined && profiled
        ? createGuidePage(paths, profiled, made.text, () => explain(made), read)
        : existing?.state.page;
    const isBroken = made.text === undefined;
    const built = [...findings, ...made.findings];
    // Until the new text is checked, what was said of the old one stands: it seldom changes with one word.
    const last = checked.get(name) ?? [];
    const state = {
      paths,
      page,
      isBroken,
      findings: placeFindings([...built, ...(isBroken ? [] : last)], paths, page),
    };
    states.set(name, { state, version });
    if (made.text !== undefined) check(name, state, made.text, built);
    return state;
  }

  /** Checks a guide when nothing is typed, unless it has changed by then. */
  function check(name: string, state: GuideState, text: string, built: readonly Finding[]): void {
    const isCurrent = () => states.get(name)?.state === state;
    const run = (async () => {
      await sleep(CALM);
      if (!isCurrent()) return;
      const found = await lint(state.paths, text).catch((error: unknown) => [
        unexpected(state.paths.descriptor, (error as Error).message),
      ]);
      if (!isCurrent()) return;
      const before = JSON.stringify(checked.get(name) ?? []);
      checked.set(name, found);
      if (JSON.stringify(found) === before) return;
      const placed = placeFindings([...built, ...found], state.paths, state.page);
      states.set(name, { state: { ...state, findings: placed }, version: states.get(name)?.version ?? 0 });
      onChecked(name);
    })().finally(() => running.delete(run));
    running.add(run);
  }

  reopen();
  return {
    paths: () => [...byName.values()],
    project: () => workspace?.project,
    findings: () => findings,
    guide,
    known: (name) => states.get(name)?.state,
    isFresh: (name) => states.get(name)?.version === versionOf(name),
    compare: (name, original) => {
      const page = guide(name)?.page;
      return page && compareView(original, page.text, read);
    },
    originals: (names) => {
      const paths = names.map((name) => byName.get(name)).filter((found) => found !== undefined);
      const committed = readCommitted(
        workspace?.project.root ?? ".",
        paths.map(({ output }) => output),
      );
      return new Map(
        paths.map((one) => {
          const text = committed.get(one.output);
          const own = text === undefined ? [] : [{ label: "the committed version", text }];
          return [one.name, [...own, ...findOriginals(one)]];
        }),
      );
    },
    search: () =>
      [...byName.keys()].flatMap((name) => {
        const page = states.get(name)?.state.page;
        return page ? searchEntries(page) : [];
      }),
    onChecked: (listener) => void (onChecked = listener),
    settled: async () => {
      while (running.size > 0) await Promise.all(running);
    },
    touch: (name) => void versions.set(name, (versions.get(name) ?? 0) + 1),
    reopen,
  };
}

/** Whatever happens while one types, the preview goes on. */
function attempt<Result>(run: () => Result, otherwise: (message: string) => Result): Result {
  try {
    return run();
  } catch (error) {
    return otherwise((error as Error).message);
  }
}

function unexpected(file: string, message: string): Finding {
  return {
    code: "preview-failed",
    severity: "error",
    file,
    line: 1,
    column: 1,
    message: `unexpected failure: ${message}`,
  };
}
