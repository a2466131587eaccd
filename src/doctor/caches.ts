import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { CACHE_FOLDER } from "../files/cache.ts";
import type { Finding, Severity } from "../findings/finding.ts";
import { plural } from "../findings/plural.ts";
import { relativePath } from "../files/relative-path.ts";
import { commandLine } from "../package.ts";
import { findAbandoned } from "../output/staging.ts";
import { atStart, type Check } from "./setup.ts";

/** The file that marks a folder as a site that `preview --build` wrote. */
const SITE_MARKER = ".dhi-guides-site";

/** What can be made anew at any time, and is of no use in a repository. */
export const caches: Check = {
  name: "caches",
  look: ({ root, project, git, isAlive }) => {
    const findings: Finding[] = [];
    const tell = (file: string, severity: Severity, message: string, fix: string) =>
      void findings.push(atStart(file, { code: "setup-cache", severity, message, fix }));

    for (const folder of [CACHE_FOLDER, "node_modules", "site"]) {
      const files = git?.tracked(folder) ?? [];
      const first = folder === "site" ? files.find((file) => basename(file) === SITE_MARKER) : files[0];
      if (first !== undefined)
        tell(
          first,
          "error",
          `unexpected ${plural(files.length, "file")} of ${folder}/ in git, expected none: it is made anew`,
          `run \`git rm -r -q --cached ${folder}\`, and add \`${folder}/\` to .gitignore`,
        );
      else if (
        git &&
        folder !== "site" &&
        existsSync(join(root, folder)) &&
        !git.ignores(folder === CACHE_FOLDER ? `${folder}/x` : folder)
      )
        tell(folder, "warning", `unexpected ${folder}/ that git would take`, `add \`${folder}/\` to .gitignore`);
    }
    if (project) {
      const { folders } = findAbandoned(project.outputFolder, isAlive);
      for (const folder of folders)
        tell(
          relativePath(root, folder),
          "warning",
          "unexpected folder of a build that was killed",
          `run ${commandLine("build")}, which ends what was begun`,
        );
    }
    return { seen: git ? "none in git" : "no repository", findings };
  },
};
