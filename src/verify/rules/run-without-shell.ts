import { shellsIn } from "../../catalog/contents.ts";
import { sourceText } from "../claims/problems.ts";
import { instructionsOf, isDockerfile } from "../parsed/dockerfile.ts";
import { isForDev } from "../parsed/surroundings.ts";
import type { RuleProblem, Rule } from "../rule.ts";

/** A Dockerfile runs a command by shell in a stage whose image has none. */
export const runWithoutShell: Rule = {
  code: "run-without-shell",
  severity: "error",
  needs: "definitions",
  check: ({ guide, catalog }) =>
    guide.allCode.filter(isDockerfile).flatMap((block) =>
      instructionsOf(block, catalog, guide.namespace).flatMap(
        ({ keyword, text, start, definitions, base }): RuleProblem[] => {
          const isShellForm = keyword === "RUN" && !/^RUN\s+(?:--\S+\s+)*\[/i.test(text);
          const hasShell = definitions.some(({ packages }) => shellsIn(packages).length > 0);
          if (!isShellForm || definitions.length === 0 || hasShell || isForDev(guide, base)) return [];
          return [
            {
              start,
              end: start + 3,
              message: `unexpected RUN in a stage of ${definitions[0]?.folder ?? ""}, whose image has no shell (${sourceText(definitions.map(({ file }) => ({ file, key: "contents.packages" })))})`,
              fix: "Run it in a stage of a dev variant and copy the result.",
            },
          ];
        },
      ),
    ),
};
