import js from "@eslint/js";
import globals from "globals";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

/** The stages in the order in which data flows through them: docs/architecture.md. */
const stages = ["descriptor", "guide", "render", "style", "output"];
const wings = ["adopt", "preview", "sync", "verify"];
/** What the catalog's definitions say: read by verify, new and sync, and by no stage. */
const sources = ["definition"];
const outer = [
  "commands",
  "pipeline.ts",
  "built-guide.ts",
  "wording.ts",
  "splice.ts",
  "block-list.ts",
  "cli.ts",
  "index.ts",
];

/** Forbids `folder` to import from `targets`; from `typesOnly` it may still import types. */
function layer(folder, targets, typesOnly = []) {
  const pattern = (target, extra) => ({
    regex: `^(\\.\\./)+${target.replace(".", "\\.")}($|/)`,
    message: `src/${folder} may not import ${target}: see docs/architecture.md.`,
    ...extra,
  });
  return {
    files: [`src/${folder}/**/*.ts`],
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        {
          patterns: [
            ...targets.map((target) => pattern(target, {})),
            ...typesOnly.map((target) => pattern(target, { allowTypeImports: true })),
          ],
        },
      ],
    },
  };
}

export default defineConfig(
  globalIgnores(["dist/", "site/", "coverage/", "out/", "node_modules/", "test/**/fixtures/"]),
  js.configs.recommended,
  tseslint.configs.recommended,
  { languageOptions: { globals: globals.node } },
  {
    rules: {
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "no-control-regex": "off",
      eqeqeq: "error",
    },
  },
  layer("markdown", ["diagnostics", ...stages, ...sources, ...wings, ...outer]),
  layer("diagnostics", [...stages, ...sources, ...wings, ...outer]),
  ...sources.map((source) => layer(source, [...stages, ...wings, ...outer])),
  { files: ["src/preview/client/**/*.ts"], languageOptions: { globals: globals.browser } },
  ...stages.map((stage, index) =>
    layer(
      stage,
      [...stages.slice(index + 1), "spell.ts", ...sources, ...wings, ...outer],
      // Style is a function from Markdown to Markdown: it knows no other stage.
      stages.slice(0, index),
    ),
  ),
  ...wings.map((wing) => layer(wing, [...wings.filter((other) => other !== wing), ...outer])),
  {
    files: ["src/**/*.ts"],
    ignores: ["src/cli.ts", "src/commands/**"],
    rules: { "no-console": "error", "no-restricted-globals": ["error", "process"] },
  },
  {
    files: ["src/{guide,render,style}/**/*.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "ImportDeclaration[source.value=/^node:fs/]",
          message: "Files are read by descriptor/ and written by output/.",
        },
      ],
    },
  },
);
