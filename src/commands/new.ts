import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { findingsOf } from "../catalog/catalog.ts";
import { FIRST_KIND, type Kind } from "../kinds/kinds.ts";
import { pagePaths } from "../project/paths.ts";
import { openProject, ProjectError } from "../project/project.ts";
import { schemaPath } from "../project/schema-path.ts";
import { findInvisible } from "../files/read-text.ts";
import { findLink } from "../files/folders.ts";
import { withPath } from "../files/system-error.ts";
import { scaffold } from "../descriptor/scaffold.ts";
import { commandLine } from "../package.ts";
import { place } from "../findings/problem.ts";
import { scaffoldFrom } from "../sync/scaffold.ts";
import { findTodos } from "../descriptor/todos.ts";
import { findImage } from "./catalog.ts";
import type { CommandContext, CommonOptions, ExitStatus } from "./context.ts";
import { report } from "./report.ts";
import { withoutUnused } from "./without-unused.ts";

export interface NewOptions extends CommonOptions {
  readonly title?: string | undefined;
  readonly layout?: string | undefined;
  /** The catalog whose definitions give the facts. */
  readonly from?: string | undefined;
  /** Asks a question; undefined where there is nobody to answer. */
  readonly ask?: ((question: string, initial: string) => Promise<string>) | undefined;
}

/**
 * `dhi-guides new NAME [--from DIR]`: writes a descriptor that builds at once and marks what only a person knows.
 *
 * @param name the image's repository name
 * @throws ProjectError where the name is no image's name, or taken, or the catalog does not have it
 */
export async function newDescriptor(name: string, options: NewOptions, context: CommandContext): Promise<ExitStatus> {
  const kind: Kind = FIRST_KIND;
  if (!kind.schema.shape.name.safeParse(name).success)
    throw new ProjectError(
      `"${name}" is no name of an image: expected lower-case letters, digits, and . _ - between them`,
    );
  const { project, findings } = openProject({ ...options, packagedTemplates: context.packagedTemplates });
  if (!project) return report(findings, context, options);
  const existing = project.pages.find((guide) => guide.name === name);
  if (existing) throw new ProjectError(`${existing.descriptor} exists: edit it, or choose another name`);

  const [paths] = pagePaths(name, kind, project.config);
  const { descriptor: file } = paths;
  const known = options.from === undefined ? undefined : await findImage(name, options.from, project);
  const broken = known ? findingsOf(known.catalog, known.image) : [];
  if (broken.length > 0) return report(broken, context, options);
  const given = options.title ?? known?.image.info.title;
  const title = given ?? (await options.ask?.("Title", titleOf(name))) ?? titleOf(name);
  if (!kind.schema.shape.title.safeParse(title).success || findInvisible(title))
    throw new ProjectError(`"${title}" is no title: expected some words on one line`);
  const layouts = project.templates.filter(({ kind }) => kind === "layout").map((layout) => layout.name);
  if (options.layout !== undefined && !layouts.includes(options.layout))
    throw new ProjectError(`there is no layout "${options.layout}", expected one of ${layouts.join(", ")}`);

  const path = join(project.root, file);
  const link = findLink(project.root, path);
  if (link !== undefined)
    throw new ProjectError(`${link} is a symbolic link: the descriptor would be written elsewhere`);
  mkdirSync(dirname(path), { recursive: true });
  if (existsSync(path)) throw new ProjectError(`${file} exists: edit it, or choose another name`);
  const head = { name, title, layout: options.layout, schema: schemaPath(project.root, file) };
  const scaffolded = known ? scaffoldFrom(known.image, known.catalog, head) : scaffold(head);
  const text = withoutUnused(scaffolded, paths, project);
  try {
    withPath(path, () => writeFileSync(path, text, { flag: "wx" }));
  } catch (error) {
    // Half a descriptor is none; one that somebody else has just written is theirs.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") rmSync(path, { force: true });
    throw error;
  }
  if (options.reporter === "pretty") context.out(`${file}\n`);
  const status = report(
    findTodos(text).map((todo) => place(todo, file)),
    context,
    options,
  );
  if (!options.quiet) context.err(`wrote ${file}: fill in what is marked, then run ${commandLine(`build ${name}`)}\n`);
  return status;
}

/** The name in words: `kserve-agent` is "Kserve Agent". */
function titleOf(name: string): string {
  return name
    .split(/[._-]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");
}
