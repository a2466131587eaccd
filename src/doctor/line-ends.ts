import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "../findings/finding.ts";
import { gatherPlaces } from "../findings/gather-places.ts";
import { plural } from "../findings/plural.ts";
import { MANIFEST } from "../output/manifest.ts";
import { commandLine } from "../package.ts";
import { atStart, type Check } from "./setup.ts";
import { projectFiles } from "./project-files.ts";

const ATTRIBUTES = ".gitattributes";
/** `init` knows which files are made. A pattern of their folder would hold for all of a catalog, pictures among it. */
const RULES = `to ${ATTRIBUTES} the lines that ${commandLine(`init --print ${ATTRIBUTES}`)} prints`;

/** Whether files have the line ends that the tool writes, and keep them when git checks them out. */
export const lineEnds: Check = {
  name: "line ends",
  look: ({ root, project, git }) => {
    if (!project) return { seen: "not looked at", findings: [] };
    const manifest = project.outputPath(MANIFEST);
    const made = new Set([manifest, ...project.pages.map(({ output }) => output)]);
    const [pages, sources]: [Finding[], Finding[]] = [[], []];
    let count = 0;
    for (const { file, text } of projectFiles(project)) {
      count += 1;
      const index = text.indexOf("\r\n");
      if (index < 0) continue;
      const isMade = made.has(file);
      (isMade ? pages : sources).push({
        code: "setup-line-ends",
        severity: "warning",
        fact: isMade ? "pages" : "sources",
        file,
        line: text.slice(0, index).split("\n").length,
        column: 1,
        message: isMade
          ? "unexpected line ends of Windows (CRLF) in what the tool wrote, expected LF: `sha256sum -c` would fail"
          : "unexpected line ends of Windows (CRLF), expected LF",
        fix: isMade
          ? `write ${RULES}, then run \`git add --renormalize .\`, commit, and check the files out anew`
          : `save with LF, or write \`*.yaml text eol=lf\` to ${ATTRIBUTES} and run \`git add --renormalize .\``,
      });
    }
    const converts = git?.setting("core.autocrlf") === "true" && git.attribute("eol", manifest) !== "lf";
    const isOpen = converts && git.attribute("text", manifest) !== "unset";
    const file = existsSync(join(root, ATTRIBUTES)) ? ATTRIBUTES : manifest;
    return {
      seen: `${plural(count, "file")} with LF`,
      findings: [
        ...gatherPlaces(pages),
        ...gatherPlaces(sources),
        ...(isOpen
          ? [
              atStart(file, {
                code: "setup-line-ends",
                severity: "warning",
                message: "unexpected `core.autocrlf=true` where no attribute keeps the line ends of pages",
                fix: `write ${RULES}`,
              }),
            ]
          : []),
      ],
    };
  },
};
