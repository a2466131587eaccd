import type { TextLimitError } from "../markdown/text-limit.ts";
import type { Problem, YamlPath } from "../findings/problem.ts";

/* What can be wrong with a descriptor and its prose files beside what the schema says. */

/** A prose file that there is not. */
export const missingProse = (file: string, path: YamlPath) =>
  wrong(
    "prose-missing",
    `unexpected name of a file, ${file} does not exist`,
    `write ${file}, or give the text here`,
    path,
  );

/** A prose file that is the guide itself. */
export const ownOutput = (file: string, path: YamlPath) =>
  wrong(
    "prose-output",
    `unexpected name of a file, ${file} is the guide itself, which the build overwrites`,
    "give the text another file",
    path,
  );

/** A prose folder that is a link. */
export const linkProblem = (folder: string, path: YamlPath) =>
  wrong("file-unreadable", `unexpected symbolic link ${folder}, expected a folder`, "copy the folder", path);

/** A name that is not the file's. */
export const nameProblem = (name: string, expected: string): Problem => ({
  ...wrong(
    "descriptor-name",
    `unexpected name "${name}", expected "${expected}" as the file is called`,
    "rename the file, or write its name",
    ["name"],
  ),
  expected,
});

/** A title that nobody gives. */
export const missingTitle: Problem = {
  code: "descriptor-missing-key",
  severity: "error",
  message: 'missing key "title"',
  expected: "The name as people write it; the `display-name` of `info.yaml` where left out.",
  place: { path: [], part: "value" },
};

/** A text that would swallow what follows. */
export const unclosedProblem = (path: YamlPath) =>
  wrong(
    "prose-unclosed",
    "unexpected end of the text within a fence or an HTML block, which would swallow what follows",
    "close it",
    path,
  );

/** A text that is more than a parser can take. */
export const limitProblem = ({ code, message, fix }: TextLimitError, path: YamlPath) => wrong(code, message, fix, path);

function wrong(code: string, message: string, fix: string, path: YamlPath): Problem {
  return { code, severity: "error", message, fix, place: { path, part: "value" } };
}
