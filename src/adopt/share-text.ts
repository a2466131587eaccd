import type { Project } from "../project/project.ts";
import { describeGuide, type Description } from "./describe/describe-guide.ts";
import type { Fields } from "./describe/page-context.ts";
import type { SharedContext } from "./describe/shared-context.ts";
import { learnAdditions } from "./learn/learn-additions.ts";
import { listLayouts } from "./learn/learn-layouts.ts";
import {
  learnTemplates,
  loadKnown,
  withAdditions,
  type LearnedGroup,
  type LearnedTemplates,
  type PageGroup,
} from "./learn/learn-templates.ts";
import { sharedTexts } from "./learn/shared-text.ts";
import { commonBlocks, type PublishedGuide } from "./read/published-guide.ts";

/** What the pages of a project have in common: its templates, and its usual settings. */
export interface Shared extends LearnedTemplates {
  readonly registry: "public" | "mirror";
  /** What the pages of each group have in common, in the order of the groups. */
  readonly contexts: readonly SharedContext[];
  /** What is said of pages beside it, where that was asked already. */
  readonly described: ReadonlyMap<PublishedGuide, Description>;
}

/**
 * Finds what pages have in common: a project that has pages has its shared text; a new one gets that of the pages.
 *
 * @param read the published pages
 * @param project the project
 * @param settings what the settings say for themselves
 * @returns templates, and what is said of each page beside them
 */
export function shareText(
  read: readonly PageGroup[],
  project: Project,
  settings: { readonly isRegistrySet: boolean; readonly isLayoutSet: (group: PageGroup) => boolean },
): Shared {
  const isFresh = project.pages.length === 0;
  const registry = usualRegistry(read, project, isFresh && !settings.isRegistrySet);
  const groups = read.map((group) => ({
    ...group,
    defaults: { ...group.defaults, registry: { ...project.registry, kind: registry } },
  }));
  const found = (isFresh ? learnTemplates : loadKnown)(groups, project.templates);
  // A layout that the settings name stays the usual one, if there is one of that name.
  const learned = {
    ...found,
    groups: found.groups.map((group) => {
      const named = group.defaults.page.layout;
      const isNamed = isFresh && settings.isLayoutSet(group) && found.templates.layouts.has(named);
      return isNamed ? { ...group, layout: named } : group;
    }),
  };
  const contexts = learned.groups.map((group) => contextOf(group, learned));
  if (!isFresh) return { ...learned, registry, contexts, described: new Map() };
  // Guides first: what they say of a thing is known to its other pages.
  const said = new Map<string, Fields>();
  const byGroup = learned.groups.map(({ guides, kind, defaults }, index) => {
    const context = contexts[index];
    if (!context) throw new Error("each group has its context");
    return new Map(
      guides.map((guide) => {
        const id = `${kind.name} ${guide.identity.name}`;
        const description = describeGuide(guide, context, said.get(id) ?? {});
        if (defaults.page.fields === "") said.set(id, description.descriptor);
        return [guide, description] as const;
      }),
    );
  });
  const taken = new Set(learned.templates.partials.keys());
  const added = byGroup.map((described) => {
    const additions = learnAdditions(described, taken);
    for (const { name } of additions) taken.add(name);
    return additions;
  });
  const all = withAdditions(learned, added, project.templates);
  return {
    ...all,
    registry,
    contexts: contexts.map((context, index) => ({
      ...context,
      templates: all.templates,
      additions: all.groups[index]?.additions ?? [],
    })),
    described: new Map(byGroup.flatMap((described) => [...described])),
  };
}

function contextOf(
  { guides, layout, own, additions, ...page }: LearnedGroup,
  { templates }: LearnedTemplates,
): SharedContext {
  return {
    ...page,
    templates,
    texts: sharedTexts(templates, page, own),
    layouts: listLayouts(templates, page, layout),
    defaults: { ...page.defaults, page: { ...page.defaults.page, layout } },
    additions,
    common: commonBlocks(guides),
  };
}

function usualRegistry(groups: readonly PageGroup[], { config }: Project, isOpen: boolean): "public" | "mirror" {
  if (!isOpen) return config.registry;
  const known = groups.flatMap(({ guides }) => guides.flatMap(({ identity }) => identity.registry ?? []));
  const mirrors = known.filter((registry) => registry === "mirror").length;
  return mirrors * 2 > known.length ? "mirror" : known.length === 0 ? config.registry : "public";
}
