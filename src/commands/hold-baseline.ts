import { readFileSync, statSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { createLocator } from "../yaml/locate.ts";
import type { Finding } from "../findings/finding.ts";
import { verifyRuleUrl } from "../findings/rule-url.ts";
import { ProjectError } from "../project/project.ts";
import {
  type BaselineEntry,
  entriesOf,
  formatBaseline,
  makeBaseline,
  parseBaseline,
  unusedEntries,
  withoutBaseline,
  type Baseline,
} from "../verify/baseline.ts";
import type { Severity } from "../findings/finding.ts";
import { plainText } from "../files/line-ends.ts";
import { relativePath } from "../files/relative-path.ts";
import { withPath } from "../files/system-error.ts";

/** What of a baseline a run can judge: whether it looked for findings of a rule in a file. */
export type Judged = (file: string, rule: string) => boolean;

/**
 * Writes a baseline. Entries that the run cannot judge stay.
 *
 * @param path the baseline's file
 * @param isJudged which of the old entries are replaced
 */
export function updateBaseline(findings: readonly Finding[], path: string, isJudged: Judged): void {
  let old: BaselineEntry[] = [];
  try {
    // A device never ends.
    if (statSync(path, { throwIfNoEntry: false })?.isFile())
      old = entriesOf(parseBaseline(plainText(readFileSync(path, "utf8"))));
  } catch (error) {
    // What is no baseline is replaced by one.
    if (!(error instanceof SyntaxError)) throw error;
  }
  const kept = old.filter(({ file, key }) => !isJudged(file, ruleOf(key)));
  withPath(path, () => writeFileSync(path, formatBaseline(makeBaseline(findings, kept))));
}

/**
 * Leaves out what a baseline holds. An entry of it that nothing matches any more is a finding: it would hide the same
 * fault when it comes back.
 *
 * @param file the baseline's file, relative to the root
 * @param severity how an unused entry is reported
 * @param isJudged which entries can be called unused
 * @throws ProjectError where the file is no baseline
 */
export function holdBaseline(
  findings: readonly Finding[],
  file: string,
  root: string,
  severity: Severity | "off",
  isJudged: Judged,
): readonly Finding[] {
  const path = resolve(root, file);
  const { text, baseline } = readBaseline(path, file);
  const left = withoutBaseline(findings, baseline);
  const unused = unusedEntries(findings, baseline).filter((entry) => isJudged(entry.file, ruleOf(entry.key)));
  if (severity === "off" || unused.length === 0) return left;
  const locator = createLocator(text);
  const named = relativePath(root, path);
  return [
    ...left,
    ...unused.map((entry): Finding => {
      const message =
        entry.found === 0
          ? `unexpected entry of ${entry.file}, which nothing matches any more: ${entry.key}`
          : `unexpected ${entry.count} of ${entry.file}, found ${entry.found}: ${entry.key}`;
      return {
        code: "unused-baseline",
        severity,
        file: named,
        ...locator.locate({ path: [entry.file, entry.key], part: "key" }),
        message,
        fix: "Remove the entry, or run the same with --update-baseline.",
        url: verifyRuleUrl("unused-baseline"),
      };
    }),
  ];
}

/**
 * Leaves out what a baseline holds, and says nothing of the baseline.
 *
 * @param file the baseline's file, relative to the root
 * @throws ProjectError where the file is no baseline
 */
export function withoutKnown(findings: readonly Finding[], file: string, root: string): readonly Finding[] {
  return withoutBaseline(findings, readBaseline(resolve(root, file), file).baseline);
}

function readBaseline(path: string, file: string): { readonly text: string; readonly baseline: Baseline } {
  try {
    if (!statSync(path).isFile()) throw new Error("no file");
    const text = plainText(readFileSync(path, "utf8"));
    return { text, baseline: parseBaseline(text) };
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : "it cannot be read";
    throw new ProjectError(`${file} is no baseline: ${reason}; --update-baseline writes one`);
  }
}

function ruleOf(key: string): string {
  return key.slice(0, key.indexOf(":"));
}
