import { IMPORT_RULES } from "./scripts/import-rules.mjs";

const pathOf = (name) => (name.endsWith(".ts") ? `^src/${name.replace(".", "\\.")}$` : `^src/${name}/`);
const anyOf = (names) => names.map(pathOf).join("|");

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  allowed: [
    { from: {}, to: { pathNot: "^src/" } },
    ...Object.entries(IMPORT_RULES).flatMap(([folder, { imports, types = [] }]) => [
      { from: { path: pathOf(folder) }, to: { path: anyOf([folder, ...imports]) } },
      ...(types.length > 0
        ? [{ from: { path: pathOf(folder) }, to: { path: anyOf(types), dependencyTypes: ["type-only"] } }]
        : []),
    ]),
  ],
  allowedSeverity: "error",
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    { name: "no-orphans", severity: "error", from: { orphan: true, pathNot: "\\.d\\.ts$" }, to: {} },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    exclude: { path: "^src/preview/client/" },
  },
};
