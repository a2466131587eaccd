import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Catalog } from "../catalog/catalog.ts";
import type { Finding } from "../findings/finding.ts";
import { NAMESPACE_PLACEHOLDER } from "../guide/registry.ts";
import type { PagePaths } from "../project/paths.ts";
import type { Project } from "../project/project.ts";
import { createSamples } from "../verify/code/samples.ts";
import { DEFAULT_CONFIG, type VerifyConfig } from "../verify/config.ts";
import type { CustomRule } from "../verify/custom/custom-rule.ts";
import { pageOf } from "../verify/page.ts";
import type { FixableFinding } from "../verify/rule.ts";
import { type GuideSettings, verifyText } from "../verify/verify.ts";
import { openCatalog } from "./catalog.ts";
import { openCustomRules } from "./custom-rules.ts";
import { withKnownFacts } from "./facts-file.ts";
import { type DescriptorSettings, descriptorSettings } from "./descriptor-settings.ts";
import type { PageVerifier } from "./fix-sources.ts";
import { suppressedFile } from "./source-suppressions.ts";

/** What a user may say of the registry that pages pull from. */
interface RegistryOption {
  readonly registry?: "public" | "mirror" | undefined;
}

/**
 * Prepares to verify guides that are not written yet, one at a time.
 *
 * @param options the catalog and the registry profile
 * @param onRead called before the catalog is read, with the number of its definitions and its folder
 * @returns a function that gives the findings about one guide's text
 * @throws ProjectError where the catalog cannot be read
 */
export async function createVerifier(
  options: RegistryOption & { readonly catalog?: string | undefined },
  project: Project,
  onRead?: (count: number, folder: string) => void,
): Promise<(paths: PagePaths, text: string) => Promise<readonly Finding[]>> {
  const defined = await openCatalog(options.catalog, project, true, onRead);
  const { catalog, findings: ofFacts } = withKnownFacts(project, defined);
  const { rules, findings: unusable } = await openCustomRules(project);
  const verifyPage = createPageVerifier(options, project, catalog, rules);
  return async ({ output }, text) => {
    const findings = withoutUsedElsewhere(await verifyPage(output, text), project);
    return [...unusable, ...ofFacts, ...findings.map(({ fact: _, ...finding }) => withoutEdits(finding))];
  };
}

/** Verifies texts that may not be written yet, with the settings that hold for their files. */
export function createPageVerifier(
  options: RegistryOption,
  project: Project,
  catalog: Catalog,
  customRules: readonly CustomRule[],
): PageVerifier {
  const config = { ...DEFAULT_CONFIG, ...verifyConfig(options, project) };
  const samples = createSamples();
  const known = new Map<string, GuideSettings>();
  return async (file, text) => {
    const settings = known.get(file) ?? guideSettings([file], options, project).get(file) ?? {};
    known.set(file, settings);
    const { profile = config.profile, suppress, page = pageOf(file, catalog, project.root) } = settings;
    const told = { ...config, profile };
    return verifyText(file, text, catalog, told, suppress, samples, page, customRules);
  };
}

/** A guide that a descriptor makes has its descriptor's profile, and what the descriptor suppresses. */
export function guideSettings(
  files: readonly string[],
  { registry }: RegistryOption,
  project: Project,
): Map<string, DescriptorSettings> {
  const byOutput = new Map(project.pages.map((paths) => [paths.output, paths]));
  return new Map(
    files.map((file) => {
      const accepted = project.config.verify.suppress.filter((suppression) => suppressedFile(suppression) === file);
      const paths = byOutput.get(file);
      const own = paths && descriptorSettings(paths, project);
      const suppress = [...accepted, ...(own?.suppress ?? [])];
      const page = paths && { ...paths, lacksFacts: !existsSync(join(project.root, paths.snapshot)) };
      return [file, { page, suppress, profile: registry ?? own?.profile, ...(own?.unread && { unread: own.unread }) }];
    }),
  );
}

/** What the settings say of verification. */
export function verifyConfig(
  { registry }: RegistryOption,
  { config, registry: { namespace } }: Project,
): Partial<VerifyConfig> {
  const { rules, suppress, customRules, ...lists } = config.verify;
  const given = Object.fromEntries(Object.entries(lists).filter(([, value]) => value !== undefined));
  const mirror = namespace === NAMESPACE_PLACEHOLDER ? {} : { namespace };
  return { profile: registry ?? config.registry, ...mirror, ...(rules && { severity: rules }), ...given };
}

/**
 * What a descriptor suppresses, it suppresses on all of its pages: it is unused where each page says so. A page that was
 * not asked for may need it.
 */
export function withoutUsedElsewhere(
  findings: readonly FixableFinding[],
  { root, pages }: Pick<Project, "root" | "pages">,
): readonly FixableFinding[] {
  const isUnused = ({ code }: Finding) => code === "unused-suppression";
  const counts = new Map<string, number>();
  for (const finding of findings.filter(isUnused)) counts.set(keyOf(finding), (counts.get(keyOf(finding)) ?? 0) + 1);
  const descriptors = new Map<string, number>();
  for (const { descriptor, output } of counts.size > 0 ? pages : [])
    if (existsSync(join(root, output))) descriptors.set(descriptor, (descriptors.get(descriptor) ?? 0) + 1);
  const told = new Set<string>();
  return findings.filter((finding) => {
    const wanted = isUnused(finding) ? descriptors.get(finding.file) : undefined;
    if (wanted === undefined) return true;
    const key = keyOf(finding);
    if (counts.get(key) !== wanted || told.has(key)) return false;
    told.add(key);
    return true;
  });
}

/** What tells one finding from another. */
export function keyOf({ file, line, column, code, message }: Finding): string {
  return JSON.stringify([file, line, column, code, message]);
}

/** A finding as it is reported. */
export function withoutEdits({ edits, ...finding }: FixableFinding): Finding {
  return finding;
}
