import { parse, stringify } from "yaml";
import { runFrom, type RunPlaces } from "./run-from.ts";
import type { PlannedFile } from "./planned-file.ts";

/**
 * The entry of pre-commit. The hook is local: it runs what the project has installed, and needs no revision of its own.
 *
 * @param places where pre-commit runs, and the project stands
 */
export function preCommitFile(places: RunPlaces): PlannedFile {
  const repo = {
    repo: "local",
    hooks: [
      {
        id: "dhi-guides-check",
        name: "Check that the guides are up to date",
        entry: runFrom(places, "check"),
        language: "system",
        // pre-commit does not count files that are removed.
        always_run: true,
        pass_filenames: false,
      },
    ],
  };
  return {
    id: "pre-commit",
    path: ".pre-commit-config.yaml",
    text: `# Run \`pre-commit install\` once, and each commit is checked: https://pre-commit.com
${stringify({ repos: [repo] }, { lineWidth: 0 })}`,
    lacking: (existing) => (hasHook(existing) ? "" : stringify({ repos: [repo] }, { lineWidth: 0 })),
  };
}

/** Our hooks, of whatever repository they are. */
function hasHook(text: string): boolean {
  const read = parse(text) as { repos?: readonly { hooks?: readonly { id?: string }[] }[] } | null;
  return (read?.repos ?? []).some(({ hooks = [] }) => hooks.some(({ id }) => id?.startsWith("dhi-guides-")));
}
