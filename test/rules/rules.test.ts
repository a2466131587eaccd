import { cpSync, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { check } from "../../src/commands/check.ts";
import { expectGolden } from "../support/golden.ts";
import { makeProject, record, REPOSITORY } from "../support/project.ts";

/*
 * Each rule has a folder: `project/` breaks the rule, `expected.txt` is what a user sees at the terminal. The command is
 * `build`, unless a file `command` names another.
 */
const FOLDER = join(REPOSITORY, "test/rules");
const codes = readdirSync(FOLDER).filter((name) => statSync(join(FOLDER, name)).isDirectory());

/** Rules about what no folder of a repository can hold: or that other commands report: tested in
 * hostile.test.ts, renamed-keys.test.ts, output.test.ts, sync.test.ts, facts-file.test.ts, store.test.ts, former-names.test.ts, logo.test.ts, those of doctor/
 * and those of adopt/. */
const ELSEWHERE = [
  "adopt-duplicate",
  "descriptor-deprecated-key",
  "adopt-empty",
  "adopt-missing",
  "adopt-name",
  "adopt-no-guides",
  "adopt-not-markdown",
  "adopt-not-taken",
  "adopt-skipped",
  "adopt-unproved",
  "descriptor-outdated",
  "fact-contradicted",
  "fact-unstated",
  "fact-denied",
  "fact-kept",
  "facts-file-invalid",
  "facts-file-unknown",
  "facts-outdated",
  "file-missing",
  "file-name",
  "file-too-large",
  "guide-unmanaged",
  "keep-unused",
  "output-edited",
  "output-leftover",
  "output-link",
  "output-mass-removal",
  "output-stale",
  "output-unrecorded",
  "output-unreadable",
  "output-unwritable",
  "pin-mentioned",
  "pin-outdated",
  "pin-undecided",
  "preview-failed",
  "preview-logo",
  "redirect-taken",
  "setup-cache",
  "setup-conflict",
  "setup-line-ends",
  "setup-node",
  "setup-schema",
  "setup-setting",
  "setup-version",
  "sync-failed",
];

describe("findings", () => {
  test.each(codes)("%s", async (code) => {
    const root = makeProject();
    cpSync(join(FOLDER, code, "project"), root, { recursive: true, verbatimSymlinks: true });
    const commandFile = join(FOLDER, code, "command");
    const command = existsSync(commandFile) && readFileSync(commandFile, "utf8").trim() === "check" ? check : build;
    const context = record();

    const status = await command([], { root, reporter: "pretty", quiet: true, maxWarnings: 0 }, context);

    // Notes alone fail nothing.
    expect(status).toBe(/^\S+ (?:error |warning |\d+ TODO)/m.test(context.stderr()) ? 1 : 0);
    expect(context.stderr()).toContain(`#${code}\n`);
    expectGolden(join(FOLDER, code, "expected.txt"), context.stderr());
  });

  test("every rule has a fixture and a section in docs/rules.md", () => {
    const sources = readdirSync(join(REPOSITORY, "src"), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !/^(verify|catalog)\//.test(file))
      .map((file) => readFileSync(join(REPOSITORY, "src", file), "utf8"));
    const used = sources.flatMap((text) =>
      [
        ...text.matchAll(
          /"((?:file|field|invisible|descriptor|config|prose|template|layout|section|parameter|output|row|text|when|change|guide|facts?|info|keep|sync|adopt|pin|preview|redirect|drift|setup)-[a-z-]+)"/g,
        ),
      ].map(([, code = ""]) => code),
    );
    const documented = [...readFileSync(join(REPOSITORY, "docs/rules.md"), "utf8").matchAll(/^### (\S+)$/gm)].map(
      ([, code = ""]) => code,
    );
    const known = new Set([...codes, ...ELSEWHERE]);
    expect([...new Set(used)].filter((code) => !known.has(code))).toEqual([]);
    expect([...known].filter((code) => !documented.includes(code))).toEqual([]);
  });
});
