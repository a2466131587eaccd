import { plural } from "../findings/plural.ts";
import type { YamlPath, YamlPlace } from "../findings/problem.ts";
import type { PageContent } from "../guide/content.ts";
import type { AddedPartial, SectionChange } from "../guide/edits.ts";
import type { TemplateModel } from "../guide/model.ts";
import type { Prose } from "../guide/prose.ts";
import { wordsOfAllBranches, withPartials } from "./all-branches.ts";
import { isShown } from "./is-shown.ts";
import type { SectionCall } from "./layout.ts";
import { headingsIn, sharedHeadings } from "./shared-headings.ts";
import { escapeCell, type TableEdit } from "./table.ts";
import type { Templates } from "./templates.ts";

/** Something that a descriptor says of a section of shared text in words of its own. */
export interface OwnWords {
  readonly section: string;
  /** Whether nothing, or only a part, of the shared text is there; beside what is added, all of it is. */
  readonly is: "replaced" | "left out" | "changed" | "added";
  /** The same in words: `2 blocks changed, 1 added`. */
  readonly what: string;
  /** Where the descriptor says it; `offset` counts the lines of a text. */
  readonly place: YamlPlace & { readonly offset?: number };
}

/** Which sections of shared text a guide has, and what it says in words of its own. */
export interface GuideWords {
  /** The sections that a partial of a layout words, in whole or in part. */
  readonly shared: ReadonlySet<string>;
  readonly own: readonly OwnWords[];
}

/**
 * Finds what a guide says of sections of shared text in words of its own, so that a change of the shared text does not
 * reach it: what its descriptor replaces, leaves out, changes or adds, and sections of its own that are called as a shared
 * one is.
 *
 * @param guide what the guide says, after it was rendered
 * @param templates the project's templates
 * @returns the sections, each of whose names a layout has, or is a partial's that the guide adds
 */
export function findOwnWords({ layout, model, edits }: PageContent, templates: Templates): GuideWords {
  const { partials } = templates;
  const calls = [...templates.layouts.values()].flatMap(({ sections }) => withChildren(sections));
  const shared = new Set<string>();
  const own: OwnWords[] = [];
  /** Sections that the layout has and the guide does not have there, with where it says so. */
  const lost = new Map<string, OwnWords>();
  /** The author's texts in which such a section may stand, and the section that they stand in themselves. */
  const texts: { readonly text: Prose | ""; readonly isTitle?: boolean; readonly within?: string }[] = [];
  const named = <T extends { readonly name: string }>(list: readonly T[], name: string) =>
    list.find((each) => each.name === name);

  function worded(section: string, partial: string, changes: readonly SectionChange[], path: YamlPath): void {
    shared.add(section);
    if (changes.length > 0) own.push({ section, ...counted("block", changes.map(kindOfChange)), place: key(path) });
    own.push(...rowsOf(section, partial));
    for (const change of changes) {
      const text = "with" in change ? change.with : "add" in change ? change.add : "";
      // A partial that it names is shared text.
      if (typeof text === "string" || !("partial" in text)) texts.push({ text, within: section });
    }
  }

  function given(section: string, values: AddedPartial["values"], path: YamlPath): void {
    for (const name of Object.keys(values)) {
      const what = name === "heading" ? "own heading" : `own parameter ${name}`;
      own.push({ section, is: "changed", what, place: key([...path, name]) });
    }
  }

  function rowsOf(section: string, partial: string): OwnWords[] {
    const text = withPartials(partial, partials);
    return (["migration", "comparison"] as const).flatMap((field): OwnWords[] => {
      const changes = model[field].changes.filter(({ omit, row }) => omit || row.use?.printed !== false);
      if (changes.length === 0 || !text.includes(`${field}.changes`)) return [];
      const rows = [...wordsOfAllBranches(partial, partials, model).matchAll(/^\|((?:\\.|[^|])*)\|/gm)];
      const names = new Set(rows.map(([, name = ""]) => name.trim()));
      const kinds = changes.map(({ omit, key, when }) =>
        omit ? "left out" : names.has(escapeCell(key)) && !when.given ? "changed" : "added",
      );
      const place: YamlPlace = { path: pathOf(changes[0]).slice(0, 3), part: "value" };
      return [{ section, ...counted("row", kinds), place }];
    });
  }

  function leaveOut({ name, children }: SectionCall, path: YamlPath, because = ""): void {
    lost.set(name, { section: name, is: "left out", what: `left out${because}`, place: key(path) });
    for (const child of children) if (isShown(child, model)) leaveOut(child, path, ` with ${name}`);
  }

  function walk(sections: readonly SectionCall[]): void {
    for (const call of sections) {
      const { name: section, partial, children } = call;
      const omitted = named(edits.omit, section);
      const replaced = named(edits.replace, section);
      // An author's text is there whatever the layout's conditions say.
      const isText = !omitted && replaced && "text" in replaced;
      if (!isText && !isShown(call, model)) continue;
      if (omitted) leaveOut(call, omitted.path);
      else if (replaced) {
        const what = "partial" in replaced ? `replaced by the partial ${replaced.partial}` : "replaced";
        own.push({ section, is: "replaced", what, place: key(replaced.path) });
        if ("text" in replaced) {
          texts.push({ text: replaced.text, within: section });
          for (const child of children) if (isShown(child, model)) leaveOut(child, replaced.path, ` with ${section}`);
        } else walk(children);
      } else {
        const changes = named(edits.changes, section);
        worded(section, partial, changes?.list ?? [], changes?.path ?? []);
        const parameters = named(edits.parameters, section);
        if (parameters) given(section, parameters.values, parameters.path);
        walk(children);
      }
    }
  }

  walk(templates.layouts.get(layout.name)?.sections ?? []);
  for (const { content } of edits.add) {
    if ("partial" in content) {
      const { partial, path } = content;
      const names = calls.filter((call) => call.partial === partial).map(({ name }) => name);
      const section = names.find((name) => lost.has(name)) ?? names[0] ?? partial;
      // It stands elsewhere.
      lost.delete(section);
      worded(section, partial, content.changes, [...path, "changes"]);
      given(section, content.values, [...path, "parameters"]);
    } else texts.push({ text: content.title, isTitle: true }, { text: content.text });
  }

  const called = calledSections(calls, templates, model);
  for (const { text, isTitle, within } of texts)
    for (const { heading, place } of headingsIn(text, called, isTitle))
      for (const section of called.get(heading) ?? []) {
        if (section === within) continue;
        lost.delete(section);
        own.push({ section, is: shared.has(section) ? "added" : "replaced", what: "a section of its own", place });
      }
  return { shared, own: [...own, ...lost.values()] };
}

const key = (path: YamlPath): YamlPlace => ({ path, part: "key" });

type Kind = "changed" | "left out" | "added";

const kindOfChange = (change: SectionChange): Kind =>
  "remove" in change ? "left out" : "after" in change ? "added" : "changed";

/** `2 blocks changed, 1 added`. */
function counted(noun: string, kinds: readonly Kind[]): Pick<OwnWords, "is" | "what"> {
  const counts = (["changed", "left out", "added"] as const)
    .map((kind) => [kinds.filter((each) => each === kind).length, kind] as const)
    .filter(([count]) => count > 0);
  const words = counts.map(([count, kind], index) =>
    index === 0 ? `${plural(count, noun)} ${kind}` : `${count} ${kind}`,
  );
  return { is: kinds.every((kind) => kind === "added") ? "added" : "changed", what: words.join(", ") };
}

function pathOf(edit: TableEdit | undefined): YamlPath {
  return (edit?.row as Prose | undefined)?.use?.path ?? [];
}

function withChildren(calls: readonly SectionCall[]): SectionCall[] {
  return calls.flatMap((call) => [call, ...withChildren(call.children)]);
}

/** The sections of layouts by what they can be called in a guide. */
function calledSections(
  calls: readonly SectionCall[],
  { partials }: Templates,
  model: TemplateModel,
): ReadonlyMap<string, ReadonlySet<string>> {
  const keyOf = ({ name, partial, parameters }: SectionCall) => JSON.stringify([name, partial, parameters]);
  const called = new Map<string, Set<string>>();
  for (const call of new Map(calls.map((each) => [keyOf(each), each])).values())
    for (const heading of sharedHeadings(call, partials, model))
      called.set(heading, (called.get(heading) ?? new Set()).add(call.name));
  return called;
}
