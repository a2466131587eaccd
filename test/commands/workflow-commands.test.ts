import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/findings/finding.ts";
import { runLine, type Ended } from "../support/command-line.ts";
import { makeProject, minimal, read, write, type Files } from "../support/project.ts";
import { SMALL_CATALOG } from "../verify/small-catalog.ts";

/* What the runner of GitHub Actions reads as a command: ours alone (actions/runner, ActionCommand.cs). */

const REPORTERS = ["pretty", "github", "json", "sarif", "markdown", "junit"] as const;

/** A line of the output, as the runner tells lines apart, or as a reader of Unicode might. */
const LINE_END = /\r\n|[\n\v\f\r\u001c-\u001e\u0085\u2028\u2029]/;

function run(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = { GITHUB_ACTIONS: "true" }) {
  return runLine(args, { cwd, env: { GITHUB_WORKSPACE: "", NO_COLOR: "1", ...env } });
}

/** The lines of both streams that are no annotation of ours, and that the runner would take for a command. */
function commandsOf({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }): string[] {
  const isOurs = (line: string) => /^::(?:error|warning|notice) (?:file=[^:]*,)?[^:]*title=[a-z-]+::/.test(line);
  return [...stdout.split(LINE_END), ...stderr.split(LINE_END)].filter(
    (line) => (/^[\s\p{Cf}\p{Cc}]*::/u.test(line) && !isOurs(line)) || line.includes("##["),
  );
}

/** Everything that steers a terminal or ends a line. */
const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/;

/** What a guide may say. */
const HOSTILE = [
  "::error file=app.js::pwned",
  "   ::add-mask::a",
  "\t::add-mask::a",
  "\u00a0::add-mask::a",
  "\u3000\u2003::add-mask::a",
  "\ufeff::add-mask::a",
  "\u200b::add-mask::a",
  "x\r::add-mask::a",
  "x\r\r::add-mask::a",
  "x\u2028::add-mask::a",
  "x\u0085::add-mask::a",
  "x\u000b::add-mask::a",
  "\u001b[1m::add-mask::a",
  "##[add-mask]a",
  "in the middle ##[add-mask]a",
  "###[error]a",
  "::stop-commands::a",
];

describe("a guide that was edited by hand", () => {
  test.each(REPORTERS)("check --reporter %s", async (reporter) => {
    const root = makeProject({ "images/a.yaml": minimal("a") });
    await run(root, ["build"]);
    const guide = read(root, "out/a/guides.md");
    // Each is a line that the diff takes away, and, beside a change, one that it shows unchanged.
    write(root, { "out/a/guides.md": `${HOSTILE.join("\n")}\n${guide}${HOSTILE.join("\n")}\n` });
    const result = await run(root, ["check", "--reporter", reporter]);
    expect(result.status).toBe(1);
    expect(result.stdout + result.stderr).toContain("add-mask");
    expect(commandsOf(result)).toEqual([]);
    expect(result.stdout + result.stderr).not.toMatch(STEERING);
  });
});

describe("a descriptor", () => {
  const lines = HOSTILE.filter((line) => !/[\r\u200b\ufeff\u2028\u0085\u000b\u001b]/.test(line));
  const descriptor = (end: string) => {
    const spaced = [
      ...lines,
      "- a\n\n  ::add-mask::in a list",
      "> ##[add-mask]in a quote",
      "```\n  ::add-mask::a\n```",
    ];
    const text = [...spaced.flatMap((line) => [line, end])].join("\n\n").replace(/^(?=.)/gm, "  ");
    return minimal("example", `included: |\n${text}\n`);
  };

  test.each(REPORTERS)("check --reporter %s of lines that did not change", async (reporter) => {
    const root = makeProject({ "images/example.yaml": descriptor("one") });
    expect(await run(root, ["build"])).toMatchObject({ status: 0 });
    write(root, { "images/example.yaml": descriptor("two") });
    const result = await run(root, ["check", "--reporter", reporter]);
    expect(result.status).toBe(1);
    expect(result.stdout + result.stderr).toMatch(/^ .*:error file=app\.js::pwned$/m);
    expect(commandsOf(result)).toEqual([]);
  });

  test.each(["pretty", "github"])("sync --reporter %s, whose diff shows descriptors", async (reporter) => {
    const text = minimal("example", `included: |\n  One.\n\n  ::add-mask::a\n\n  ##[add-mask]a\nports: [1/tcp]\n`);
    const result = await run(makeProject({ "images/example.yaml": text }), [
      ...["sync", "--check", "--from", SMALL_CATALOG, "--reporter", reporter],
    ]);
    expect(result.stdout + result.stderr).toContain("+ports: [8080/tcp, 9090/tcp]");
    expect(commandsOf(result)).toEqual([]);
  });

  test("explain prints its lines", async () => {
    const root = makeProject({ "images/example.yaml": descriptor("one") });
    const whole = await run(root, ["explain", "out/example/guides.md"]);
    expect(whole.status).toBe(0);
    expect(commandsOf(whole)).toEqual([]);
    const line = whole.stdout.split("\n").findIndex((text) => text.includes("add-mask]in a quote")) + 1;
    expect(commandsOf(await run(root, ["explain", `example:${line}`]))).toEqual([]);
  });

  test("json holds what the guide says, to the byte", async () => {
    const root = makeProject({ "images/example.yaml": descriptor("one") });
    const result = await run(root, ["explain", "example", "--reporter", "json"]);
    expect(commandsOf(result)).toEqual([]);
    const texts = (JSON.parse(result.stdout) as { text: string }[]).map(({ text }) => text);
    expect(texts).toContain("in the middle ##[add-mask]a");
    expect(texts).toContain("::error file=app.js::pwned");
  });
});

const NAMES = [
  "::add-mask::a",
  "##[add-mask]a",
  " ::add-mask::a",
  "a\n::add-mask::a",
  "a\r::add-mask::a",
  "\u001b[2Ja\u2028b",
];

describe("files' names", () => {
  const files = (path: (name: string) => string, content: string): Files =>
    Object.fromEntries(NAMES.map((name) => [path(name), content]));
  const expectHarmless = (result: Ended) => {
    expect(commandsOf(result)).toEqual([]);
    expect(result.stdout + result.stderr).not.toMatch(STEERING);
  };

  test.each(REPORTERS)("verify --reporter %s", async (reporter) => {
    const root = makeProject(files((name) => `${name}.md`, "Set <tag>.\n"));
    const result = await run(root, ["verify", ".", "--reporter", reporter]);
    expect(result.stdout + result.stderr).toContain("visible-placeholder");
    expectHarmless(result);
    if (reporter === "json")
      expect((JSON.parse(result.stdout) as Finding[]).map(({ file }) => file).sort()).toEqual(
        NAMES.map((name) => `${name}.md`).sort(),
      );
    if (reporter === "pretty") expect(result.stderr).toContain("a<U+000A>::add-mask::a.md:1:5 error unexpected <tag>");
  });

  test("verify, where there are many findings", async () => {
    const many = Array.from({ length: 9 }, (_, index) => `Set <tag${index}>.\n\n`).join("");
    const root = makeProject(files((name) => `${name}.md`, many));
    const result = await run(root, ["verify", "."]);
    expect(result.stderr).toMatch(/^a<U\+000A>::add-mask::a\.md\n +1:5 error/m);
    expectHarmless(result);
  });

  test("adopt", async () => {
    const root = makeProject(files((name) => `image/${name}/guides.md`, "Text.\n"));
    expectHarmless(await run(root, ["adopt", "image", ...NAMES]));
    expectHarmless(await run(root, ["adopt", "image", "--reporter", "github"]));
  });

  test("build and check, as descriptors, leftovers and guides without a descriptor", async () => {
    const root = makeProject({
      "images/a.yaml": minimal("a"),
      "dhi-guides.config.yaml": 'published: "image/{name}/guides.md"\n',
      ...files((name) => `images/${name}.yaml`, minimal("b")),
      ...files((name) => `out/${name}/guides.md`, "Text.\n"),
      ...files((name) => `image/${name}/guides.md`, "Text.\n"),
    });
    for (const command of ["build", "check"]) expectHarmless(await run(root, [command]));
    expectHarmless(await run(root, ["check", "--reporter", "github"]));
  });

  test("on the command line", async () => {
    const root = makeProject({ "images/a.yaml": minimal("a") });
    const name = "::add-mask::a ##[add-mask]b\n\t::add-mask::c\r::add-mask::d\u001b[2J";
    for (const args of [
      [name],
      ["build", name],
      ["build", `--${name}`],
      ["build", `--root=${name}`],
      ["check", `--registry=${name}`],
      ["explain", name],
      ["verify", name],
      ["verify", "--catalog", name],
      ["new", name],
      ["new", "b", "--from", name],
      ["sync", "--from", name],
      ["adopt", name],
      ["preview", "--build", "--against", name, "--site", `${name}/site`, "--root", name],
    ]) {
      const result = await run(root, args);
      expect(result.stdout + result.stderr).not.toBe("");
      expectHarmless(result);
    }
  });
});

test("annotations are commands, with their data escaped as GitHub documents", async () => {
  const root = makeProject({ "a,b:c%\n.md": "Set <tag>.\n" });
  const { stdout } = await run(root, ["verify", "a,b:c%\n.md", "--reporter", "github"]);
  const [command = "", ...rest] = stdout.split("\n");
  expect(command).toContain(
    "::error file=a%2Cb%3Ac%25%0A.md,line=1,col=5,endLine=1,endColumn=10,title=visible-placeholder::",
  );
  expect(command).toMatch(/::unexpected <tag>.*%0A/);
  expect(rest).toEqual([""]);
});
