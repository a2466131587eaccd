import { DockerfileParser } from "dockerfile-ast";

import { shellsIn } from "../../catalog/contents.ts";
import type { Definition } from "../../catalog/definition.ts";
import { sourceText } from "../claims/problems.ts";
import { offsetInBlock } from "../parsed/code-blocks.ts";
import { hidePlaceholders } from "../parsed/placeholders.ts";
import { definitionsOf } from "../parsed/referenced.ts";
import type { RuleProblem, Rule } from "../rule.ts";

/** A Dockerfile runs a command by shell in a stage whose image has none. */
export const runWithoutShell: Rule = {
  code: "run-without-shell",
  severity: "warning",
  needs: "definitions",
  check: ({ guide, catalog }) =>
    guide.code
      .filter(({ lang, value }) => ["dockerfile", "docker", ""].includes(lang) && /^\s*FROM\s/m.test(value))
      .flatMap((block) => {
        const problems: RuleProblem[] = [];
        // The parser reads a placeholder as a redirect; its length stays, so that positions do.
        const dockerfile = DockerfileParser.parse(hidePlaceholders(block.value));
        const stages = new Map<string, readonly Definition[]>();
        let current: readonly Definition[] = [];
        for (const instruction of dockerfile.getInstructions()) {
          const { line, character } = instruction.getRange().start;
          const source = block.lines[line]?.text ?? "";
          if (instruction.getKeyword() === "FROM") {
            const [, image = "", stage] = /^\s*FROM\s+(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/i.exec(source) ?? [];
            current = stages.get(image.toLowerCase()) ?? definitionsOf(image, catalog, guide.namespace);
            if (stage !== undefined) stages.set(stage.toLowerCase(), current);
          }
          const isShellForm = instruction.getKeyword() === "RUN" && !/^\s*RUN\s+(?:--\S+\s+)*\[/.test(source);
          if (!isShellForm || current.length === 0 || current.some(({ packages }) => shellsIn(packages).length > 0))
            continue;
          const start = offsetInBlock(block, line + 1, character + 1);
          problems.push({
            start,
            end: start + 3,
            message: `unexpected RUN in a stage of ${current[0]?.folder ?? ""}, whose image has no shell (${sourceText(current.map(({ file }) => ({ file, key: "contents.packages" })))})`,
            fix: "Run it in a stage of a dev variant and copy the result.",
          });
        }
        return problems;
      }),
};
