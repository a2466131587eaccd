/*
 * Which folder of src/ may import which: an allow-list. dependency-cruiser enforces it (.dependency-cruiser.mjs), and the
 * table in docs/architecture.md is made from it (`npm run update-goldens`).
 */

/** Seen by all, seeing nothing of ours but each other. */
const leaves = ["findings", "files", "markdown", "yaml", "package.ts", "versions.ts"];
/** The steps of a guide, in the order in which data flows. */
const core = ["project", "kinds", "descriptor", "guide", "render", "drift", "format", "output", "provenance"];

/** What commands do besides building: they do not see each other. */
const wings = ["sync", "verify", "adopt", "preview", "export", "init", "templates", "doctor", "pr-report"];

/**
 * By folder or module of src/: what it may import, and of what only types.
 *
 * @type {Record<string, { imports: string[], types?: string[] }>}
 */
export const IMPORT_RULES = {
  "cli.ts": { imports: ["commands"] },
  "index.ts": { imports: ["build", "sync", "verify", "catalog", ...core, ...leaves] },
  commands: { imports: [...wings, "catalog", "build", ...core, ...leaves] },
  build: { imports: [...core, ...leaves] },
  project: { imports: ["kinds", "descriptor", "guide", ...leaves], types: ["render"] },
  kinds: { imports: ["descriptor"] },
  descriptor: { imports: leaves },
  guide: { imports: ["descriptor", ...leaves] },
  render: { imports: leaves, types: ["descriptor", "guide"] },
  drift: { imports: ["descriptor", "guide", ...leaves], types: ["render"] },
  format: { imports: ["markdown"] },
  output: { imports: ["files"] },
  provenance: { imports: leaves, types: ["project"] },
  catalog: { imports: leaves },
  "core.ts": { imports: ["kinds", "descriptor", "project"], types: ["build", "guide", "render"] },
  sync: { imports: ["core.ts", "catalog", ...leaves] },
  verify: { imports: ["kinds", "catalog", ...leaves] },
  preview: { imports: ["core.ts", ...leaves] },
  // What it writes is committed as outputs are, and held by the same manifest.
  export: { imports: ["core.ts", "output", ...leaves] },
  // It makes what the steps read: it sees the steps themselves, and the engine that proves it.
  adopt: { imports: ["build", ...core, ...leaves] },
  "pr-report": { imports: leaves },
  // What a new project gets: it asks the settings where files stand, and writes none of the tool's own.
  init: { imports: ["kinds", "descriptor", "project", "output", "files"] },
  templates: { imports: [...core, ...leaves] },
  // It looks at what others left, and runs none of it.
  doctor: { imports: ["project", "kinds", "output", ...leaves] },
  findings: { imports: ["package.ts"] },
  files: { imports: [], types: ["findings"] },
  markdown: { imports: [] },
  yaml: { imports: ["files", "findings", "package.ts"] },
  "package.ts": { imports: [] },
  "versions.ts": { imports: [] },
};

/**
 * The rules as a table of Markdown.
 *
 * @returns {string} a row a folder
 */
export function importTable() {
  const list = (names) => names.map((name) => `\`${name}\``).join(", ") || "nothing";
  const rows = Object.entries(IMPORT_RULES).map(([folder, { imports, types = [] }]) => {
    const onlyTypes = types.length > 0 ? `; types of ${list(types)}` : "";
    return `| \`${folder}\` | ${list(imports)}${onlyTypes} |`;
  });
  return ["| in `src/` | may import |", "| --- | --- |", ...rows].join("\n");
}
