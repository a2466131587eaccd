import { lstatSync } from "node:fs";
import { join, posix } from "node:path";
import { validate } from "../descriptor/validate.ts";
import { foldCase } from "../files/fold-case.ts";
import { readText } from "../files/read-text.ts";
import type { FileRecord } from "../files/stamp.ts";
import type { Finding } from "../findings/finding.ts";
import { type Problem, place } from "../findings/problem.ts";
import { KINDS } from "../kinds/kinds.ts";
import { createLocator } from "../yaml/locate.ts";
import { parseYaml } from "../yaml/parse.ts";
import { atOldName, oldNameProblem, readOldNames } from "../yaml/renamed-keys.ts";
import { configSchema, RENAMED_SETTINGS, settingsOf, type Config } from "./config.ts";
import { CONFIG_FILE } from "./names.ts";
import { pageSetting, pagesOf, type ProjectPage } from "./pages.ts";
import { nothingRight, rightSettings, type RightSettings } from "./right-settings.ts";

/** Settings, defaults where the file says nothing. */
interface LoadedSettings {
  readonly config: Config;
  /** Undefined where there is no file. */
  readonly file: FileRecord | undefined;
  readonly warnings: readonly Finding[];
}

/** Settings that cannot be used. */
interface WrongSettings {
  readonly findings: readonly Finding[];
  readonly right: RightSettings;
}

/**
 * Reads the project's settings.
 *
 * @returns the settings, defaults where there is no file or no key; or what is wrong with the file
 */
export function loadConfig(root: string): LoadedSettings | WrongSettings {
  const path = join(root, CONFIG_FILE);
  if (!lstatSync(path, { throwIfNoEntry: false }))
    return { config: configSchema.parse({}), file: undefined, warnings: [] };
  const read = readText(path);
  if ("problem" in read) return { findings: [place(read.problem, CONFIG_FILE)], right: nothingRight() };
  const file = { path: CONFIG_FILE, stamp: read.stamp };
  // A file of comments alone says nothing yet.
  if (!/^[^#\s]/m.test(read.text)) return { config: configSchema.parse({}), file, warnings: [] };
  const parsed = parseYaml(read.text, { what: "settings", fix: "remove the file" });
  if ("problem" in parsed) return { findings: [place(renamed(parsed.problem), CONFIG_FILE)], right: nothingRight() };
  const { value, found } = readOldNames(parsed.value, RENAMED_SETTINGS);
  const valid = validate(configSchema, value);
  const problems = "value" in valid ? findSharedOutputs(valid.value) : valid.problems.map(renamed);
  const warnings = found.map((each) => oldNameProblem(each, "config-deprecated-key"));
  const all = [...warnings, ...problems.map((problem) => atOldName(problem, found))];
  const locator = all.length > 0 ? createLocator(read.text) : undefined;
  const findings = all.map((problem) => place(problem, CONFIG_FILE, locator));
  if ("value" in valid && problems.length === 0) return { config: valid.value, file, warnings: findings };
  return { findings, right: rightSettings(value, problems) };
}

/** The descriptor's rules hold for the settings as well, under names of their own. */
function renamed(problem: Problem): Problem {
  return { ...problem, code: problem.code.replace(/^descriptor-/, "config-") };
}

/** Finds pages of a kind that are written to the same file, of whatever thing they are, on whatever system. */
function findSharedOutputs(config: Config): Problem[] {
  return KINDS.flatMap((kind) => {
    const pages = pagesOf(config, kind);
    return pages.flatMap((page, index): Problem[] => {
      const fileOf = ({ output }: ProjectPage) => posix.normalize(output);
      const file = fileOf(page);
      const first = pages.slice(0, index).find((other) => foldCase(fileOf(other)) === foldCase(file));
      if (!first) return [];
      const why = fileOf(first) === file ? "too" : "which is the same file on macOS and Windows";
      // Where the settings do not say it of this page, they say it of the other one.
      const stated = settingsOf(config, kind).pages[page.name];
      const path = pageSetting(kind, stated && stated.output !== undefined ? page : first, "output");
      return [
        {
          code: "config-value",
          severity: "error",
          message: `unexpected output of ${page.name}, that of ${first.name} is ${JSON.stringify(first.output)}, ${why}`,
          fix: "give each page an output of its own",
          place: { path, part: "value" },
        },
      ];
    });
  });
}
