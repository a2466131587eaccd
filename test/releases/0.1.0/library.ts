import {
  applyFixes,
  buildGuides,
  catalogFacts,
  checkGuides,
  compareFindings,
  type CustomRule,
  DEFAULT_VERIFY_CONFIG,
  descriptorFields,
  descriptorJsonSchemas,
  EMPTY_CATALOG,
  explainLines,
  factsJsonSchema,
  type Finding,
  formatMarkdown,
  formatSarif,
  gatherPlaces,
  imageFacts,
  loadCatalog,
  ProjectError,
  type ProjectOptions,
  syncDescriptor,
  verifyGuides,
  writeGuides,
} from "dhi-guides";

/** What a user of the library wrote: each function of it, with the types that a compiler sees. */
export async function use(root: string): Promise<Readonly<Record<string, unknown>>> {
  const options: ProjectOptions = { root, names: ["lamp"], registry: "public", volatile: true };
  const { pages, guides, findings } = buildGuides(options);
  const text: string | undefined = guides[0]?.text;
  const sorted: Finding[] = [...findings].sort(compareFindings);
  const lines: readonly (string | undefined)[] = pages.map(({ paths }) => paths.output);
  const checked = checkGuides({ root, names: ["lamp"] });
  const written = await writeGuides({ root, names: ["lamp"], force: false });
  const rule: CustomRule = {
    code: "no-lamp",
    severity: "warning",
    check: ({ guide }) =>
      guide.text.includes("lamp")
        ? [{ start: guide.text.indexOf("lamp"), message: "unexpected lamp", fix: "remove it" }]
        : [],
  };
  let error = "";
  try {
    buildGuides({ root, names: ["nothing"] });
  } catch (thrown) {
    if (thrown instanceof ProjectError) error = "ProjectError";
  }
  return {
    hasText: text !== undefined && text.startsWith("## "),
    errors: sorted.filter(({ severity }) => severity === "error").length,
    lines,
    counts: [checked.counts.same, written.counts.same],
    formatted: formatMarkdown("*  a\n*  b\n"),
    error,
    rule: rule.code,
    functions: [
      applyFixes,
      catalogFacts,
      descriptorFields,
      descriptorJsonSchemas,
      explainLines,
      factsJsonSchema,
      formatSarif,
      gatherPlaces,
      imageFacts,
      loadCatalog,
      syncDescriptor,
      verifyGuides,
    ].map((each) => typeof each),
    values: [typeof DEFAULT_VERIFY_CONFIG, typeof EMPTY_CATALOG],
  };
}
