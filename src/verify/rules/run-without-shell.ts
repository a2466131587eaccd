import { shellsIn } from "../../catalog/contents.ts";
import { sourceText } from "../claims/problems.ts";
import { instructionsOf, isDockerfile, type StageInstruction } from "../parsed/dockerfile.ts";
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
        ({ keyword, text, start, definitions, base }, index, all): RuleProblem[] => {
          const isShellForm = keyword === "RUN" && !/^RUN\s+(?:--\S+\s+)*\[/i.test(text);
          const hasShell = definitions.some(({ packages }) => shellsIn(packages).length > 0);
          if (!isShellForm || definitions.length === 0 || hasShell || isForDev(guide, base)) return [];
          if (MOUNTS_SHELL.test(text) || all.slice(0, index).some((above) => above.base === base && bringsShell(above)))
            return [];
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

/** A folder of programs that one command alone sees. */
const MOUNTS_SHELL = /--mount=\S*(?:target|dst|destination)=\/(?:usr\/)?bin\b/;
const SHELL_PATH = /\/(?:(?:ba|da|a)?sh|busybox(?:-\w+)?)$/;
/** All programs of another image, or all that it has. */
const ALL_PROGRAMS = /^\/(?:(?:usr\/)?bin\/?)?$/;

/** Whether an instruction gives its stage a shell: names one, or copies one, all programs or a whole root. */
function bringsShell({ keyword, text }: StageInstruction): boolean {
  if (keyword === "SHELL") return true;
  if (keyword !== "COPY" && keyword !== "ADD") return false;
  const [target = "", ...sources] = text
    .split(/\s+/)
    .slice(1)
    .filter((word) => !word.startsWith("--"))
    .reverse();
  return (
    SHELL_PATH.test(target) ||
    sources.some((source) => SHELL_PATH.test(source) || (ALL_PROGRAMS.test(source) && ALL_PROGRAMS.test(target)))
  );
}
