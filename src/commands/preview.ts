import { spawn } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { resolve, sep } from "node:path";
import type { Finding } from "../findings/finding.ts";
import { isInstalled } from "../package.ts";
import { explainLines } from "../provenance/explain.ts";
import { expectDescriptors } from "../build/choose-guides.ts";
import { createGuideMaker } from "../build/make-guide.ts";
import { readProject } from "../build/read-project.ts";
import { encodePath } from "../files/encode-path.ts";
import { plainText } from "../files/line-ends.ts";
import { keyOf } from "../preview/address.ts";
import type { Look } from "../preview/look/look.ts";
import { readLook } from "../preview/look/read-look.ts";
import { startLive } from "../preview/server/live.ts";
import type { ExplainablePage, Lint, OpenWorkspace } from "../preview/source.ts";
import { writeSite } from "../preview/static.ts";
import { Store } from "../preview/store.ts";
import type { Site } from "../preview/pages/site.ts";
import { byKind, countOf } from "../preview/things.ts";
import type { PagePaths } from "../project/paths.ts";
import { openProject, ProjectError, type Project } from "../project/project.ts";
import type { BuildOptions, CommandContext, ExitStatus } from "./context.ts";
import { findOriginals } from "./find-originals.ts";
import { startProgress } from "./progress.ts";
import { report } from "./report.ts";
import { plural } from "../findings/plural.ts";
import { secondsSince } from "./summary.ts";

export interface PreviewCommandOptions extends BuildOptions {
  /** Write the site instead of serving it. */
  readonly build?: boolean | undefined;
  /** Whether what `build` writes has the tools of authors. */
  readonly author?: boolean | undefined;
  /** Where `build` writes it. */
  readonly site: string;
  readonly host: string;
  readonly port: number;
  /** Whether a browser is opened. */
  readonly open?: boolean | undefined;
  /** Folders with originals to compare with. */
  readonly against?: readonly string[] | undefined;
  /** Whether guides are verified, too. */
  readonly verify?: boolean | undefined;
  /** The catalog that they are held against; that of the settings where left out. */
  readonly catalog?: string | undefined;
  /** A file with findings, as `--reporter json` writes them. */
  readonly findings?: string | undefined;
}

/**
 * `dhi-guides preview`: serves the docs site of all pages while they are written, or writes it.
 *
 * @returns the exit status, once the preview was ended or the site is written
 * @throws ProjectError where there is no project, no free port, or no folder to write to
 */
export async function preview(options: PreviewCommandOptions, context: CommandContext): Promise<ExitStatus> {
  const started = performance.now();
  let look: Look | undefined;
  const open: OpenWorkspace = () => {
    const opened = openProject({ ...options, packagedTemplates: context.packagedTemplates });
    const { project, findings } = opened;
    if (!project) return { project, findings: [...findings, ...readProject(opened)] };
    const maker = createGuideMaker(project);
    const read = readLook(project);
    look = read.look;
    // Readers of a built site are not told where a line came from, so nothing is kept to tell it.
    const explain = options.build && !isForAuthors(options) ? undefined : sourcesOf;
    return {
      project,
      findings: [...findings, ...maker.findings, ...read.findings],
      make: maker.make,
      explain,
    };
  };
  const opened = open();
  if (!opened.project) return report(opened.findings, context, options);
  const { project } = opened;
  expectDescriptors(project);
  const given = readFindings(options.findings, () => store.paths());
  const verifier = options.verify === false ? undefined : startVerifier(options, project, context);
  // A folder that was named is told to be missing at once; else the first page does not wait for the rules.
  if (options.build || options.catalog !== undefined) await verifier;
  const lint: Lint = async (paths, text) => {
    const verify = await verifier;
    return [...given(paths), ...((await verify?.(paths, text)) ?? [])];
  };
  const store = new Store(open, lint, findOriginals(options.against ?? [], project));
  const run = { store, project, look: () => look ?? readLook(project).look, options, context, started };
  return options.build ? buildSite(run) : serve(run);
}

/** What `explainLines` says of a line that nobody has marked. */
const UNKNOWN = "templates:1";

/**
 * Where lines came from. The words of a heading are the author's, though its signs stand in a template; and where a
 * package words a line that prints a value, the value is what can be edited.
 */
function sourcesOf(guide: ExplainablePage): readonly (string | undefined)[] {
  const lines = guide.text?.split("\n") ?? [];
  return explainLines(guide, guide.source).map(({ where, values }, index) => {
    const isValue = isInstalled(where) || /^#+ /.test(lines[index] ?? "");
    const source = (isValue ? values[0] : undefined) ?? where;
    return source === UNKNOWN ? undefined : source;
  });
}

interface Run {
  readonly store: Store;
  readonly project: Project;
  /** What the settings give the site now. */
  readonly look: () => Look;
  readonly options: PreviewCommandOptions;
  readonly context: CommandContext;
  readonly started: number;
}

async function buildSite({ store, project, look, options, context, started }: Run): Promise<ExitStatus> {
  const paths = store.paths();
  const progress = startProgress("pages", context, options.quiet);
  progress.start(paths.length);
  const { repository: sourceLink } = project.config.preview;
  const forAuthors = isForAuthors(options);
  const site: Site = { ...saidOf(project), look: look(), isLive: false, forAuthors, sourceLink };
  let wrongNames: readonly Finding[];
  try {
    wrongNames = await writeSite(store, site, context.previewAssets, resolve(options.site), progress.step);
  } catch (error) {
    throw new ProjectError((error as Error).message);
  } finally {
    progress.stop();
  }
  const states = paths.flatMap((each) => store.known(keyOf(each)) ?? []).filter(({ isAbsent }) => !isAbsent);
  const findings = states.flatMap((state) => state.findings.map(({ finding }) => finding));
  const status = report(unique([...store.findings(), ...findings, ...wrongNames]), context, options);
  if (!options.quiet)
    context.err(`${plural(states.length, "page")}: the site is in ${options.site}, in ${secondsSince(started)} s\n`);
  return status;
}

/** Whether a built site has the tools of authors. */
function isForAuthors({ author, against = [] }: PreviewCommandOptions): boolean {
  return author === true || against.length > 0;
}

/** What is wrong with a template or a descriptor is said of each of its pages. */
function unique(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}

/** What the settings say of the site, whether it is written or served. */
function saidOf({ config }: Project): Omit<Site, "isLive" | "forAuthors" | "sourceLink" | "look"> {
  const { title, description, url, edit, issues, footer, navigation } = config.preview;
  const base = url?.replace(/\/*$/, "/");
  return { title, description, url: base, editLink: edit, issueLink: issues, footer, navigation };
}

async function serve({ store, project, look, options, context, started }: Run): Promise<ExitStatus> {
  const root = encodePath(project.root.split(sep).join("/"));
  const site = (): Site => {
    const current = store.project() ?? project;
    const { editor } = current.config.preview;
    const sourceLink = editor.replaceAll("{path}", () => `${root.replace(/^(?!\/)/, "/")}/{file}`);
    return { ...saidOf(current), look: look(), isLive: true, forAuthors: true, sourceLink };
  };
  const live = await startLive({
    store,
    project,
    site,
    assets: context.previewAssets,
    host: options.host,
    port: options.port,
    extra: options.findings === undefined ? [] : [resolve(options.findings)],
    onProblem: (message) => context.err(`cannot watch: ${message}\n`),
    onTaken: (port) => context.err(`port ${port} is taken, trying ${port + 1}\n`),
  }).catch((error: unknown) => {
    throw new ProjectError(`the preview cannot start: ${(error as Error).message}`);
  });
  const counts = byKind(store.things(), ({ kind }) => kind).filter(({ items }) => items.length > 0);
  const things = counts.map(({ kind, items }) => countOf(items.length, kind)).join(", ");
  if (!options.quiet) context.err(`${things || "nothing yet"}, ready in ${secondsSince(started)} s; Ctrl-C ends it\n`);
  context.out(`${live.url}\n`);
  if (options.open) openBrowser(live.url);
  await context.untilInterrupted();
  await live.close();
  return 0;
}

function openBrowser(url: string): void {
  const commands: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
    darwin: ["open"],
    win32: ["cmd", "/c", "start", ""],
  };
  const [command, ...before] = commands[process.platform] ?? (["xdg-open"] as const);
  const child = spawn(command, [...before, url], { stdio: "ignore", detached: true });
  // Without a browser, the address on the terminal is enough.
  child.on("error", () => {});
  child.unref();
}

async function startVerifier(
  options: PreviewCommandOptions,
  project: Project,
  context: CommandContext,
): Promise<(paths: PagePaths, text: string) => Promise<readonly Finding[]>> {
  const { createVerifier } = await import("./page-verifier.ts");
  return createVerifier(options, project, (count, folder) => {
    if (!options.quiet) context.err(`reading ${plural(count, "definition")} of ${folder} ...\n`);
  });
}

/** Findings of another run, for example of `verify --reporter json`; read again when that file changes. */
function readFindings(
  file: string | undefined,
  pages: () => readonly PagePaths[],
): (paths: PagePaths) => readonly Finding[] {
  if (file === undefined) return () => [];
  let modified = -1;
  let findings: readonly Finding[] = [];
  return (paths) => {
    const now = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (now !== modified) findings = parseFindings(file);
    modified = now;
    const own = new Set([paths.output, paths.descriptor]);
    // In a catalog, the pages of a thing stand beside its prose.
    const outputs = new Set(pages().map(({ output }) => output));
    const isOf = (name: string) => own.has(name) || (name.startsWith(`${paths.prose}/`) && !outputs.has(name));
    return findings.filter((finding) => isOf(finding.file));
  };
}

/** A file that is missing, or just being written, is no list yet; its next change is seen. */
function parseFindings(file: string): readonly Finding[] {
  try {
    const findings: unknown = JSON.parse(plainText(readFileSync(file, "utf8")));
    return Array.isArray(findings) ? (findings as readonly Finding[]) : [];
  } catch {
    return [];
  }
}
