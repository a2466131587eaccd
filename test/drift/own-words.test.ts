import { cpSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runProgram } from "../../src/commands/program.ts";
import { runLine } from "../support/command-line.ts";
import { type Files, makeProject, minimal, read, record, REPOSITORY } from "../support/project.ts";
import { driftProject, entry } from "./drift-project.ts";

async function run(root: string, ...args: string[]) {
  const context = record();
  const status = await runProgram(["node", "dhi-guides", "drift", ...args, "--root", root], context);
  return { status, out: context.stdout(), err: context.stderr() };
}

/** What `--json` says of a section: how many guides say the shared text, and `line is: what` of those of their own. */
async function ask(files: Files, section: string): Promise<{ shared: number; own: string[] }> {
  const { out, err } = await run(makeProject(files), "--section", section, "--json");
  expect(err).toBe("");
  const { own } = JSON.parse(out) as { own: { section: string; shared: number; own: Words[] }[] };
  expect(own).toMatchObject([{ section }]);
  return {
    shared: own[0]?.shared ?? -1,
    own: own[0]?.own.map(({ file, line, is, what }) => `${file}:${line} ${is}: ${what}`) ?? [],
  };
}

interface Words {
  readonly guide: string;
  readonly file: string;
  readonly line: number;
  readonly is: string;
  readonly what: string;
}

const TEXT = "{ text: Words of our own. }";

/** A descriptor, of which the first two lines are its name and title; what is asked for; what is said of it. */
const CASES: readonly (readonly [what: string, more: string, section: string, shared: number, own: string[]])[] = [
  ["nothing of its own", "", "no-shell", 1, []],
  ["a replaced section", `sections:\n  replace:\n    no-shell: ${TEXT}\n`, "no-shell", 0, ["5 replaced: replaced"]],
  [
    "a replaced section that the layout would not show",
    `shell: unknown\nsections: { replace: { no-shell: ${TEXT} } }\n`,
    "no-shell",
    0,
    ["4 replaced: replaced"],
  ],
  [
    "another partial",
    "sections: { replace: { permissions: { partial: volumes } } }\n",
    "permissions",
    0,
    ["3 replaced: replaced by the partial volumes"],
  ],
  ["a section that is left out", "sections:\n  omit:\n    - no-shell\n", "no-shell", 0, ["5 left out: left out"]],
  ["a topic that is left out", "troubleshooting: { omit: [no-shell] }\n", "no-shell", 0, ["3 left out: left out"]],
  [
    "one that goes with the section around it",
    "sections: { omit: [troubleshooting] }\n",
    "no-shell",
    0,
    ["3 left out: left out with troubleshooting"],
  ],
  [
    "one that goes with a replaced section around it",
    `sections: { replace: { troubleshooting: ${TEXT} } }\n`,
    "no-shell",
    0,
    ["3 left out: left out with troubleshooting"],
  ],
  [
    "one that the layout would not show, left out",
    "shell: unknown\nsections: { omit: [no-shell] }\n",
    "no-shell",
    0,
    [],
  ],
  [
    "one that stands elsewhere",
    "sections:\n  omit: [no-shell]\n  add:\n    - { after: variants, partial: no-shell }\n",
    "no-shell",
    1,
    [],
  ],
  [
    "one that stands elsewhere with changes",
    `sections:
  omit: [minimalism]
  add:
    - after: variants
      partial: minimalism
      parameters: { container: my-app }
      changes:
        - remove: For example, you
`,
    "minimalism",
    0,
    ["8 changed: own parameter container", "9 changed: 1 block left out"],
  ],
  [
    "changed blocks",
    `sections:
  changes:
    no-shell:
      - replace: By default
        with: There is no shell.
      - after: There is no shell.
        add: None at all.
`,
    "no-shell",
    0,
    ["5 changed: 1 block changed, 1 added"],
  ],
  [
    "added blocks alone",
    "sections: { changes: { no-shell: [{ after: By default, add: None at all. }] } }\n",
    "no-shell",
    1,
    ["3 added: 1 block added"],
  ],
  [
    "a heading of its own",
    "sections:\n  parameters:\n    troubleshooting:\n      heading: Trouble\n",
    "troubleshooting",
    0,
    ["6 changed: own heading"],
  ],
  [
    "rows of its own",
    `migration:
  omit: [Ports]
  rows:
    - { item: TLS certificates, note: Bring your own. }
    - { item: Health checks, note: Use probes. }
`,
    "migration",
    0,
    ["4 changed: 1 row changed, 1 left out, 1 added"],
  ],
  [
    "added rows alone",
    "migration: { rows: [{ item: Health checks, note: Use probes. }] }\n",
    "migration",
    1,
    ["3 added: 1 row added"],
  ],
  [
    "rows of a table that the guide has not",
    "migration: { kind: drop-in, from: a/b, rows: [{ item: Health checks, note: Use probes. }] }\n",
    "migration",
    1,
    [],
  ],
  [
    "rows of the comparison",
    "comparison: { rows: [{ feature: Debugging, hardened: Use Docker Debug }] }\n",
    "key-differences",
    0,
    ["3 changed: 1 row changed"],
  ],
  [
    "a section that is called as the shared one",
    "sections:\n  omit: [no-shell]\n  add:\n    - after: variants\n      title: No shell\n      text: Ours.\n",
    "no-shell",
    0,
    ["7 replaced: a section of its own"],
  ],
  [
    "a topic that is called as the shared one",
    "shell: unknown\ntroubleshooting: { add: [{ title: NO `shell`, text: Ours. }] }\n",
    "no-shell",
    0,
    ["4 replaced: a section of its own"],
  ],
  [
    "one that is called as the shared one in another branch",
    "sections: { omit: [no-shell], add: [{ title: Shell, text: Ours. }] }\n",
    "no-shell",
    0,
    ["3 replaced: a section of its own"],
  ],
  [
    "one that is called as the shared one and stands beside it",
    "sections: { add: [{ title: Shell, text: Ours. }] }\n",
    "no-shell",
    1,
    ["3 added: a section of its own"],
  ],
  [
    "one that is called as in another layout",
    "layout: flat\nsections: { omit: [access], add: [{ title: How to use this image, text: Ours. }] }\n",
    "access",
    0,
    ["4 replaced: a section of its own"],
  ],
  [
    "one that is called by the image's title",
    "sections: { omit: [start], add: [{ title: Start an Example instance, text: Ours. }] }\n",
    "start",
    0,
    ["3 replaced: a section of its own"],
  ],
  [
    "headings in texts",
    `sections:
  omit: [no-shell, entry-point]
  replace:
    permissions:
      text: |
        ## Permissions

        Ours.

        ### No shell ###

        Ours.
  changes:
    variants:
      - after: Docker Hardened Images come
        add: |
          Ours.

          Entry point
          -----------
`,
    "no-shell",
    0,
    ["12 replaced: a section of its own"],
  ],
  [
    "what is no heading",
    `sections:
  omit: [no-shell]
  add:
    - text: |
        No shell

        - # No shell

        > ## No shell

        \`\`\`sh
        # No shell
        \`\`\`
`,
    "no-shell",
    0,
    ["4 left out: left out"],
  ],
];

describe("words of a descriptor's own in the place of shared text", () => {
  test.each(CASES)("%s", async (_, more, section, shared, own) => {
    const text = minimal("app", more);
    const expected = { shared, own: own.map((each) => `images/app.yaml:${each}`) };
    expect(await ask({ "images/app.yaml": text }, section)).toEqual(expected);
    const windows = text.replaceAll("\n", "\r\n");
    expect(await ask({ "images/app.yaml": windows }, section)).toEqual(expected);
  });

  test("in a text beside the descriptor, at the file's name", async () => {
    const more = "sections:\n  omit: [no-shell]\n  add:\n    - after: variants\n      text: { file: shell.md }\n";
    const files = {
      "images/app.yaml": minimal("app", more),
      "images/app/shell.md": "Ours.\n\n### No shell\n\nOurs.\n",
    };
    expect(await ask(files, "no-shell")).toEqual({
      shared: 0,
      own: ["images/app.yaml:7 replaced: a section of its own"],
    });
  });

  test("under a heading that a partial of the project words in branches", async () => {
    const partial = "## {{#if user.root}}Root{{else}}{{#if shell.none}}Other{{/if}} user{{/if}}\n\nWords.\n";
    const files = (title: string) => ({
      "templates/nested.hbs": "{{> using}}\n",
      "templates/partials/using.hbs": partial,
      "images/app.yaml": minimal("app", `sections: { omit: [using], add: [{ title: ${title}, text: Ours. }] }\n`),
    });
    for (const title of ["Root", "Other user", "User"])
      expect((await ask(files(title), "using")).own).toEqual(["images/app.yaml:3 replaced: a section of its own"]);
    expect((await ask(files("Other"), "using")).own).toEqual(["images/app.yaml:3 left out: left out"]);
  });
});

describe("drift", () => {
  const files = {
    "images/a.yaml": minimal("a"),
    "images/b.yaml": minimal("b", `sections: { replace: { no-shell: ${TEXT} } }\n`),
    "images/c.yaml": minimal("c", "sections: { omit: [no-shell], parameters: { access: { heading: Use } } }\n"),
    "images/d.yaml": minimal(
      "d",
      "sections:\n  changes:\n    no-shell: [{ remove: By default }]\n    access: [{ after: All examples, add: More. }]\n",
    ),
  };

  test("counts the guides with words of their own by section, each once", async () => {
    expect(await run(makeProject(files))).toEqual({
      status: 0,
      out: `section   shared  replaced  left out  changed
no-shell       1         1         1        1
access         3         0         0        1
`,
      err: "0 entries in 0 guides\n",
    });
  });

  test("--section lists them, with their places", async () => {
    const root = makeProject(files);
    expect((await run(root, "--section", "no-shell", "access")).out)
      .toBe(`no-shell: in shared words in 1 guide, in words of their own in 2, left out in 1, with additions in 0; drift in 0
  in words of their own:
    images/b.yaml:3  replaced
    images/d.yaml:5  1 block left out
  left out:
    images/c.yaml:3  left out

access: in shared words in 3 guides, in words of their own in 1, left out in 0, with additions in 1; drift in 0
  in words of their own:
    images/c.yaml:3  own heading
  with additions:
    images/d.yaml:6  1 block added
`);
    expect((await run(root, "a", "--section", "no-shell")).out).toBe(
      "no-shell: in shared words in 1 guide, in words of their own in 0, left out in 0, with additions in 0; drift in 0\n",
    );
  });

  test("--section takes the drift of these sections alone", async () => {
    const root = driftProject([entry("- Install packages in the build stage", "- Install packages")], {
      descriptor: "sections: { add: [{ partial: permissions }] }\n",
    });
    expect((await run(root, "--section", "permissions")).out).toBe(
      "permissions: in shared words in 1 guide, in words of their own in 0, left out in 0, with additions in 0; drift in 0\n",
    );
    expect((await run(root, "--section", "using")).out).toBe(
      `section  kind     entries  guides
using    wording        1       1

using: in shared words in 1 guide, in words of their own in 0, left out in 0, with additions in 0; drift in 1
`,
    );
    const { out } = await run(root, "--section", "permissions", "--json");
    expect(JSON.parse(out)).toMatchObject({ entries: 0, guides: 0, sections: [] });
  });

  test("--json has all of it as data", async () => {
    const { out } = await run(makeProject(files), "--json", "--section", "no-shell");
    const of = (guide: string, line: number, is: string, what = is) => ({
      guide,
      file: `images/${guide}.yaml`,
      line,
      is,
      what,
    });
    expect(JSON.parse(out)).toEqual({
      entries: 0,
      guides: 0,
      sections: [],
      own: [
        {
          section: "no-shell",
          shared: 1,
          own: [of("b", 3, "replaced"), of("c", 3, "left out"), of("d", 5, "changed", "1 block left out")],
        },
      ],
    });
    const all = JSON.parse((await run(makeProject(files), "--json")).out) as { own: { section: string }[] };
    expect(all.own.map(({ section }) => section)).toContain("variants");
  });

  test("does not know a section that no layout has", async () => {
    const { status, err, out } = await run(makeProject(files), "--section", "no-shel");
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(err).toContain('no layout has a section "no-shel": did you mean "no-shell"?; there are about,');
    expect(await run(makeProject(files), "--section", "no-shell", "--html", "x.html")).toMatchObject({ status: 2 });
  });

  test("names the guides of an adopted project that keep a section's old text", async () => {
    const root = makeProject();
    cpSync(join(REPOSITORY, "test/fixtures/grove"), join(root, "work"), { recursive: true });
    const project = join(root, "docs");
    await runLine(["adopt", join(root, "work/image"), "--into", project]);
    const { own } = JSON.parse((await run(project, "--json")).out) as { own: { section: string; own: Words[] }[] };
    const words = own.flatMap(({ section, own: list }) => list.map((each) => ({ section, ...each })));
    expect(words.length).toBeGreaterThan(0);
    for (const { section, file, line, what } of words) {
      const text = read(project, file).split("\n")[line - 1] ?? "";
      // The line is the one that says so.
      if (/^\d+ block|^replaced$|^left out$/.test(what)) expect(text, file).toContain(section);
    }
  });
});

/* docs/drift.md shows what its commands print: each is run in this repository, whose guides they are about. */
test("docs/drift.md shows what its commands print", async () => {
  const blocks = [
    ...read(REPOSITORY, "docs/drift.md").matchAll(/^```console\n\$ npx dhi-guides (.*)\n([\s\S]*?)^```$/gm),
  ];
  expect(blocks.length).toBeGreaterThan(2);
  for (const [, command = "", shown] of blocks) {
    const { output } = await runLine(command.split(" "));
    expect(output.replace(/ +$/gm, ""), command).toBe(shown);
  }
});
