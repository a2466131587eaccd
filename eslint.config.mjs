import js from "@eslint/js";
import globals from "globals";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

/** What differs between kinds is a column of src/kinds/kinds.ts: nothing else asks which one it is. */
const KIND_NAMES = [
  `BinaryExpression[operator=/^[!=]==?$/]:matches([left.property.name="kind"], [left.name="kind"], ${ofKind("left")}):has(> Literal[value=/^(image|chart)$/])`,
  `BinaryExpression[operator=/^[!=]==?$/]:matches(${ofKind("left")}, ${ofKind("right")}):has(> Literal)`,
  'SwitchStatement[discriminant.property.name="kind"] > SwitchCase > Literal[value=/^(image|chart)$/]',
  `SwitchStatement:matches(${ofKind("discriminant")})`,
].map((selector) => ({
  selector,
  message: "Give kinds a column in src/kinds/kinds.ts instead of asking which one it is.",
}));

/** `kind.name`, `paths.kind.name`. */
function ofKind(side) {
  return `[${side}.property.name="name"]:matches([${side}.object.name="kind"], [${side}.object.property.name="kind"])`;
}

// Which folder may import which stands in scripts/import-rules.mjs.
export default defineConfig(
  globalIgnores(["dist/", "site/", "coverage/", "out/", "node_modules/", "test/**/fixtures/", "test/releases/"]),
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
  { files: ["src/**/*.ts"], ignores: ["src/kinds/**"], rules: { "no-restricted-syntax": ["error", ...KIND_NAMES] } },
  {
    files: ["src/{guide,render,format,markdown}/**/*.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        ...KIND_NAMES,
        {
          selector: "ImportDeclaration[source.value=/^node:fs/]",
          message: "Files are read by files/ and written by output/.",
        },
      ],
    },
  },
);
