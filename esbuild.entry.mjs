import { build } from "esbuild";
import { asScript, scriptModules } from "./esbuild.scripts.mjs";

/**
 * Bundles what starts a process or a thread, each as one CommonJS file: Node takes 3 ms to make its loader of modules
 * ready, each module that is imported takes one more, and Node's own take longer when they are imported than when they
 * are taken as they are.
 *
 * @param options what is the same for all bundles
 * @returns the entries of the commands that it imports when they are called
 */
export async function bundleEntry(options) {
  const commands = {};
  const ownModules = {
    name: "own-modules",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.\/commands\// }, ({ path, kind }) => {
        if (kind !== "dynamic-import") return undefined;
        const name = path.replace(/^\.\/|\.ts$/g, "");
        commands[name] = `src/${name}.ts`;
        return { path: `./${name}.js`, external: true };
      });
      onResolve({ filter: /^node:/ }, ({ path }) => ({ path, namespace: "node" }));
      onLoad({ filter: /.*/, namespace: "node" }, ({ path }) => ({
        contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
      }));
    },
  };
  await build({
    ...options,
    plugins: [scriptModules, ownModules],
    entryPoints: { cli: "src/cli.ts", "guide-thread": "src/guide-thread.ts" },
    ...asScript(options),
  });
  return commands;
}
