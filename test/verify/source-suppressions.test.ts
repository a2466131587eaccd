import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { verify } from "../../src/commands/verify.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { makeProject, minimal, record, write, type Files } from "../support/project.ts";
import { SMALL_CATALOG } from "./small-catalog.ts";

interface Accepted {
  readonly file: string;
  readonly rule?: string;
  readonly match?: string;
}

const OWN: Files = {
  "templates/guide.hbs": "{{> using}}\n",
  "templates/partials/using.hbs": "## Using it\n\nSay bad words.\n\n{{included}}\n",
  "images/a.yaml": minimal("a", "included: Hello bad words."),
  "images/b.yaml": minimal("b", "included: Hello."),
};
const PARTIAL = "templates/partials/using.hbs:3";

function settings(accepted: readonly Accepted[], layout = "layout: guide\n"): string {
  const list = accepted.map(
    (each) => `    - ${JSON.stringify({ rule: "banned-phrase", reason: "so be it", ...each })}\n`,
  );
  return (
    `${layout}verify:\n  rules: { size: off }\n  bannedPhrases: [{ from: bad words, to: good }]\n` +
    (list.length > 0 ? `  suppress:\n${list.join("")}` : "")
  );
}

/** A built project, and how to verify it: gives findings as `file:line code`. */
async function project(files: Files, accepted: readonly Accepted[], layout?: string) {
  const root = makeProject({ ...files, "dhi-guides.config.yaml": settings(accepted, layout) });
  await build([], { root, reporter: "pretty", quiet: true }, record());
  return root;
}

async function found(root: string, paths: readonly string[] = [], options = {}) {
  const context = record();
  await verify(paths, { root, reporter: "json", quiet: true, cache: false, ...options }, context);
  return JSON.parse(context.stdout()) as Finding[];
}

const brief = (findings: readonly Finding[]) => findings.map(({ file, line, code }) => `${file}:${line} ${code}`);

describe("the settings accept a finding where it is told", () => {
  test.each<[string, Accepted[], string[]]>([
    ["nothing", [], ["images/a.yaml:3 banned-phrase", `${PARTIAL} banned-phrase`]],
    ["in a partial", [{ file: "templates/partials/using.hbs" }], ["images/a.yaml:3 banned-phrase"]],
    ["in a partial, with backslashes", [{ file: "templates\\partials\\using.hbs" }], ["images/a.yaml:3 banned-phrase"]],
    ["in a partial, from here", [{ file: "./templates/partials/using.hbs" }], ["images/a.yaml:3 banned-phrase"]],
    ["in a descriptor", [{ file: "images/a.yaml" }], [`${PARTIAL} banned-phrase`]],
    ["in a descriptor, with backslashes", [{ file: ".\\images\\a.yaml" }], [`${PARTIAL} banned-phrase`]],
    [
      "in one page of two",
      [{ file: "out/b/guides.md" }],
      // What one page says twice is told once.
      ["images/a.yaml:3 banned-phrase"],
    ],
    ["in all pages, one with backslashes", [{ file: "out/a/guides.md" }, { file: "out\\b\\guides.md" }], []],
    [
      "by the text of the line",
      [{ file: "templates/partials/using.hbs", match: "Say bad" }],
      ["images/a.yaml:3 banned-phrase"],
    ],
  ])("%s", async (_, accepted, expected) => {
    expect(brief(await found(await project(OWN, accepted)))).toEqual(expected);
  });

  test.each<[string, Accepted]>([
    ["of a rule that finds nothing there", { file: "templates/partials/using.hbs", rule: "moved-link" }],
    ["of a descriptor in which nothing is found", { file: "images/b.yaml" }],
    ["of a file that is not there", { file: "templates/partials/usage.hbs" }],
    ["by a text that is not there", { file: "images/a.yaml", match: "no such words" }],
  ])("and one %s is unused, told in the settings", async (_, accepted) => {
    const root = await project(OWN, [accepted]);
    const findings = await found(root);
    expect(brief(findings)).toEqual([
      "dhi-guides.config.yaml:6 unused-suppression",
      "images/a.yaml:3 banned-phrase",
      `${PARTIAL} banned-phrase`,
    ]);
    expect(findings[0]?.message).toContain(`finds nothing in ${accepted.file}`);
    // Of some pages it does not show.
    expect((await found(root, [`${root}/out/b/guides.md`])).map(({ code }) => code)).not.toContain(
      "unused-suppression",
    );
  });

  test("what it accepts stands in no baseline, and is not unused beside one", async () => {
    const root = await project(OWN, [{ file: "templates/partials/using.hbs" }]);
    const baseline = `${root}/baseline.json`;
    await found(root, [], { baseline, updateBaseline: true }).catch(() => undefined);
    expect(await found(root, [], { baseline })).toEqual([]);
  });

  test("nothing is unused in pages that are not built anew", async () => {
    const root = await project(OWN, [{ file: "templates/partials/using.hbs" }]);
    write(root, { "templates/partials/using.hbs": "## Using it\n\nSay bad words now.\n\n{{included}}\n" });
    expect((await found(root)).map(({ code }) => code)).not.toContain("unused-suppression");
  });

  test("in a partial of the package, by the path that is told", async () => {
    const files = { "images/a.yaml": minimal("a") };
    const phrase = "bannedPhrases: [{ from: Immutable infrastructure, to: good }]";
    const withPhrase = async (accepted: readonly Accepted[]) => {
      const root = await project(files, accepted, "");
      const given = settings(accepted, "").replace(/bannedPhrases.*/, phrase);
      write(root, { "dhi-guides.config.yaml": given });
      return found(root);
    };
    const [told, ...others] = await withPhrase([]);
    expect([told?.code, others]).toEqual(["banned-phrase", []]);
    expect(told?.file).toMatch(/templates\/partials\/minimalism\.hbs$/);
    expect(await withPhrase([{ file: told?.file ?? "" }])).toEqual([]);
  });

  test("of a rule that cannot find anything without a catalog, it is not said that it is unused", async () => {
    const accepted = { file: "templates/partials/using.hbs", rule: "untagged-reference" };
    const codes = (findings: readonly Finding[]) => findings.map(({ code }) => code);
    expect(codes(await found(await project(OWN, [accepted])))).not.toContain("unused-suppression");
    const root = await project({ ...OWN, "images/example.yaml": minimal("example") }, [accepted]);
    expect(codes(await found(root, [], { catalog: SMALL_CATALOG }))).toContain("unused-suppression");
  });
});
