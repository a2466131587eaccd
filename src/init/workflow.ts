import { posix } from "node:path";
import { stringify } from "yaml";
import { leadsOut } from "../files/relative-path.ts";
import type { Places } from "./places.ts";
import type { PlannedFile } from "./planned-file.ts";

/** Others' actions, by the commits of their releases. */
const CHECKOUT = "actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2";
const SETUP_NODE = "actions/setup-node@48b55a011bda9f5d6aeb4c2d9c7362e8dae4041e # v6.4.0";

/** What the workflow is made for. */
export interface WorkflowSetup {
  /** Where the project stands. */
  readonly places: Pick<Places, "root" | "installation">;
  /** The catalog, relative to the project; undefined where there is none. */
  readonly catalog: string | undefined;
  /** Whether there are finished guides, which may say what the rules refuse. */
  readonly hasGuides: boolean;
  /** The package's version. */
  readonly version: string;
}

/** The workflow that checks pull requests by the package's Action. */
export function workflowFile(setup: WorkflowSetup): PlannedFile {
  return {
    id: "workflow",
    path: ".github/workflows/docs.yml",
    text: workflowText(setup),
    lacking: (existing) => (existing.includes("dhi-guides") ? "" : `${catalogStep(setup)}${ownStep(setup)}`),
  };
}

function workflowText(setup: WorkflowSetup): string {
  const { manager, folder, lockFile } = setup.places.installation;
  const lock = folder === "" ? "" : `          cache-dependency-path: ${yamlValue(`${folder}/${lockFile}`)}\n`;
  const inFolder = folder === "" ? "" : `        working-directory: ${yamlValue(folder)}\n`;
  const prepare = manager.prepare === undefined ? "" : `      - run: ${manager.prepare}\n`;
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
${catalogStep(setup)}${prepare}      - uses: ${SETUP_NODE}
        with:
          node-version: 22
          cache: ${manager.name}
${lock}      # Installs what ${lockFile} says: commit that file, too.
      - run: ${manager.installLocked}
${inFolder}${ownStep(setup)}`;
}

/** Where the runner is to have a catalog of another repository. */
const CHECKED_OUT = "catalog";

/** A catalog that is in another repository has to be checked out; which one it is, only its people know. */
function catalogStep(setup: WorkflowSetup): string {
  if (!isCatalogOutside(setup)) return "";
  return `      # The catalog (${setup.catalog}) is not in this repository: name the one that it is in, and take the marks away here
      # and below. Until then \`verify\` says that it is missing.
      # - uses: ${CHECKOUT}
      #   with:
      #     repository: OWNER/CATALOG
      #     path: ${CHECKED_OUT}
      #     persist-credentials: false
`;
}

function ownStep(setup: WorkflowSetup): string {
  const { places, catalog, hasGuides, version } = setup;
  const lines: string[] = [];
  if (places.root !== "") lines.push(`root: ${yamlValue(places.root)}`);
  if (isCatalogOutside(setup)) lines.push(`# catalog: ${CHECKED_OUT}`);
  else if (catalog !== undefined) lines.push(`catalog: ${yamlValue(posix.join(places.root, catalog))}`);
  if (hasGuides)
    lines.push(
      "# What guides get wrong today may be mended later. This accepts it, in a file to commit:",
      `# npx dhi-guides verify --baseline ${BASELINE} --update-baseline`,
      `# baseline: ${BASELINE}`,
    );
  const isAllComment = lines.every((line) => line.startsWith("#"));
  const inputs = lines.length === 0 ? "" : `        ${isAllComment ? "# " : ""}with:\n`;
  return `      - uses: docker-hardened-images/dhi-guides@v${version}\n${inputs}${lines.map((line) => `          ${line}\n`).join("")}`;
}

const BASELINE = "accepted.json";

/** What is outside of the repository is not there in CI. */
function isCatalogOutside({ places, catalog }: WorkflowSetup): boolean {
  return catalog !== undefined && (posix.isAbsolute(catalog) || leadsOut(posix.join(places.root, catalog)));
}

const yamlValue = (value: string) => stringify(value, { lineWidth: 0 }).trimEnd();
