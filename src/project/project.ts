import { existsSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { slashed } from "../files/relative-path.ts";
import type { Finding } from "../findings/finding.ts";
import { NAMESPACE_PLACEHOLDER, type RegistryProfile } from "../guide/registry.ts";
import type { FileRecord } from "../files/stamp.ts";
import type { Config } from "./config.ts";
import { loadConfig } from "./load-config.ts";
import { filler, findPages, outputFolder, type PagePaths } from "./paths.ts";
import type { RightSettings } from "./right-settings.ts";
import { ProjectError } from "./project-error.ts";
import { readTemplates, type ReadTemplate } from "./template-files.ts";

export { ProjectError };

/** What the command line may overrule. */
export interface ProjectOptions {
  readonly root: string;
  /** The folder of the package's own templates. */
  readonly packagedTemplates: string;
  /** Another output folder: outputs keep their paths below it. */
  readonly out?: string | undefined;
  readonly registry?: RegistryProfile["kind"] | undefined;
  readonly namespace?: string | undefined;
  /** False where pages are to be without volatile sections, whatever the settings say. */
  readonly volatile?: boolean | undefined;
  /** The catalog's folder, instead of the one that the settings name. */
  readonly catalog?: string | undefined;
  /** The settings of a project that is not written yet: neither they nor its folder need be there. */
  readonly config?: Config | undefined;
}

/** A project's folder, read: what there is to build, with what, and where to. */
export interface Project {
  readonly root: string;
  readonly config: Config;
  /** Its pages; they are looked for when they are first asked for. */
  readonly pages: readonly PagePaths[];
  readonly templates: readonly ReadTemplate[];
  /** The settings' file as it was read; undefined where there is none. */
  readonly configFile: FileRecord | undefined;
  readonly registry: RegistryProfile;
  /** Whether the registry profile was given on the command line, which overrules descriptors. */
  readonly forceRegistry: boolean;
  /** Whether pages may have volatile sections, those of partials that say `@volatile`. */
  readonly volatile: boolean;
  /** The folder of the catalog, absolute; undefined where nobody names it. */
  readonly catalog: string | undefined;
  /** The folder of all outputs, absolute. */
  readonly outputFolder: string;
  /** The path of an output below that folder. */
  readonly outputFile: (paths: Pick<PagePaths, "output">) => string;
  /** The folder that was asked for: links may lead to it, but not further. */
  readonly outputBase: string;
  /** The path of a file below that folder, relative to the root. */
  readonly outputPath: (file: string) => string;
}

/** A project, or what is wrong with its settings. */
export interface OpenedProject {
  /** Undefined where its settings are wrong. */
  readonly project: Project | undefined;
  readonly findings: readonly Finding[];
  /** Where its settings are wrong: the project by those that are right, for the findings of its files alone. */
  readonly right?: (Omit<RightSettings, "config"> & { readonly project: Project }) | undefined;
}

/**
 * Opens a project.
 *
 * @param options where it is, and what the command line overrules
 * @returns the project and findings about files that could not be read; no project where its settings are wrong
 * @throws ProjectError where there is no such folder
 */
export function openProject(options: ProjectOptions): OpenedProject {
  const root = resolve(options.root);
  if (options.config === undefined && (!existsSync(root) || !statSync(root).isDirectory()))
    throw new ProjectError(`there is no folder ${options.root}`);
  if (options.registry === "public" && options.namespace !== undefined)
    throw new ProjectError("--namespace is for a mirror: leave it out, or ask for --registry mirror");
  const { config: given } = options;
  const loaded = given === undefined ? loadConfig(root) : { config: given, file: undefined, warnings: [] };
  if (!("findings" in loaded)) {
    const { project, findings } = projectBy(loaded.config, loaded.file, root, options);
    return { project, findings: [...loaded.warnings, ...findings] };
  }
  const { findings, right } = loaded;
  const { config, ...known } = right;
  const opened = projectBy(config, undefined, root, options);
  return { project: undefined, findings: [...findings, ...opened.findings], right: { ...known, ...opened } };
}

/**
 * The project for a command that writes nothing: it can run where only settings are wrong that it does not go by.
 *
 * @param opened what could be opened
 * @param unused the settings, at the top, that the command does not go by
 * @returns undefined where it cannot run
 */
export function projectWithout({ project, right }: OpenedProject, unused: readonly string[]): Project | undefined {
  return project ?? (right?.isOnlyAbout(unused) ? right.project : undefined);
}

/** The project by its settings. */
function projectBy(config: Config, configFile: FileRecord | undefined, root: string, options: ProjectOptions) {
  const { sources, findings } = readTemplates(root, options.packagedTemplates);

  const inner = outputFolder(config);
  const folder = options.out === undefined ? join(root, inner) : resolve(options.out);
  const outputPath = (file: string) => slashed(relative(root, join(folder, file)));
  /** What the paths of all outputs begin with. */
  const outputs = outputPath("x").slice(0, -1);
  const outputOf = (pattern: string) => filler(outputs + slashed(relative(inner, pattern)));
  let pages: readonly PagePaths[] | undefined;
  const project: Project = {
    root,
    config,
    configFile,
    get pages() {
      return (pages ??= findPages(root, config, outputOf));
    },
    templates: sources,
    registry: {
      // A namespace makes sense for a mirror only, so naming one asks for it.
      kind: options.registry ?? (options.namespace === undefined ? config.registry : "mirror"),
      namespace: options.namespace ?? config.namespace ?? NAMESPACE_PLACEHOLDER,
    },
    forceRegistry: options.registry !== undefined || options.namespace !== undefined,
    volatile: options.volatile !== false && config.volatile,
    catalog: options.catalog === undefined ? config.catalog && resolve(root, config.catalog) : resolve(options.catalog),
    outputFolder: folder,
    outputBase: options.out === undefined ? root : folder,
    outputPath,
    outputFile: ({ output }) => output.slice(outputs.length),
  };
  return { project, findings };
}
