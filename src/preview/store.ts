import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { Finding } from "../findings/finding.ts";
import { type BuiltPage, CONFIG_FILE, type PagePaths, type Project } from "../core.ts";
import { compareView, type Original } from "./compare.ts";
import { readCommitted } from "./committed.ts";
import { placeFindings } from "./findings.ts";
import { createGuidePage, type GuidePage, type PlacedFinding } from "./guide-page.ts";
import { createSectionReader } from "./markdown/blocks.ts";
import { profileGuide } from "./profiles.ts";
import { searchEntries, type SearchEntry } from "./search.ts";
import type { Lint, OpenWorkspace, Workspace } from "./source.ts";

/** A guide as it is now. */
export interface GuideState {
  readonly paths: PagePaths;
  /** The last good page; undefined where there has been none. */
  readonly page: GuidePage | undefined;
  /** Whether the guide cannot be made now, so that the page is an older one. */
  readonly isBroken: boolean;
  readonly findings: readonly PlacedFinding[];
}

/** For so long after a guide was made it is not checked, in milliseconds: the text on the screen comes first. */
const CALM = 150;

/** Where originals come from, besides git. */
export type FindOriginals = (paths: PagePaths) => readonly Original[];

/** All guides of a project, made when they are asked for. */
export class Store {
  readonly #open: OpenWorkspace;
  readonly #lint: Lint;
  readonly #findOriginals: FindOriginals;
  readonly #read = createSectionReader();
  readonly #guides = new Map<string, { state: GuideState; isFresh: boolean }>();
  /** What the checks found last, by guide. */
  readonly #checked = new Map<string, readonly Finding[]>();
  readonly #running = new Set<Promise<void>>();
  #listener: (name: string) => void = () => {};
  #workspace: Workspace | undefined;
  #findings: readonly Finding[] = [];
  #paths: ReadonlyMap<string, PagePaths> = new Map();

  /**
   * @param open opens the workspace, again after each change of a template
   * @param lint further checks of a guide
   * @param findOriginals the texts that guides are compared with, besides their committed versions
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

  /** The project as it was opened last without errors. */
  project(): Project | undefined {
    return this.#workspace?.project;
  }

  /** What is wrong with templates and settings. */
  findings(): readonly Finding[] {
    return this.#findings;
  }

  /** The state of a guide where it is known already. */
  known(name: string): GuideState | undefined {
    return this.#guides.get(name)?.state;
  }

  isFresh(name: string): boolean {
    return this.#guides.get(name)?.isFresh ?? false;
  }

  /** Templates, settings or the list of guides changed. */
  reopen(): void {
    for (const guide of this.#guides.values()) guide.isFresh = false;
    const opened = attempt(this.#open, (message) => ({
      project: undefined,
      findings: [failure(CONFIG_FILE, message)],
    }));
    this.#findings = opened.findings;
    // With broken settings, the guides stay as they were.
    if (!opened.project) return;
    this.#workspace = opened;
    this.#paths = new Map(opened.project.pages.map((paths) => [paths.name, paths]));
    for (const name of this.#guides.keys()) if (!this.#paths.has(name)) this.#guides.delete(name);
  }

  /** A guide's own files changed. */
  touch(name: string): void {
    const guide = this.#guides.get(name);
    if (guide) guide.isFresh = false;
  }

  /** The state of a guide, which is made where it is not fresh. */
  guide(name: string): GuideState | undefined {
    const paths = this.#paths.get(name);
    if (!paths || !this.#workspace) return undefined;
    const existing = this.#guides.get(name);
    if (existing?.isFresh) return existing.state;
    const { built, page = existing?.state.page } = this.#build(paths, this.#workspace);
    const isBroken = built.text === undefined;
    const findings = [...this.#findings, ...built.findings];
    // Until the new text is checked, the findings of the old one stand: they seldom change with one word.
    const last = isBroken ? [] : (this.#checked.get(name) ?? []);
    const state = { paths, page, isBroken, findings: placeFindings([...findings, ...last], paths, page) };
    this.#guides.set(name, { state, isFresh: true });
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
    const { text } = built;
    const profiled = text === undefined ? undefined : profileGuide(built, project, make);
    if (text === undefined || !profiled) return { built };
    return { built, page: createGuidePage(paths, profiled, text, () => explain(built), this.#read) };
  }

  /** Checks a guide when nothing is typed, unless it has changed by then. */
  async #check(state: GuideState, text: string, built: readonly Finding[]): Promise<void> {
    const { paths, page } = state;
    const isCurrent = () => this.known(paths.name) === state;
    await sleep(CALM);
    if (!isCurrent()) return;
    const found = await this.#lint(paths, text).catch((error: unknown) => [
      failure(paths.descriptor, (error as Error).message),
    ]);
    const guide = this.#guides.get(paths.name);
    if (!guide || !isCurrent()) return;
    const last = this.#checked.get(paths.name) ?? [];
    this.#checked.set(paths.name, found);
    if (isDeepStrictEqual(found, last)) return;
    guide.state = { ...state, findings: placeFindings([...built, ...found], paths, page) };
    this.#listener(paths.name);
  }

  /** Calls a function after the findings of a guide's checks have changed. */
  onChecked(listener: (name: string) => void): void {
    this.#listener = listener;
  }

  /** Waits until all guides that were made are checked. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  compare(name: string, original: Original): ReturnType<typeof compareView> | undefined {
    const page = this.guide(name)?.page;
    return page && compareView(original, page.text, this.#read);
  }

  originals(names: readonly string[]): ReadonlyMap<string, readonly Original[]> {
    const guides = names.map((name) => this.#paths.get(name)).filter((paths) => paths !== undefined);
    const outputs = guides.map(({ output }) => output);
    const committed = readCommitted(this.#workspace?.project.root ?? ".", outputs);
    return new Map(
      guides.map((paths) => {
        const text = committed.get(paths.output);
        const own = text === undefined ? [] : [{ label: "the committed version", text }];
        return [paths.name, [...own, ...this.#findOriginals(paths)]];
      }),
    );
  }

  search(): readonly SearchEntry[] {
    return this.paths().flatMap(({ name }) => {
      const page = this.known(name)?.page;
      return page ? searchEntries(page) : [];
    });
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
