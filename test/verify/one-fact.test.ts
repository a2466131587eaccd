import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { verify, type VerifyCommandOptions } from "../../src/commands/verify.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { makeProject, read, record, write } from "../support/project.ts";
import { SMALL_CATALOG } from "./small-catalog.ts";

const FILE = "image/shelly/guides.md";
/** What the page of an image has to say besides. */
const REST = "The compat images run as root.\n";

async function run(root: string, options: Partial<VerifyCommandOptions> = {}) {
  const context = record();
  const paths = [join(root, "image")];
  const all = { root, reporter: "json", quiet: true, cache: false, catalog: SMALL_CATALOG, ...options } as const;
  const status = await verify(paths, all, context);
  return { status, out: context.stdout(), err: context.stderr() };
}

const page = (text: string) => makeProject({ [FILE]: `${REST}\n${text}` });

/** The findings of a page by rule, each with the lines it names. */
async function found(text: string, options: Partial<VerifyCommandOptions> = {}) {
  return linesOf((await run(page(text), options)).out);
}

function linesOf(json: string) {
  return (JSON.parse(json) as Finding[]).map((finding) => {
    return [finding.code, finding.severity, ...[finding, ...(finding.places ?? [])].map(({ line }) => line)];
  });
}

describe("one fact is one finding, with all its places", () => {
  test.each([
    ["in the same words", "The images have no shell.\n\nThe images have no shell.\n"],
    ["in other words", "The images have no shell.\n\nThese images do not contain a shell.\n"],
    ["in a list and a heading's text", "The images have no shell.\n\n- They do not include a shell\n"],
    ["with line ends of Windows", "The images have no shell.\r\n\r\nThe images contain no shell.\r\n"],
    ["in a quote", "The images have no shell.\n\n> The images contain no shell.\n"],
  ])("%s", async (_, text) => {
    expect(await found(text)).toEqual([["shell-claim", "error", 3, 5]]);
  });

  test.each([
    ["a package manager", "The images have no package manager.\n\nThey contain no package managers.\n"],
    ["dev variants", "There are no compat variants.\n\nWe do not provide compat variants.\n"],
    ["a user", "The images run as nonroot.\n\nThe container runs as the nonroot user.\n"],
    ["a link", "[x](y.md)\n\n[z](y.md)\n"],
    ["an unknown image", "Pull `dhi.io/nothing:1`.\n\nPull `dhi.io/nothing:1`.\n"],
    ["a stale tag", "Pull `dhi.io/shelly:0.1`.\n\nPull `dhi.io/shelly:0.1`.\n"],
    ["the other profile", "You must mirror the image.\n\nSelect **View in repository** there.\n"],
  ])("of %s", async (_, text) => {
    const findings = await found(text);
    expect(findings.map((each) => each.slice(2))).toEqual([[3, 5]]);
  });

  test.each([
    ["another answer", "[x](y.md)\n\n[x](z.md)\n"],
    ["another fact", "The images have no shell.\n\nThe images have no package manager.\n"],
    ["the syntax of samples", "```bash\nif true\n```\n\nAnd:\n\n```bash\nif true\n```\n"],
    ["headings of one name", "## A\n\nX\n\n## A\n\nX\n\n## B\n\nX\n\n## B\n\nX\n"],
  ])("but not %s", async (_, text) => {
    const findings = await found(text);
    expect(findings.length).toBeGreaterThan(1);
    for (const finding of findings) expect(finding).toHaveLength(3);
  });

  test("stands at the worst of its places", async () => {
    const findings = await found("The images may have no shell.\n\nThe images have no shell.\n");
    expect(findings.filter(([code]) => code === "shell-claim")).toEqual([["shell-claim", "error", 5, 3]]);
  });

  test("of two pages is two", async () => {
    const root = page("The images have no shell.\n");
    write(root, { "image/shelly/overview.md": "The images have no shell.\n" });
    expect(linesOf((await run(root)).out).filter(([code]) => code === "shell-claim")).toHaveLength(2);
  });

  test("but for a place that is accepted", async () => {
    const accepted = "<!-- dhi-guides-disable shell-claim: it is so -->\n\nThe images have no shell.\n\n";
    const text = `The images have no shell.\n\n${accepted}The images have no shell.\n`;
    expect(await found(text)).toEqual([["shell-claim", "error", 3, 9]]);
  });

  test("and one of --max-warnings", async () => {
    const root = makeProject({ "image/mixed/guides.md": "The images have no shell.\n\nThey have no shell.\n" });
    expect(linesOf((await run(root)).out)).toContainEqual(["shell-claim", "warning", 1, 3]);
    const warnings = linesOf((await run(root)).out).filter(([, severity]) => severity === "warning");
    const others = warnings.length - 1;
    expect((await run(root, { maxWarnings: others + 1 })).status).toBe(0);
    expect((await run(root, { maxWarnings: others })).status).toBe(1);
  });

  test("is mended at all places", async () => {
    const root = page("Set <name>.\n\nSet <name>.\n");
    const { out } = await run(root, { fix: true });
    expect(out).toBe("[]\n");
    expect(read(root, FILE)).toBe(`${REST}\nSet \`<name>\`.\n\nSet \`<name>\`.\n`);
  });
});

describe("a baseline counts places", () => {
  const twice = "The images have no shell.\n\nThe images contain no shell.\n";
  const baseline = "baseline.json";

  test("holds them all, and tells one more alone", async () => {
    const root = page(twice);
    await run(root, { baseline, updateBaseline: true });
    expect(linesOf((await run(root, { baseline })).out)).toEqual([]);
    write(root, { [FILE]: `${REST}\n${twice}\nThe images do not include a shell.\n` });
    expect(linesOf((await run(root, { baseline })).out)).toEqual([["shell-claim", "error", 7]]);
  });

  test("tells no news where one is gone, but that its entry is", async () => {
    const root = page(twice);
    await run(root, { baseline, updateBaseline: true });
    write(root, { [FILE]: `${REST}\nThe images have no shell.\n` });
    expect(linesOf((await run(root, { baseline })).out).map(([code]) => code)).toEqual(["unused-baseline"]);
  });
});

describe("the places of a fact", () => {
  const text = "The images have no shell.\n\nThe images have no shell.\n\nThe images contain no shell.\n";

  test("for a person", async () => {
    const { err } = await run(page(text), { reporter: "pretty" });
    expect(err).toContain("> 3 | The images have no shell.");
    expect(err).toContain("  also at lines 5, 7\n");
  });

  test("for GitHub, in one annotation", async () => {
    const { out } = await run(page(text), { reporter: "github" });
    expect(out.match(/^::error .*line=3,.*%0Aalso at lines 5, 7%0A/gm)).toHaveLength(1);
    expect(out.match(/^::/gm)).toHaveLength(1);
  });

  test("for code scanning, as related locations that the message links to", async () => {
    const { out } = await run(page(text), { reporter: "sarif" });
    const [result] = JSON.parse(out).runs[0].results;
    expect(result.message.text).toMatch(/ Also at \[line 5\]\(1\), \[line 7\]\(2\)\.$/);
    expect(
      result.relatedLocations.map((each: { id: number; physicalLocation: { region: { startLine: number } } }) => [
        each.id,
        each.physicalLocation.region.startLine,
      ]),
    ).toEqual([
      [1, 5],
      [2, 7],
    ]);
  });

  test("for a program, as a list", async () => {
    const [finding] = JSON.parse((await run(page(text))).out) as Finding[];
    expect(finding?.places).toEqual([
      { file: FILE, line: 5, column: 12, endLine: 5, endColumn: 25 },
      { file: FILE, line: 7, column: 12, endLine: 7, endColumn: 28 },
    ]);
    expect(finding).not.toHaveProperty("fact");
  });
});
