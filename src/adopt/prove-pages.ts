import { isDeepStrictEqual } from "node:util";
import { createGuideMaker, type GuideMaker } from "../build/make-guide.ts";
import type { Finding } from "../findings/finding.ts";
import { idOf, type PagePaths } from "../project/paths.ts";
import type { Project } from "../project/project.ts";
import { schemaPath } from "../project/schema-path.ts";
import type { Description } from "./describe/describe-guide.ts";
import { withOwn, type Fields } from "./describe/page-context.ts";
import { filesIn } from "./describe/prose-files.ts";
import type { PublishedGuide } from "./read/published-guide.ts";
import type { SourcePage } from "./read/read-pages.ts";
import { isStated, lacksGuide, ownFiles, topFields, type Thing } from "./read/things.ts";
import type { Shared } from "./share-text.ts";
import { descriptorText, fieldsText, withFileNames } from "./write/descriptor-text.ts";
import { editYaml, statedIn, type YamlEdit } from "./write/edit-yaml.ts";
import { pageFiles } from "./write/page-files.ts";
import { proveGuide } from "./write/prove-guide.ts";
import type { Stage } from "./write/stage.ts";

/** One page, adopted. */
export interface AdoptedPage {
  readonly source: SourcePage;
  readonly description: Description;
}

/** Where adopted pages go. */
export interface Target {
  readonly project: Project;
  readonly thingOf: (source: SourcePage) => Thing;
  readonly stage: Stage;
  /** Whether a page that nobody adopts is to be left out where it would be made. */
  readonly leavesOut: (paths: PagePaths) => boolean;
}

/**
 * Stages the files of each page that comes back from them.
 *
 * @param shared what the pages have in common
 * @param target where they go
 * @param step called after each page
 * @returns the pages that are proved, and a finding about each other
 */
export function provePages(
  shared: Shared,
  target: Target,
  step: () => void,
): { readonly adopted: readonly AdoptedPage[]; readonly findings: readonly Finding[] } {
  const maker = createGuideMaker(stagedProject(target, shared));
  const findings = [...maker.findings];
  const adopted: AdoptedPage[] = [];
  const drafts = new Map<string, Draft>();
  shared.groups.forEach(({ guides, page }, index) => {
    for (const guide of guides) {
      const thing = target.thingOf(guide.source);
      const id = idOf(thing.kind, thing.name);
      const draft = drafts.get(id) ?? new Draft(thing, target, shared);
      drafts.set(id, draft);
      const proof = draft.prove(guide, page, index, maker);
      step();
      if ("description" in proof) adopted.push({ source: guide.source, description: proof.description });
      else findings.push(unproved(guide.source, proof.problems));
    }
  });
  for (const draft of drafts.values()) draft.finish();
  return { adopted, findings };
}

/** A thing's descriptor, to which one page after the other comes. */
class Draft {
  readonly #thing: Thing;
  readonly #target: Target;
  readonly #shared: Shared;
  #fields: Fields;
  /** The descriptor that stands there and is added to; undefined for one that is written anew. */
  #existing: string | undefined;
  readonly #adopted = new Set<string>();
  readonly #proved: { readonly paths: PagePaths; readonly text: string }[] = [];

  constructor(thing: Thing, target: Target, shared: Shared) {
    [this.#thing, this.#target, this.#shared] = [thing, target, shared];
    [this.#fields, this.#existing] = [thing.descriptor?.fields ?? {}, thing.descriptor?.text];
    // What is made from it is made from all that it names, and from what stands beside it.
    const [{ prose, info, snapshot }] = thing.paths;
    if (thing.descriptor) target.stage.lend(prose);
    for (const file of [info, snapshot]) target.stage.lend(file);
    if (thing.newSnapshot !== undefined) target.stage.file(snapshot, thing.newSnapshot);
  }

  /** Describes one more page, and stages its files if it comes back from them. */
  prove(guide: PublishedGuide, page: string, index: number, maker: GuideMaker): ReturnType<typeof proveGuide> {
    const { stage } = this.#target;
    const context = this.#shared.contexts[index];
    const known = this.#thing.paths.find((paths) => paths.page.name === page);
    if (!context || !known) throw new Error(`${page} is no page of ${this.#thing.name}`);
    const paths = { ...known, page: { ...known.page, layout: context.defaults.page.layout } };
    const { fields } = paths.page;
    const top = fields === "" ? topFields(this.#fields, paths.kind) : {};
    const rest = Object.fromEntries(
      Object.entries(this.#fields).filter(([name]) => name !== fields && top[name] === undefined),
    );
    const before = [this.#fields, this.#existing] as const;
    const isRewritten = fields === "" && !lacksGuide(this.#fields, paths.kind);
    const changed = () => (fields === "" ? Object.keys(this.#fields) : fields ? [fields] : []);
    let files: ReadonlyMap<string, string> = new Map();
    const forget = () => {
      for (const path of files.keys()) stage.forget(path);
    };
    const proof = proveGuide(guide, context, rest, this.#shared.described.get(guide), (description) => {
      forget();
      this.#fields = description.descriptor;
      // It may have been described beside another description of the guide.
      if (fields && Object.keys(rest).length > 0) this.#fields = withOwn(rest, description.own, context);
      files = pageFiles({ ...description, descriptor: this.#fields }, paths, context.defaults.registry);
      for (const [path, text] of files) this.#put(path, text);
      // A guide's fields are all but those of the other pages.
      if (isRewritten) this.#existing = undefined;
      this.#write(changed());
      return maker.make(paths);
    });
    const isProved = "description" in proof && this.#proved.every((each) => maker.make(each.paths).text === each.text);
    if (isProved) {
      this.#adopted.add(page);
      this.#proved.push({ paths, text: guide.source.text });
      this.#existing = this.#existing === undefined ? undefined : this.#text(changed());
      // Drift of the page as it was would be applied to the page as it is.
      if (!files.has(paths.drift)) stage.remove(paths.drift);
      const named = new Set(filesIn(this.#fields));
      for (const file of ownFiles(before[0], paths)) if (!named.has(file)) stage.remove(`${paths.prose}/${file}`);
    } else {
      forget();
      [this.#fields, this.#existing] = before;
      if (this.#adopted.size > 0) this.#write([]);
      else stage.forget(paths.descriptor);
    }
    return isProved || "problems" in proof ? proof : { problems: ["with it, another page does not come back"] };
  }

  /** Says of pages that nobody adopted that there are none; of a thing without a page nothing is written. */
  finish(): void {
    if (this.#adopted.size === 0) return this.#target.stage.forget(this.#thing.paths[0].snapshot);
    const { paths: all } = this.#thing;
    const absent = all.filter((paths) => {
      const isNew = !this.#adopted.has(paths.page.name) && !isStated(this.#fields, paths);
      return isNew && paths.page.fields !== undefined && this.#target.leavesOut(paths);
    });
    const names = absent.flatMap(({ page }) => page.fields ?? []);
    if (names.length === 0) return;
    this.#fields = { ...this.#fields, ...Object.fromEntries(names.map((name) => [name, false])) };
    this.#write(names);
  }

  #write(changed: readonly string[]): void {
    this.#put(this.#thing.paths[0].descriptor, this.#text(changed));
  }

  /** What comes to a descriptor that stands takes the place of what nobody adopted. */
  #put(path: string, text: string): void {
    const { stage } = this.#target;
    if (this.#existing === undefined) stage.file(path, text);
    else stage.complete(path, text);
  }

  /** The descriptor's text, and, of one that stands there, what is changed. */
  #text(changed: readonly string[]): string {
    const [{ descriptor, kind }] = this.#thing.paths;
    if (this.#existing === undefined)
      return descriptorText(this.#fields, schemaPath(this.#target.project.root, descriptor, kind));
    const stated = statedIn(this.#existing);
    const edits = changed.flatMap((name): YamlEdit[] => {
      const value = withFileNames(this.#fields[name]);
      return isDeepStrictEqual(value, stated[name]) ? [] : [[[name], value]];
    });
    return editYaml(this.#existing, edits, fieldsText);
  }
}

/** The project as it will be, in the folder where its files wait. */
function stagedProject({ project, stage }: Target, shared: Shared): Project {
  const learned = new Set(shared.sources.map(({ kind, name }) => `${kind} ${name}`));
  const kept = project.templates.filter(({ kind, name }) => !learned.has(`${kind} ${name}`));
  const [first] = project.templates;
  if (!first) throw new Error("the package has templates");
  return {
    ...project,
    root: stage.folder,
    templates: [...kept, ...shared.sources.map((source) => ({ ...first, ...source }))],
    registry: { ...project.registry, kind: shared.registry },
    forceRegistry: false,
  };
}

function unproved({ file, page }: SourcePage, problems: readonly string[]): Finding {
  return {
    code: "adopt-unproved",
    severity: "error",
    file,
    line: 1,
    column: 1,
    message: `unexpected ${page.name} that cannot be given again: ${problems.join("; ")}`,
  };
}
