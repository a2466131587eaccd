import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { Finding } from "../findings/finding.ts";
import { type BuiltPage, CONFIG_FILE, type PagePaths, type Project } from "../core.ts";
import { isGuide, keyOf } from "./address.ts";
import { compareView, type Original } from "./compare.ts";
import { readCommitted } from "./committed.ts";
import { placeFindings } from "./findings.ts";
import { createGuidePage, type GuidePage, type PlacedFinding } from "./guide-page.ts";
import { findLogo } from "./logo.ts";
import { createSectionReader } from "./markdown/blocks.ts";
import { profileGuide } from "./profiles.ts";
import { keepSearchFiles } from "./search/keep-files.ts";
import type { Lint, OpenWorkspace, Workspace } from "./source.ts";
import { thingsOf, type Thing } from "./things.ts";

/** A page as it is now. */
export interface PageState {
  readonly paths: PagePaths;
  /** The last good page; undefined where there has been none. */
  readonly page: GuidePage | undefined;
  /** Whether it cannot be made now, so that the page is an older one. */
  readonly isBroken: boolean;
  /** Whether the descriptor says, or said when it was good last, that there is no such page. */
  readonly isAbsent: boolean;
  readonly findings: readonly PlacedFinding[];
  /** The address of the thing's logo; undefined where there is none. */
  readonly logo: string | undefined;
}

/** For so long after a page was made it is not checked, in milliseconds: the text on the screen comes first. */
const CALM = 150;

/** Where originals come from, besides git. */
export type FindOriginals = (paths: PagePaths) => readonly Original[];

/** All pages of a project, by their keys (address.ts), made when they are asked for. */
export class Store {
  readonly #open: OpenWorkspace;
  readonly #lint: Lint;
  readonly #findOriginals: FindOriginals;
  readonly #read = createSectionReader();
  readonly #searchFiles = keepSearchFiles();
  readonly #states = new Map<string, { state: PageState; isFresh: boolean }>();
  /** What the checks found last. */
  readonly #checked = new Map<string, readonly Finding[]>();
  readonly #running = new Set<Promise<void>>();
  /** The check that was begun last. */
  #lastCheck: Promise<unknown> = Promise.resolve();
  #listener: (thing: string) => void = () => {};
  #workspace: Workspace | undefined;
  #findings: readonly Finding[] = [];
  #things: ReadonlyMap<string, Thing> = new Map();
  #paths: ReadonlyMap<string, PagePaths> = new Map();

  /**
   * @param open opens the workspace, again after each change of a template
   * @param lint further checks of a page
   * @param findOriginals the texts that pages are compared with, besides their committed versions
   */
  constructor(open: OpenWorkspace, lint: Lint, findOriginals: FindOriginals) {
    this.#open = open;
    this.#lint = lint;
    this.#findOriginals = findOriginals;
    this.reopen();
  }

  paths(): readonly PagePaths[] {
    return [...this.#paths.values()];
  }

  things(): readonly Thing[] {
    return [...this.#things.values()];
  }

  thing(id: string): Thing | undefined {
    return this.#things.get(id);
  }

  /** The project as it was opened last without errors. */
  project(): Project | undefined {
    return this.#workspace?.project;
  }

  /** What is wrong with templates and settings. */
  findings(): readonly Finding[] {
    return this.#findings;
  }

  /** The state of a page where it is known already. */
  known(key: string): PageState | undefined {
    return this.#states.get(key)?.state;
  }

  isFresh(key: string): boolean {
    return this.#states.get(key)?.isFresh ?? false;
  }

  /** Templates, settings or the list of descriptors changed. */
  reopen(): void {
    for (const known of this.#states.values()) known.isFresh = false;
    const opened = attempt(this.#open, (message) => ({
      project: undefined,
      findings: [failure(CONFIG_FILE, message)],
    }));
    this.#findings = opened.findings;
    // With broken settings, the pages stay as they were.
    if (!opened.project) return;
    this.#workspace = opened;
    const things = thingsOf(opened.project.pages);
    this.#things = new Map(things.map((thing) => [thing.id, thing]));
    this.#paths = new Map(things.flatMap(({ pages }) => pages.map((paths) => [keyOf(paths), paths])));
    for (const key of this.#states.keys()) if (!this.#paths.has(key)) this.#states.delete(key);
  }

  /** A thing's own files changed, which concerns all of its pages. */
  touch(thing: string): void {
    for (const paths of this.#things.get(thing)?.pages ?? []) {
      const known = this.#states.get(keyOf(paths));
      if (known) known.isFresh = false;
    }
  }

  /** The pages that a thing has, which are made where they are not fresh. */
  pagesOf(thing: string): readonly PageState[] {
    const all = (this.#things.get(thing)?.pages ?? []).map((paths) => this.state(keyOf(paths)));
    return all.filter((state) => state !== undefined && !state.isAbsent) as PageState[];
  }

  /** The state of a page, which is made where it is not fresh. */
  state(key: string): PageState | undefined {
    const paths = this.#paths.get(key);
    if (!paths || !this.#workspace) return undefined;
    const existing = this.#states.get(key);
    if (existing?.isFresh) return existing.state;
    const { built, page = existing?.state.page } = this.#build(paths, this.#workspace);
    const isAbsent = built.text === undefined && (built.isAbsent ?? existing?.state.isAbsent ?? false);
    const isBroken = built.text === undefined && !isAbsent;
    const logo = findLogo(this.#workspace.project, paths);
    const ofThing = isGuide(paths) ? logo.findings : [];
    const findings = isAbsent ? [] : [...this.#findings, ...built.findings, ...ofThing];
    // Until the new text is checked, the findings of the old one stand: they seldom change with one word.
    const last = isBroken || isAbsent ? [] : (this.#checked.get(key) ?? []);
    const shown = isAbsent ? undefined : page;
    const placed = placeFindings([...findings, ...last], paths, shown);
    const state = { paths, page: shown, isBroken, isAbsent, findings: placed, logo: logo.address };
    this.#states.set(key, { state, isFresh: true });
    if (built.text !== undefined) {
      const run = this.#check(state, built.text, findings).finally(() => this.#running.delete(run));
      this.#running.add(run);
    }
    return state;
  }

  #build(paths: PagePaths, { make, explain, project }: Workspace): { built: BuiltPage; page?: GuidePage } {
    const built = attempt(
      () => make(paths),
      (message): BuiltPage => ({
        ...{ paths, text: undefined, sections: [], content: undefined, source: undefined, inputs: [] },
        findings: [failure(paths.descriptor, message)],
      }),
    );
    const { text, sections, source } = built;
    const profiled = text === undefined ? undefined : profileGuide(built, project);
    if (text === undefined || !profiled) return { built };
    // The page is kept, and with it what it asks for later; the rest of what was built is let go.
    const explained = explain && (() => explain({ paths, text, sections, source }));
    return { built, page: createGuidePage(paths, profiled, text, explained, this.#read) };
  }

  /** Checks a page when nothing is typed, unless it has changed by then. */
  async #check(state: PageState, text: string, built: readonly Finding[]): Promise<void> {
    const { paths, page } = state;
    const key = keyOf(paths);
    const isCurrent = () => this.known(key) === state;
    await sleep(CALM);
    // One after the other: what is parsed of a page does not wait in memory for that of all others.
    const check = this.#lastCheck.then(() => {
      if (!isCurrent()) return [];
      return this.#lint(paths, text).catch((error: unknown) => [failure(paths.descriptor, (error as Error).message)]);
    });
    this.#lastCheck = check;
    const found = await check;
    const known = this.#states.get(key);
    if (!known || !isCurrent()) return;
    const last = this.#checked.get(key) ?? [];
    this.#checked.set(key, found);
    if (isDeepStrictEqual(found, last)) return;
    known.state = { ...state, findings: placeFindings([...built, ...found], paths, page) };
    this.#listener(paths.id);
  }

  /** Calls a function after what the checks found of a thing's pages has changed. */
  onChecked(listener: (thing: string) => void): void {
    this.#listener = listener;
  }

  /** Waits until all pages that were made are checked. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  compare(key: string, original: Original): ReturnType<typeof compareView> | undefined {
    const page = this.state(key)?.page;
    return page && compareView(original, page.text, this.#read);
  }

  originals(keys: readonly string[]): ReadonlyMap<string, readonly Original[]> {
    const pages = keys.map((key) => this.#paths.get(key)).filter((paths) => paths !== undefined);
    const outputs = pages.map(({ output }) => output);
    const committed = readCommitted(this.#workspace?.project.root ?? ".", outputs);
    return new Map(
      pages.map((paths) => {
        const text = committed.get(paths.output);
        const own = text === undefined ? [] : [{ label: "the committed version", text }];
        return [keyOf(paths), [...own, ...this.#findOriginals(paths)]];
      }),
    );
  }

  /** What the search loads, of the pages that are known, by its path in the site; as it was made last where `isLast`. */
  search(isLast = false): ReadonlyMap<string, string> {
    if (isLast) return this.#searchFiles();
    return this.#searchFiles(this.paths().flatMap((paths) => this.known(keyOf(paths))?.page ?? []));
  }
}

/** Whatever happens while one types, the preview goes on. */
function attempt<Result>(run: () => Result, otherwise: (message: string) => Result): Result {
  try {
    return run();
  } catch (error) {
    return otherwise((error as Error).message);
  }
}

function failure(file: string, message: string): Finding {
  const severity = "error";
  return { code: "preview-failed", severity, file, line: 1, column: 1, message: `unexpected failure: ${message}` };
}
