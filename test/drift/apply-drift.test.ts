import { describe, expect, test } from "vitest";
import { driftProject, entry, made, USING, write } from "./drift-project.ts";
import { driftText } from "../../src/drift/drift-file.ts";
import { makeProject } from "../support/project.ts";

const RUNS = "By default image variants intended for runtime, run as the nonroot user.";
const BLOCKS: readonly (readonly [string, string, string, string?])[] = [
  ["a heading", "## Using it", "## How to use it"],
  ["a paragraph", RUNS, "By default, runtime variants run as a nonroot user."],
  ["an item", "- Install packages in the build stage", "- Install packages while you build"],
  ["a nested item", "- Only what is needed at run time", "- Only what is needed", "  - Only what is needed\n"],
  [
    "a row",
    "| Ports | Use ports above 1024 in the container |",
    "| Port | Use high ports |",
    "| Port      | Use high ports",
  ],
  ["a sample", "```bash\ndocker run --rm dhi.io/app:<tag> --help\ndocker ps\n```", "```\ndocker ps\n```"],
  [
    "a list for paragraphs",
    "- Install packages in the build stage\n- Copy the artifacts to the runtime stage\n  - Only what is needed at run time",
    "Install packages.\n\nCopy the artifacts.",
    "\n\nInstall packages.\n\nCopy the artifacts.\n\n",
  ],
  [
    "a flat list for a nested one",
    "- Copy the artifacts to the runtime stage\n  - Only what is needed at run time",
    "- Copy the artifacts to the runtime stage\n- Only what is needed at run time",
    "stage\n- Only what is needed",
  ],
  ["signs that a replacement could take for its own", RUNS, "It costs $& and $1, `$'`."],
];

describe("the published wording takes the place of the shared one", () => {
  test.each(BLOCKS)("%s", (_, shared = "", published = "", expected = published) => {
    const plain = made(driftProject([])).page;
    const { page, findings } = made(driftProject([entry(shared, published)]));

    expect(findings).toEqual([]);
    expect(page).toContain(expected);
    expect(page).not.toEqual(plain);
    const gone = new Set(plain.split("\n").filter((line) => !page.split("\n").includes(line)));
    expect(gone.size).toBeLessThan(10);
  });

  test("of two equal blocks the one that the hint means", () => {
    const using = "## Using it\n\nSay it again.\n\nIn between.\n\nSay it again.\n";
    expect(made(driftProject([entry("Say it again.", "Twice.", { block: 4 })], { using })).page).toBe(
      "## Using it\n\nSay it again.\n\nIn between.\n\nTwice.\n",
    );
    const both = [entry("Say it again.", "Once.", { block: 2 }), entry("Say it again.", "Twice.", { block: 4 })];
    expect(made(driftProject(both, { using })).page).toBe("## Using it\n\nOnce.\n\nIn between.\n\nTwice.\n");
  });

  test("whatever the width of the template's lines, its markers and its signs of emphasis", () => {
    const using = "## Using it\n\n* Install *all*\n  packages in the\n  build stage\n\n> A quote\n> of two lines\n";
    const entries = [
      entry("- Install _all_ packages in the build stage", "- Install them"),
      entry("> A quote of two lines", "> A quote"),
    ];
    const { page, findings } = made(driftProject(entries, { using }));
    expect(findings).toEqual([]);
    expect(page).toBe("## Using it\n\n- Install them\n\n> A quote\n");
  });

  test("in a list with wide markers the rest of the item stays in it", () => {
    const using = "## Using it\n\n1.  Do this\n\n    ```sh\n    run\n    ```\n\n2.  Do that\n";
    const { page } = made(driftProject([entry("1. Do this", "1. Do it")], { using }));
    expect(page).toBe(using.replace("Do this", "Do it"));
  });
});

describe("another registry profile", () => {
  const entries = [
    entry("Use the public image dhi.io/app:<tag> as it is, or mirror it first.", "Take dhi.io/app:<tag>."),
    entry(RUNS, "Variants of dhi.io/app run as a nonroot user."),
    entry("```bash\ndocker run --rm dhi.io/app:<tag> --help\ndocker ps\n```", "```\ndocker run dhi.io/app:<tag>\n```"),
  ];

  test("public to mirror: references follow, what belongs to the other branch is dormant", () => {
    const { page, findings } = made(driftProject(entries), { registry: "mirror", namespace: "acme" });
    expect(findings).toEqual([]);
    expect(page).toContain("Use the mirrored image acme/dhi-app:<tag>, which your organization has.");
    expect(page).toContain("Variants of acme/dhi-app run as a nonroot user.");
    expect(page).toContain("```\ndocker run acme/dhi-app:<tag>\n```");
  });

  test("mirror to public", () => {
    const mirror = [
      entry("Use the mirrored image dhi.io/app:<tag>, which your organization has.", "Take dhi.io/app:<tag>."),
      ...entries.slice(1),
    ];
    const root = driftProject(mirror, { registry: "mirror", namespace: "acme" });
    expect(made(root, { registry: "mirror", namespace: "acme" }).page).toContain("Take acme/dhi-app:<tag>.");
    const { page, findings } = made(root, { registry: "public" });
    expect(findings).toEqual([]);
    expect(page).toContain("Variants of dhi.io/app run as a nonroot user.");
    expect(page).toContain("Use the public image dhi.io/app:<tag> as it is");
    expect(page).toContain("```\ndocker run dhi.io/app:<tag>\n```");
  });
});

describe("a fact changed", () => {
  test("the entry is void, and never applied", () => {
    const { page, findings } = made(driftProject([entry(RUNS, "It runs as nobody.")], { descriptor: "user: root\n" }));
    expect(page).toContain("By default image variants intended for runtime, run as the root user.");
    expect(findings).toEqual(["drift-void images/app/drift.yaml:8"]);
  });

  test("what the fact has nothing to do with stays, under another profile as well", () => {
    const entries = [
      entry("- Install packages in the build stage", "- Install them"),
      entry("Use the public image dhi.io/app:<tag> as it is, or mirror it first.", "Take dhi.io/app:<tag>."),
    ];
    const root = driftProject(entries, { descriptor: "shell: { names: [bash] }\n" });
    expect(made(root).findings).toEqual([]);
    expect(made(root).page).toContain("- Install them\n");
    expect(made(root, { registry: "mirror" }).findings).toEqual([]);
  });

  test("text that comes and goes with the fact", () => {
    const void_ = [entry("The runtime variants contain no shell.", "There's no shell.")];
    const root = driftProject(void_, { descriptor: "shell: { names: [bash] }\n" });
    expect(made(root).page).not.toContain("no shell");
    expect(made(root).findings).toEqual(["drift-void images/app/drift.yaml:8"]);
    // Stated again, it is what it was.
    write(root, { "images/app.yaml": "name: app\ntitle: App\n" });
    expect(made(root)).toMatchObject({ findings: [], page: expect.stringContaining("There's no shell.") });
  });

  test("a published wording that names the old value", () => {
    const facts = { ports: ["8080/tcp"] };
    const entries = [entry("- Install packages in the build stage", "- Install packages, and publish 8080")];
    const descriptor = (port: number) => `ports: [${port}/tcp]\n`;
    expect(made(driftProject(entries, { facts, descriptor: descriptor(8080) })).findings).toEqual([]);
    const { page, findings } = made(driftProject(entries, { facts, descriptor: descriptor(9090) }));
    expect(findings).toEqual(["drift-void images/app/drift.yaml:9"]);
    expect(page).toContain("- Install packages in the build stage\n");
  });
});

describe("the shared text changed", () => {
  const published = "By default, runtime variants run as a nonroot user.";
  const changed = (from: string, to: string) => ({ using: USING.replace(from, to) });
  const line = USING.split("\n").findIndex((each) => each.startsWith("By default")) + 1;

  test("away from the words of the page: both apply", () => {
    const { page, findings } = made(
      driftProject([entry(RUNS, published)], changed("{{user.label}}.", "{{user.label}}, which has no rights.")),
    );
    expect(page).toContain("By default, runtime variants run as a nonroot user, which has no rights.");
    expect(findings).toEqual([`drift-merged templates/partials/using.hbs:${line}`]);
  });

  test("where the page has words of its own: it keeps them", () => {
    const { page, findings } = made(
      driftProject([entry(RUNS, published)], changed("intended for runtime,", "meant for running,")),
    );
    expect(page).toContain(published);
    expect(findings).toEqual([`drift-outdated templates/partials/using.hbs:${line}`]);
  });

  test("and a fact of it, too: void", () => {
    const options = { ...changed("intended for runtime", "that are intended for runtime"), descriptor: "user: root\n" };
    const { page, findings } = made(driftProject([entry(RUNS, published)], options));
    expect(page).toContain("run as the root user.");
    expect(findings).toEqual(["drift-void images/app/drift.yaml:8"]);
  });

  test("a sample, line by line", () => {
    const shared = "```bash\ndocker run --rm dhi.io/app:<tag> --help\ndocker ps\n```";
    const root = driftProject(
      [entry(shared, "```bash\ndocker run --rm dhi.io/app:<tag> --help\ndocker ps -a\n```")],
      changed("```bash\n", "```bash\ndocker info\n"),
    );
    expect(made(root).page).toContain(
      "```bash\ndocker info\ndocker run --rm dhi.io/app:<tag> --help\ndocker ps -a\n```",
    );
  });

  test("and nothing of it is left: not applied", () => {
    const { page, findings } = made(
      driftProject([entry(RUNS, published)], changed(RUNS.replace("nonroot user", "{{user.label}}"), "Gone.")),
    );
    expect(page).not.toContain("runtime variants run");
    expect(findings).toEqual(["drift-outdated templates/partials/using.hbs:1"]);
  });

  test("and its section is left out of the layout", () => {
    const root = driftProject([entry(RUNS, published, { section: "other" })]);
    expect(made(root).findings).toEqual(["drift-outdated images/app/drift.yaml:8"]);
  });

  test("it is told once for all guides", () => {
    const root = driftProject([entry(RUNS, published)], changed("intended for runtime,", "meant for running,"));
    write(root, {
      "images/other.yaml": "name: other\ntitle: Other\n",
      "images/other/drift.yaml": `registry: public\nentries:\n  - section: using\n    block: 3\n    kind: wording\n    shared: ${RUNS}\n    published: Runtime variants run as nonroot.\n`,
    });
    const { all } = made(root);
    expect(all).toHaveLength(1);
    expect(all[0]?.message).toContain("(as in app, of 2 guides: app, other)");
  });
});

describe("a fact of a chart changed", () => {
  test("what its samples are worded by: the entry is void, and the sample shows the fact", () => {
    const shared =
      '```console\nhelm install my-app oci://dhi.io/app-chart --version <version> \\\n  --set "a.b=helm-pull-secret"\n```';
    const entries = [{ ...entry(shared, shared.replace('secret"\n', 'secret" \\\n')), section: "install-chart" }];
    const drift = driftText({ registry: "public", facts: { pullSecrets: ["a.b"] }, entries });
    const files = (secrets: string) => ({
      "charts/app.yaml": `name: app\ntitle: App\noverview: false\npullSecrets: [${secrets}]\n`,
      "charts/app/drift.yaml": drift,
    });
    expect(made(makeProject(files("a.b"))).findings).toEqual([]);
    expect(made(makeProject(files("a.b"))).page).toContain('"a.b=helm-pull-secret" \\\n```');
    const { page, findings } = made(makeProject(files("c.d")));
    expect(findings).toEqual(["drift-void charts/app/drift.yaml:14"]);
    expect(page).toContain('--set "c.d=helm-pull-secret"\n```');
  });
});
