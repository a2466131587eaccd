import js from "@eslint/js";
import globals from "globals";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

// Which folder may import which stands in scripts/import-rules.mjs.
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
  { files: ["src/preview/client/**/*.ts"], languageOptions: { globals: globals.browser } },
  {
    files: ["src/**/*.ts"],
    ignores: ["src/cli.ts", "src/commands/**", "src/files/this-process.ts"],
    rules: { "no-console": "error", "no-restricted-globals": ["error", "process"] },
  },
  {
    files: ["src/{guide,render,format,markdown}/**/*.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "ImportDeclaration[source.value=/^node:fs/]",
          message: "Files are read by files/ and written by output/.",
        },
      ],
    },
  },
);
