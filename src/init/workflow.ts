import { posix } from "node:path";
import { stringify } from "yaml";
import type { RunPlaces } from "./run-from.ts";
import type { PlannedFile } from "./planned-file.ts";

/** Others' actions, by the commits of their releases. */
const CHECKOUT = "actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2";
const SETUP_NODE = "actions/setup-node@6044e13b5dc448c55e2357c09f80417699197238 # v6.2.0";

/**
 * The workflow that checks pull requests by the package's Action.
 *
 * @param places where the project stands
 * @param catalog the catalog, relative to the project; undefined where there is none
 * @param version the package's
 */
export function workflowFile(places: RunPlaces, catalog: string | undefined, version: string): PlannedFile {
  return {
    id: "workflow",
    path: ".github/workflows/docs.yml",
    text: workflowText(places, catalog, version),
    lacking: (existing) =>
      existing.includes("dhi-guides")
        ? ""
        : `      - uses: docker-hardened-images/dhi-guides@v${version}\n${inputs(places, catalog)}`,
  };
}

function workflowText(places: RunPlaces, catalog: string | undefined, version: string): string {
  const { home } = places;
  const lock = home === "" ? "" : `          cache-dependency-path: ${yamlValue(`${home}/package-lock.json`)}\n`;
  const folder = home === "" ? "" : `        working-directory: ${yamlValue(home)}\n`;
  return `# Checks the guides of each pull request: https://github.com/docker-hardened-images/dhi-guides
name: Docs
on:
  pull_request:
  push:
    branches: [main]
permissions: {}
jobs:
  guides:
    runs-on: ubuntu-latest
    permissions:
      contents: read
      # For the upload of findings to code scanning. In a fork's pull request, GitHub makes it \`read\`.
      security-events: write
    steps:
      - uses: ${CHECKOUT}
        with:
          # The report compares with the commit that a pull request is merged into.
          fetch-depth: 2
          persist-credentials: false
      - uses: ${SETUP_NODE}
        with:
          node-version: 22
          cache: npm
${lock}      - run: npm ci
${folder}      - uses: docker-hardened-images/dhi-guides@v${version}
${inputs(places, catalog)}`;
}

/** What the Action is told. A catalog that is not in the repository is not there in CI. */
function inputs({ root }: RunPlaces, catalog: string | undefined): string {
  const lines = root === "" ? [] : [`          root: ${yamlValue(root)}`];
  if (catalog !== undefined) {
    const folder = posix.join(root, catalog);
    if (folder.startsWith("..") || posix.isAbsolute(catalog))
      lines.push(
        "          # The catalog stands outside of this repository: check it out in a step above, and name its folder here.",
        "          # catalog: catalog",
      );
    else lines.push(`          catalog: ${yamlValue(folder)}`);
  }
  if (lines.length === 0) return "";
  const isAllComment = lines.every((line) => line.trimStart().startsWith("#"));
  return `${[isAllComment ? "        # with:" : "        with:", ...lines].join("\n")}\n`;
}

const yamlValue = (value: string) => stringify(value, { lineWidth: 0 }).trimEnd();
