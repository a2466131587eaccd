import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { adoptPages, type Adoption } from "../../src/adopt/adopt.ts";
import { buildGuides } from "../../src/index.ts";
import { load as parseYaml } from "js-yaml";
import { REPOSITORY } from "../support/project.ts";
import { temporaryFolder } from "../support/temporary.ts";
import { inHouseStyle, put } from "./small-catalog.ts";

/* Catalogs whose folders have several pages, of images and charts. */

const packagedTemplates = join(REPOSITORY, "templates");

/** A catalog of one's own making: pages by their paths, `image/alma/overview.md`. */
export function pages(files: Readonly<Record<string, string | Buffer>>): string {
  const root = temporaryFolder();
  for (const [file, text] of Object.entries(files)) put(root, `catalog/${file}`, text);
  return root;
}

/** Adopts a catalog, or some of it, into a project beside it, and writes it. */
export function adoptInto(root: string, paths: readonly string[] = [""], force = false): Adoption {
  const adoption = adoptPages({
    paths: paths.map((path) => join(root, "catalog", path)),
    root: join(root, "project"),
    packagedTemplates,
    force,
    pid: 1,
    progress: { stage: () => {}, step: () => {} },
  });
  adoption.write();
  return adoption;
}

/** The pages that the project makes, by what they are called in the catalog. */
export function made(root: string): Readonly<Record<string, string | undefined>> {
  const { pages: all, findings } = buildGuides({ root: join(root, "project"), packagedTemplates });
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  return Object.fromEntries(
    all.map(({ paths: { kind, name, page }, text }) => [`${kind.folder}/${name}/${page.file}`, text]),
  );
}

/** Adopts a catalog, and proves that its pages come back, and no others. */
export function adoptedPages(files: Readonly<Record<string, string>>): string {
  const root = pages(files);
  expect(adoptInto(root).findings).toEqual([]);
  expectPages(root, files);
  return root;
}

/** Proves that a project makes these pages and no others. */
export function expectPages(root: string, files: Readonly<Record<string, string>>): void {
  const expected = Object.entries(files).map(([file, text]) => [file, inHouseStyle(text)]);
  expect(made(root)).toEqual(Object.fromEntries(expected));
}

/** A YAML file of the project. */
export const yaml = (root: string, file: string) =>
  parseYaml(readFileSync(join(root, "project", file), "utf8")) as Record<string, unknown>;

/** All files below a folder of the project. */
export function filesBelow(root: string, folder: string): string[] {
  const path = join(root, "project", folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((file) => statSync(join(path, file)).isFile())
    .sort();
}

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/** A guide that nobody else has. */
export const guide = (name: string) => `## Where ${name} hangs\n\n${[...name].reverse().join(" ")}.\n`;

/** An overview in the words that most have. */
export const overview = (name: string, promise = "zero-known") => `## About ${capital(name)}

${capital(name)} is a lamp that ${[...name].reverse().join("")} invented.

For more details, visit https://example.org/${name}.

## About Docker Hardened Images

Docker Hardened Images are built to meet the highest security and compliance standards. They provide a trusted foundation for containerized workloads by incorporating security best practices from the start.

### Why use Docker Hardened Images?

These images are published with ${promise} CVEs, include signed provenance, and come with a complete Software Bill of Materials (SBOM) and VEX metadata. They're designed to secure your software supply chain while fitting seamlessly into existing Docker workflows.

## Trademarks

${capital(name)}® is a trademark of Lamps AG. All rights in the mark are reserved to Lamps AG. Any use by Docker is for referential purposes only and does not indicate sponsorship, endorsement, or affiliation.
`;

/** A chart's overview. */
export const chartOverview = (name: string) => `## About this Helm chart

This is a ${capital(name)} Docker Hardened Helm chart built from the upstream ${capital(name)} Helm chart and using a hardened configuration with Docker Hardened Images.

The following Docker Hardened Images are used in this Helm chart:

- \`dhi/${name}\`
- \`dhi/wick\`

To learn more about how to use this Helm chart you can visit the upstream documentation: [https://example.org/${name}/README.md](https://example.org/${name}/README.md)

${overview(name)}`;

/** A chart's guide. */
export const chartGuide = (name: string, sample = "") => `## Installing the chart

### Prerequisites

- Kubernetes 1.29+
- A lamp called ${name}

### Installation steps

#### Step 1: Optional. Mirror the Helm chart and/or its images to your own registry

To optionally mirror a chart to your own third-party registry, you can follow the instructions in [How to mirror an image](https://docs.docker.com/dhi/how-to/mirror/) for either the chart, the image, or both.

#### Step 2: Create a Kubernetes secret for pulling images

The Docker Hardened Images that the chart uses require authentication. To allow your Kubernetes cluster to pull those images, you need to create a Kubernetes secret with your Docker Hub credentials or with the credentials for your own registry.

#### Step 3: Install the Helm chart

To install the chart, use \`helm install\`. Make sure you use \`helm login\` to log in before running \`helm install\`. Optionally, you can also use the \`--dry-run\` flag to test the installation without actually installing anything.

\`\`\`console
${sample || `helm install my-${name} oci://dhi.io/${name}-chart --version <version> \\\n  --set "imagePullSecrets[0].name=helm-pull-secret"`}
\`\`\`

#### Step 4: Verify the installation

The pod of ${name} is there:

\`\`\`bash
$ kubectl get pods
my-${name}-0   1/1   Running
\`\`\`
`;

export const NAMES = ["alma", "berta", "cilla", "dora"];

/** Files of a catalog: one page a name. */
export const each = (
  kind: string,
  file: string,
  text: (name: string, index: number) => string,
  names: readonly string[] = NAMES,
): Record<string, string> =>
  Object.fromEntries(names.map((name, index) => [`${kind}/${name}/${file}`, text(name, index)]));
