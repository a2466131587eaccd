import { join } from "node:path";
import { findCutTexts } from "../descriptor/cut-texts.ts";
import { findDeprecatedFinds } from "../descriptor/deprecated-finds.ts";
import { findInfoDiffers } from "../descriptor/info.ts";
import { loadDescriptor, parseDescriptor, type DescriptorFiles } from "../descriptor/load.ts";
import type { Descriptor } from "../descriptor/descriptor.ts";
import { createLocator } from "../yaml/locate.ts";
import { atOldName, oldNameProblem } from "../yaml/renamed-keys.ts";
import { placeProblems } from "../descriptor/place-problems.ts";
import type { DriftFile } from "../drift/drift-file.ts";
import { loadDrift } from "../drift/load-drift.ts";
import { readText } from "../files/read-text.ts";
import { findTodos } from "../descriptor/todos.ts";
import type { Finding } from "../findings/finding.ts";
import { type Problem, place } from "../findings/problem.ts";
import { findUnsaidInCompose } from "../guide/compose-sample.ts";
import { createPageContent, ownFields, type PageDefaults } from "../guide/content.ts";
import { templateModel } from "../guide/model.ts";
import { findUnpublished } from "../guide/unpublished.ts";
import { findUnusedFields, type SaidPages } from "../guide/unused-fields.ts";
import type { RegistryProfile } from "../guide/registry.ts";
import { asTextLimit, TextLimitError } from "../markdown/text-limit.ts";
import { CONFIG_FILE } from "../project/names.ts";
import { layoutSettings, leftOutBy, pagesOf } from "../project/pages.ts";
import type { PagePaths } from "../project/paths.ts";
import type { Project } from "../project/project.ts";
import { publishedInfo } from "../project/published-info.ts";
import { stripMarks } from "../markdown/origin.ts";
import { checkAgainst } from "../render/check-template.ts";
import { printedNames } from "../render/partial-calls.ts";
import { findNearRows } from "../render/near-rows.ts";
import { renderGuide } from "../render/render.ts";
import type { RenderedSection } from "../render/rendered-section.ts";
import { unknownLayout } from "../render/settle-outline.ts";
import { loadTemplates, type Templates } from "../render/templates.ts";
import { Formatter } from "../format/formatter.ts";
import type { BuiltPage } from "./built-page.ts";
import { driftOf, withDrift } from "./with-drift.ts";

/** Makes the guides of one project. */
export interface GuideMaker {
  /** What is wrong with the templates and the settings, said once and not for each guide. */
  readonly findings: readonly Finding[];
  readonly templates: Templates;
  /** Makes a guide from what its files hold now; with another registry profile than the project's where one is given. */
  readonly make: (paths: PagePaths, registry?: RegistryProfile, instead?: Instead) => BuiltPage;
}

/** What a guide is made from instead of what its files hold. */
export interface Instead {
  readonly source?: string | undefined;
  readonly drift?: DriftFile | undefined;
  /** What its prose files say, by their paths relative to the root. */
  readonly prose?: ReadonlyMap<string, string> | undefined;
}

/**
 * Loads what all guides of a project have in common. Nothing is written: that is what `build-project.ts` does with the
 * guides, while `check-project.ts` compares them with what stands there.
 *
 * @returns the maker of its guides
 */
export function createGuideMaker(project: Project): GuideMaker {
  const { templates, findings } = loadTemplates(project.templates, checkAgainst(templateModel));
  const layoutFindings = findUnknownLayouts(project, templates);
  const brokenPages = new Set(layoutFindings.map(({ layout }) => layout));
  const formatter = new Formatter();

  const printed = new Map<string, ReadonlySet<string>>();

  /** What a layout may print. */
  function printedBy(layout: string): ReadonlySet<string> {
    const known = printed.get(layout);
    if (known) return known;
    const names = printedNames(templates.layouts.get(layout)?.sections ?? [], templates.partials);
    printed.set(layout, names);
    return names;
  }

  /** The other pages of the same thing, and what they may print. */
  const otherPages = ({ kind, page }: PagePaths, descriptor: Descriptor): SaidPages["others"] =>
    pagesOf(project.config, kind).flatMap(({ name, layout, fields }) => {
      const own = name === page.name ? undefined : ownFields(descriptor, fields);
      return own ? [{ fields, names: printedBy(own.layout ?? layout) }] : [];
    });

  function make(paths: PagePaths, registry?: RegistryProfile, instead: Instead = {}): BuiltPage {
    // 1 what the author wrote
    const files = { ...descriptorFiles(paths, project), instead: instead.prose };
    const loaded = instead.source === undefined ? loadDescriptor(files) : parseDescriptor(instead.source, files);
    const { text: source = "", descriptor, problems, oldNames = [] } = loaded;
    const inputs = [...loaded.inputs];
    const { fields } = paths.page;
    // What concerns a descriptor as a whole is said of its guide.
    const isGuide = fields === "";
    const todos = isGuide ? findTodos(source) : [];
    if (!descriptor) {
      const ofDrift = instead.drift ? [] : loadDrift(project.root, paths.drift).problems;
      return failed({ paths, source, inputs }, [...problems, ...todos, ...ofDrift]);
    }
    const own = ownFields(descriptor, fields);
    if (own === undefined) return { ...failed({ paths, source, inputs }, []), isAbsent: true };
    if (brokenPages.has(paths.page.layout) && own.layout === undefined) return failed({ paths, source, inputs }, []);

    // 2 what the page says
    const defaults: PageDefaults = {
      registry: registry ?? project.registry,
      forceRegistry: registry !== undefined || project.forceRegistry,
      page: paths.page,
      proseFolder: paths.prose,
      publishedInfo: () => publishedInfo(project, paths),
    };
    const content = createPageContent(descriptor, defaults);

    // 3 how it is worded, and where the published page words it otherwise
    const keepsVolatile = project.volatile && paths.page.volatile;
    const rendered = renderGuide(content, templates, keepsVolatile);
    if ("problems" in rendered) return failed({ paths, source, inputs, content }, [...todos, ...rendered.problems]);
    const drift = driftOf(paths, project, instead.drift);
    const drifted = withDrift(rendered.sections, drift, { descriptor, defaults, templates });
    const all = drifted.sections;
    const sections = keepsVolatile ? all : withoutVolatile(all);
    inputs.push(...drifted.inputs);
    if (drifted.isBroken) return failed({ paths, source, inputs, content }, [...todos, ...drifted.problems]);

    const sectionsIn = (other: RegistryProfile) => {
      const there = { ...defaults, registry: other, forceRegistry: true };
      const worded = renderGuide(createPageContent(descriptor, there), templates, keepsVolatile);
      if ("problems" in worded) return [];
      const taken = withDrift(worded.sections, drift, { descriptor, defaults: there, templates }).sections;
      return keepsVolatile ? taken : withoutVolatile(taken);
    };

    // 4 house style
    const styled = (parts: typeof all) => formatter.page(parts.map(({ marked }) => stripMarks(marked)));
    const text = styled(sections);
    // What a section says that is left out is no field without use.
    const said = sections.length === all.length ? text : styled(all);

    // 5 where it lands: paths.output
    const ofDescriptor = isGuide
      ? [
          ...findCutTexts(source, descriptor, paths.kind.schema),
          ...oldNames.map((each) => oldNameProblem(each, "descriptor-deprecated-key")),
          ...findDeprecatedFinds(descriptor),
          ...findInfoDiffers(descriptor, descriptor.info),
          ...findUnsaidInCompose(descriptor),
          ...findNearRows(descriptor, rendered.sections),
          ...findUnpublished(descriptor),
        ]
      : [];
    const others = otherPages(paths, descriptor);
    const warnings = [
      ...todos,
      ...ofDescriptor,
      ...findUnusedFields(descriptor, content.uses, rendered.names, said, {
        fields,
        others,
        leftOut: leftOutBy(project.config, paths.kind),
      }),
      ...rendered.warnings,
      ...drifted.problems,
    ];
    return {
      paths,
      text,
      sections,
      sectionsIn,
      content,
      source,
      drift: drifted.drift,
      inputs,
      findings: placeProblems(
        warnings.map((problem) => atOldName(problem, oldNames)),
        paths.descriptor,
        source,
      ),
    };
  }

  return {
    findings: [...findings, ...layoutFindings.map(({ finding }) => finding)],
    templates,
    make: (paths, registry, instead) => {
      try {
        return make(paths, registry, instead);
      } catch (error) {
        // Where a text is more than a parser can take, it is the author's fault, not ours.
        const limit = asTextLimit(error);
        if (!(limit instanceof TextLimitError)) throw error;
        const read = readText(join(project.root, paths.descriptor));
        const { code, message, fix } = limit;
        const problem: Problem = { code, severity: "error", message, fix, place: { path: [], part: "value" } };
        return failed({ paths, source: "text" in read ? read.text : undefined, inputs: [] }, [problem]);
      }
    },
  };
}

/**
 * Where the loader finds a guide's descriptor and prose.
 *
 * @param paths the guide's paths, relative to the root
 */
export function descriptorFiles(paths: PagePaths, { root }: Pick<Project, "root">): DescriptorFiles {
  return {
    schema: paths.kind.schema,
    renamed: paths.kind.renamed,
    defaults: paths.kind.defaults,
    titleOf: paths.kind.titleOf,
    name: paths.name,
    path: join(root, paths.descriptor),
    file: paths.descriptor,
    prosePath: join(root, paths.prose),
    proseFolder: paths.prose,
    companions: { root, info: paths.info, snapshot: paths.snapshot },
    output: paths.output,
  };
}

function withoutVolatile(sections: readonly RenderedSection[]): readonly RenderedSection[] {
  return sections.filter(({ isVolatile }) => !isVolatile);
}

/** A guide that cannot be made, and why. */
function failed(
  guide: Pick<BuiltPage, "paths" | "source" | "inputs"> & Partial<Pick<BuiltPage, "content">>,
  problems: readonly Problem[],
): BuiltPage {
  const findings = placeProblems(problems, guide.paths.descriptor, guide.source);
  return { content: undefined, ...guide, text: undefined, sections: [], findings };
}

/** The layouts of pages that there are not, where the settings name them. */
function findUnknownLayouts({ root, config, configFile, pages }: Project, { layoutNames }: Templates): UnknownLayout[] {
  if (configFile === undefined) return [];
  const read = readText(join(root, CONFIG_FILE));
  const locator = "text" in read ? createLocator(read.text) : undefined;
  return layoutSettings(config, pages).flatMap(({ layout, path }) =>
    layoutNames.has(layout)
      ? []
      : { layout, finding: place(unknownLayout(layout, path, layoutNames), CONFIG_FILE, locator) },
  );
}

interface UnknownLayout {
  readonly layout: string;
  readonly finding: Finding;
}
