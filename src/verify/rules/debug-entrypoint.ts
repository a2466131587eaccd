import { sourceText } from "../claims/problems.ts";
import { hasPlaceholder } from "../parsed/image-references.ts";
import { dockerRunsOf } from "../parsed/docker-runs.ts";
import { programOf } from "../parsed/entrypoint.ts";
import { isShellBlock } from "../parsed/shell-script.ts";
import type { RuleProblem, Rule } from "../rule.ts";

/** A debug sample hands a program of a mounted image to an image whose entry point takes it for an argument. */
export const debugEntrypoint: Rule = {
  code: "debug-entrypoint",
  severity: "error",
  needs: "definitions",
  check: ({ guide, catalog }) =>
    guide.code.filter(isShellBlock).flatMap((block) =>
      dockerRunsOf(block).flatMap((run): RuleProblem[] => {
        const mounts = run.options.filter(
          ({ name, value }) => name === "--mount" && value?.text.includes("type=image"),
        );
        const [program] = run.args;
        if (mounts.length === 0 || !program || run.options.some(({ name }) => name === "--entrypoint")) return [];
        const folders = mounts.flatMap(
          ({ value }) => /(?:destination|dst|target)=([^,\s]+)/.exec(value?.text ?? "")?.[1] ?? [],
        );
        if (!folders.some((folder) => program.text.startsWith(`${folder}/`))) return [];
        const name = /^(?:[^/]+\/)(?:dhi-)?([^:/]+)/.exec(run.image.text)?.[1] ?? "";
        const isGeneric = hasPlaceholder(name);
        const image = isGeneric ? guide.image : catalog.images.get(name);
        if (!image) return [];
        const { entrypoints, definitions } = image.runtime;
        const taking = entrypoints.filter(({ value }) => programOf(value) !== undefined);
        const sources = taking.flatMap((stated) => stated.sources);
        const [entrypoint] = taking;
        if (!entrypoint) return [];
        return [
          {
            start: program.start,
            end: program.end,
            message:
              `unexpected ${program.text} as an argument: the entry point of ${image.name} is ` +
              `${JSON.stringify(entrypoint.value)} (${sourceText(sources)})`,
            expected: `--entrypoint ${program.text} before the image`,
            fix: `Write --entrypoint ${program.text} before the image and leave it out after the image.`,
            severity: sources.length === definitions.length && !isGeneric ? undefined : "warning",
          },
        ];
      }),
    ),
};
