import { basename, join, resolve } from "node:path";

/*
 * Most runs never need some modules: the long way of the style, places in YAML, reporters of findings. Each becomes an
 * entry of its own in `dist/lazy/`, and whoever imports it gets functions of the same names that load it when one of them
 * is first called: with `require`, because a build is a plain function and waits for nothing.
 */

/** The modules, and all that they export: functions. */
const LAZY = {
  "src/style/index.ts": ["formatMarkdown"],
  "src/descriptor/locate.ts": [
    "createLocator",
    "findSyntaxError",
    "findDoubleBrace",
    "findProperty",
    "findCommentedTexts",
  ],
  "src/descriptor/todos.ts": ["findTodos"],
  "src/descriptor/parse-strictly.ts": ["parseStrictly"],
  "src/descriptor/probe.ts": ["isSeenBehind"],
  "src/diagnostics/reporters/pretty.ts": ["formatPretty"],
  "src/diagnostics/reporters/grouped.ts": ["formatGrouped"],
  "src/commands/progress-bar.ts": ["drawBar"],
  "src/output/diff.ts": ["unifiedDiff", "firstDifference"],
  "src/explain.ts": ["explainLine", "explainLines"],
};

const entryOf = (path) => `lazy/${path.replace(/^src\/|\.ts$/g, "").replaceAll("/", "-")}`;

/** The entries of the bundle that are loaded when needed. */
export const lazyEntries = Object.fromEntries(Object.keys(LAZY).map((path) => [entryOf(path), path]));

/** Puts functions that load a module in the place of the module. */
export const lazyModules = {
  name: "lazy-modules",
  setup({ onResolve, onLoad }) {
    const names = Object.keys(LAZY).map((path) => basename(path).replaceAll(".", "\\."));
    onResolve({ filter: new RegExp(`/(?:${[...new Set(names)].join("|")})$`) }, ({ path, kind, resolveDir }) => {
      if (kind !== "import-statement") return undefined;
      const found = Object.keys(LAZY).find((lazy) => resolve(lazy) === join(resolveDir, path));
      return found && { path: found, namespace: "lazy" };
    });
    onLoad({ filter: /.*/, namespace: "lazy" }, ({ path }) => ({
      contents: `
        import { createRequire } from "node:module";
        import { fileURLToPath } from "node:url";
        const load = createRequire(import.meta.url);
        // Chunks lie deeper than entries.
        const folder = import.meta.url.slice(0, import.meta.url.lastIndexOf("/dist/") + "/dist/".length);
        let loaded;
        const lazy = () => (loaded ??= load(fileURLToPath(new URL(${JSON.stringify(`${entryOf(path)}.js`)}, folder))));
        ${LAZY[path].map((name) => `export const ${name} = (...args) => lazy().${name}(...args);`).join("\n")}
      `,
    }));
  },
};
