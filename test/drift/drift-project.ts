import { buildGuides } from "../../src/index.ts";
import { driftText, type DriftEntry, type DriftFile } from "../../src/drift/drift-file.ts";
import { makeProject, REPOSITORY, write } from "../support/project.ts";
import { join } from "node:path";

/** A partial with blocks of each kind, and with text that facts and the registry profile decide. */
export const USING = `## Using it

{{#if registry.public}}
Use the public image {{reference}} as it is, or mirror it first.
{{else}}
Use the mirrored image {{reference}}, which your organization has.
{{/if}}

By default image variants intended for runtime, run as the {{user.label}}.

- Install packages in the build stage
- Copy the artifacts to the runtime stage
  - Only what is needed at run time

| Item | Note |
| ---- | ---- |
| Ports | Use ports above 1024 in the container |
| Debugging | Use tools with a shell of their own |

\`\`\`bash
docker run --rm {{reference}} --help
docker ps
\`\`\`

{{#if shell.none}}
The runtime variants contain no shell.
{{/if}}
`;

export const entry = (shared: string, published: string, more: Partial<DriftEntry> = {}): DriftEntry => ({
  section: "using",
  block: 1,
  kind: "wording",
  shared,
  published,
  ...more,
});

/** A project of one guide with one section, and its drift. */
export function driftProject(
  entries: readonly DriftEntry[],
  { using = USING, descriptor = "", ...head }: Partial<DriftFile> & { using?: string; descriptor?: string } = {},
): string {
  return makeProject({
    "templates/nested.hbs": "{{> using}}\n",
    "templates/partials/using.hbs": using,
    "images/app.yaml": `name: app\ntitle: App\n${descriptor}`,
    ...(entries.length > 0 && {
      "images/app/drift.yaml": driftText({ registry: "public", facts: {}, ...head, entries }),
    }),
  });
}

/** The page of a project's guide, and the findings as `code file:line`. */
export function made(root: string, options: { registry?: "public" | "mirror"; namespace?: string } = {}) {
  const { guides, findings } = buildGuides({ root, ...options, packagedTemplates: join(REPOSITORY, "templates") });
  return {
    page: guides[0]?.text ?? "",
    // The small templates read few of the fields.
    findings: findings
      .filter(({ code }) => code !== "field-unused")
      .map(({ code, file, line }) => `${code} ${file}:${line}`),
    all: findings,
  };
}

export { write };
