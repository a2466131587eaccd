import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { askInit } from "../../src/commands/ask-init.ts";
import { init, type InitOptions } from "../../src/commands/init.ts";
import { makeProject, read, record, tree } from "../support/project.ts";

/* What `init` begins with, and what it says of it. */

const CATALOG = {
  "catalog/image/app/debian-13/1.yaml": "image: dhi.io/app\ntags: ['1']\nvariant: runtime\ncmd: [a]\n",
};

async function runInit(root: string, options: Partial<InitOptions> = {}) {
  const context = record();
  const status = await init({ root, reporter: "pretty", yes: true, ...options }, context);
  return { status, stdout: context.stdout(), stderr: context.stderr() };
}

const isDescriptor = (file: string) => /^images\//.test(file);
const descriptorsIn = (root: string) => Object.keys(tree(root)).filter(isDescriptor);

describe("a project with a catalog", () => {
  test("begins with no example, since the catalog has no such image", async () => {
    const root = makeProject(CATALOG);
    const { status, stderr } = await runInit(root, { catalog: `${root}/catalog` });
    expect(status).toBe(0);
    expect(descriptorsIn(root)).toEqual([]);
    expect(stderr).not.toContain("example");
    expect(stderr).toMatch(/ && npx dhi-guides new NAME\n$/);
  });

  test("that its settings name already begins with none, too", async () => {
    const root = makeProject({ ...CATALOG, "dhi-guides.config.yaml": "catalog: catalog\n" });
    const { stderr } = await runInit(root);
    expect(descriptorsIn(root)).toEqual([]);
    expect(stderr).toMatch(/left \S*dhi-guides\.config\.yaml as it is/);
  });

  test("gets what was asked for, but no image that the catalog does not have", async () => {
    const root = makeProject(CATALOG);
    await expect(runInit(root, { catalog: `${root}/catalog`, first: "example" })).rejects.toThrow('"example"');
    expect(Object.keys(tree(root)).filter((file) => !file.startsWith(".dhi-guides/"))).toEqual(Object.keys(CATALOG));
    const { stderr } = await runInit(root, { catalog: `${root}/catalog`, first: "app" });
    expect(descriptorsIn(root)).toEqual(["images/app.yaml"]);
    expect(stderr).not.toContain("only an example");
  });

  test("tells who writes guides of finished ones, and names the catalog nowhere twice", async () => {
    const root = makeProject(CATALOG);
    await runInit(root, { catalog: `${root}/catalog` });
    const text = read(root, "AGENTS.md");
    expect(text).toContain("`catalog/image/<name>/guides.md` exists, adopt it");
    expect(text).toContain("\nnpx dhi-guides new NAME\n");
    expect(text).toContain("\nnpx dhi-guides sync --check NAME\nnpx dhi-guides verify NAME\n");
  });

  test("whose settings do not name it tells it to each command", async () => {
    const root = makeProject({ ...CATALOG, "dhi-guides.config.yaml": "registry: public\n" });
    await runInit(root, { catalog: `${root}/catalog` });
    expect(read(root, "AGENTS.md")).toContain(
      "sync --check --from catalog NAME\nnpx dhi-guides verify --catalog catalog",
    );
  });
});

test("without a catalog, the example is said to be one, once it is written", async () => {
  const root = makeProject();
  expect((await runInit(root)).stderr).toMatch(/images\/example\.yaml is only an example: replace it/);
  expect((await runInit(root)).stderr).not.toContain("only an example");
  expect(read(root, "AGENTS.md")).not.toContain("adopt");
});

test("the files that stay are named", async () => {
  const root = makeProject({ ".gitignore": "node_modules/\n.dhi-guides/\n/site/\n", "AGENTS.md": "dhi-guides\n" });
  const { stderr } = await runInit(root);
  expect(stderr).toMatch(/wrote 7 files, left \S*\.gitignore, \S*AGENTS\.md as they are/);
});

describe("questions", () => {
  /** Runs `init` at a terminal where somebody presses keys, and keeps what it shows. */
  async function answer(root: string, keys: readonly string[], size: object, options: Partial<InitOptions> = {}) {
    const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input });
    const output = Object.assign(new PassThrough(), { isTTY: true, ...size });
    let shown = "";
    output.on("data", (chunk: Buffer) => (shown += chunk.toString()));
    const left = [...keys];
    const press = setInterval(() => left.length > 0 && input.write(left.shift()), 30);
    try {
      const ask: InitOptions["ask"] = (...asked) => askInit(...asked, { input, output });
      await init({ root, reporter: "pretty", ask, ...options }, record());
      return shown;
    } finally {
      clearInterval(press);
    }
  }

  const GIVEN = { arrangement: "folders", registry: "public", skip: [] } as const;

  test("say what Enter takes", async () => {
    const root = makeProject();
    const shown = await answer(root, ["\r", "\r"], { columns: 200 }, GIVEN);
    expect(shown).toContain("Where is the catalog with the definitions? Enter for none");
    expect(shown).toContain("Enter takes example; delete it for none");
    expect(descriptorsIn(root)).toEqual(["images/example.yaml"]);
  });

  test("offer no example once there is a catalog", async () => {
    const root = makeProject(CATALOG);
    const shown = await answer(root, ["\r"], { columns: 200 }, { ...GIVEN, catalog: `${root}/catalog` });
    expect(shown).toContain("gets the first descriptor? Enter for none");
    expect(descriptorsIn(root)).toEqual([]);
  });

  test("can be read on a terminal that tells no size", async () => {
    const shown = await answer(makeProject(), ["\r", "\r"], { columns: 0, rows: 0 }, GIVEN);
    expect(shown).toContain("Where is the catalog with the definitions?");
  });
});
