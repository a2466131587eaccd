import type { Problem, YamlPath } from "../diagnostics/problem.ts";

/* What can be wrong with a descriptor and its prose files beside what the schema says. */

/** A prose file that there is not. */
export function missingProse(file: string, path: YamlPath): Problem {
  return {
    code: "prose-missing",
    severity: "error",
    message: `unexpected name of a file, ${file} does not exist`,
    fix: `write ${file}, or give the text here`,
    place: { path, part: "value" },
  };
}

/** A prose file that is the guide itself. */
export function ownOutput(file: string, path: YamlPath): Problem {
  return {
    code: "prose-output",
    severity: "error",
    message: `unexpected name of a file, ${file} is the guide itself, which the build overwrites`,
    fix: "give the text another file",
    place: { path, part: "value" },
  };
}

/** A prose folder that is a link. */
export function linkProblem(folder: string, path: YamlPath): Problem {
  return {
    code: "file-unreadable",
    severity: "error",
    message: `unexpected symbolic link ${folder}, expected a folder`,
    fix: "copy the folder",
    place: { path, part: "value" },
  };
}

/** A name that is not the file's. */
export function nameProblem(name: string, expected: string): Problem {
  return {
    code: "descriptor-name",
    severity: "error",
    message: `unexpected name "${name}", expected "${expected}" as the file is called`,
    expected,
    fix: "rename the file, or write its name",
    place: { path: ["name"], part: "value" },
  };
}

/** A text that would swallow what follows. */
export function unclosedProblem(path: YamlPath): Problem {
  return {
    code: "prose-unclosed",
    severity: "error",
    message: "unexpected end of the text within a fence or an HTML block, which would swallow what follows",
    fix: "close it",
    place: { path, part: "value" },
  };
}

/** A text with too much within each other. */
export function deepProblem(path: YamlPath): Problem {
  return {
    code: "text-too-deep",
    severity: "error",
    message: "unexpected line that opens a hundred quotes or lists in each other",
    fix: "write it with fewer",
    place: { path, part: "value" },
  };
}
