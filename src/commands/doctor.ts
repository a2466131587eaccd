import packageJson from "../../package.json" with { type: "json" };
import { createGuideMaker } from "../build/make-guide.ts";
import { examine, type Checked } from "../doctor/doctor.ts";
import { openGit } from "../doctor/git.ts";
import type { Looked } from "../doctor/setup.ts";
import type { Finding } from "../findings/finding.ts";
import { plural } from "../findings/plural.ts";
import { isOfSettings } from "../project/names.ts";
import { openProject, type Project } from "../project/project.ts";
import { isOwnTemplate } from "../project/template-files.ts";
import { PACKAGE_CODES } from "../verify/custom/load-custom-rules.ts";
import type { CommandContext, CommonOptions, ExitStatus } from "./context.ts";
import { openCustomRules } from "./custom-rules.ts";
import { report } from "./report.ts";

/**
 * `dhi-guides doctor`: says what is set up around the guides and does not fit.
 *
 * @returns 1 where there are errors
 * @throws ProjectError where there is no such folder
 */
export async function doctor(options: CommonOptions, context: CommandContext): Promise<ExitStatus> {
  const { project, findings } = openProject({ ...options, packagedTemplates: context.packagedTemplates });
  const { rules, known } = await lookAtCode(project, findings);
  const root = project?.root ?? options.root;
  const checks = examine(
    {
      root,
      project,
      git: openGit(root),
      node: process.versions.node,
      running: {
        name: packageJson.name,
        version: packageJson.version,
        node: packageJson.engines.node,
        repository: packageJson.repository.url.replace(/^.*github\.com\/|\.git$/g, ""),
      },
      rules,
      isAlive: context.process.isAlive,
    },
    known,
  );
  if (options.reporter === "pretty" && options.quiet !== true) context.out(describe(checks));
  return report(
    checks.flatMap((check) => check.findings),
    context,
    options,
  );
}

/** What the commands find themselves when they load the project: templates, layouts, rules of its own. */
async function lookAtCode(
  project: Project | undefined,
  opening: readonly Finding[],
): Promise<{ readonly rules: ReadonlySet<string>; readonly known: ReadonlyMap<string, Looked> }> {
  if (!project) return { rules: PACKAGE_CODES, known: new Map([["settings", { seen: "", findings: opening }]]) };
  const maker = createGuideMaker(project);
  const custom = await openCustomRules(project);
  const all = [...opening, ...maker.findings];
  const own = project.templates.filter(({ file }) => isOwnTemplate(file)).length;
  return {
    rules: new Set([...PACKAGE_CODES, ...custom.rules.map(({ code }) => code)]),
    known: new Map<string, Looked>([
      ["settings", { seen: "", findings: [...custom.findings, ...all.filter(isOfSettings)] }],
      [
        "templates",
        {
          seen: `${plural(own, "template")} of the project's own`,
          findings: all.filter((finding) => !isOfSettings(finding)),
        },
      ],
    ]),
  };
}

/** A line for each check: what is as it should be is said, so that one knows what was looked at. */
function describe(checks: readonly Checked[]): string {
  const width = Math.max(...checks.map(({ name }) => name.length));
  const lines = checks.map(({ name, seen, findings }) => {
    const [errors, warnings] = (["error", "warning"] as const).map(
      (severity) => findings.filter((finding) => finding.severity === severity).length,
    );
    const counts = [
      ...(errors ? [plural(errors, "error")] : []),
      ...(warnings ? [plural(warnings, "warning")] : []),
    ].join(", ");
    return `${counts === "" ? "ok" : "!!"}  ${name.padEnd(width)}  ${counts === "" ? seen : counts}\n`;
  });
  return lines.join("");
}
