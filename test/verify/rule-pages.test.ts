import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { INFO_RULES } from "../../src/verify/info/check-infos.ts";
import { RULES } from "../../src/verify/rules/index.ts";
import { REPOSITORY } from "../support/project.ts";
import { verifyAs } from "./small-catalog.ts";

/* Each page's examples are held against the rule: what the page calls wrong is found, what it calls right is not. */
const FOLDER = join(REPOSITORY, "docs/rules");
/** Findings of verify that no rule of the list makes. */
const OTHERS = [
  "README",
  "definition-invalid",
  "rule-failed",
  "rule-invalid",
  ...INFO_RULES,
  "suppression-reason",
  "unused-baseline",
  "unused-suppression",
];

describe("the page of a rule", () => {
  test.each(RULES.map(({ code }) => code))("%s", async (code) => {
    const page = readFileSync(join(FOLDER, `${code}.md`), "utf8");
    expect(page).toMatch(new RegExp(`^# ${code}\n`));
    for (const heading of ["## Why", "## To accept it"]) expect(page).toContain(heading);
    // No example shows a text of 25,000 bytes.
    if (code === "size") return;
    const wrong = exampleBelow("## Wrong", page);
    const right = exampleBelow("## Right", page);
    // By default words are not checked, and no phrase is banned.
    const config = {
      severity: { spelling: "warning" as const },
      bannedPhrases: [{ from: "docker-compose up", to: "docker compose up" }],
    };
    const codes = async ({ image, text }: Example) =>
      (await verifyAs(image, text, config)).map((finding) => finding.code);
    expect(await codes(wrong)).toContain(code);
    expect(await codes(right)).not.toContain(code);
  });

  test("there is no page of a rule that is gone, and the overview names all", () => {
    const pages = readdirSync(FOLDER).map((name) => name.replace(/\.md$/, ""));
    expect(pages.sort()).toEqual([...RULES.map(({ code }) => code), ...OTHERS].sort());
    const overview = readFileSync(join(FOLDER, "README.md"), "utf8");
    for (const page of pages) if (page !== "README") expect(overview).toContain(`[${page}](${page}.md)`);
    expect(existsSync(join(FOLDER, "README.md"))).toBe(true);
  });
});

interface Example {
  readonly image: string;
  readonly text: string;
}

function exampleBelow(heading: string, page: string): Example {
  const section = page.slice(page.indexOf(heading));
  const match = /(`{3,})markdown(?: (?:image|page)=(?<image>[\w./-]+))?\n(?<text>[\s\S]*?)\n\1/.exec(section);
  if (!match) throw new Error(`no example below ${heading}`);
  return { image: match.groups?.["image"] ?? "example", text: `${match.groups?.["text"] ?? ""}\n` };
}
