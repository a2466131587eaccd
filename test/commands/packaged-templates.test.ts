import { cpSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import type { CommonOptions } from "../../src/commands/context.ts";
import { copyTemplates } from "../../src/commands/templates.ts";
import { explain } from "../../src/commands/explain.ts";
import { makeProject, minimal, read, record, REPOSITORY, write, type Files } from "../support/project.ts";

const INSTALLED = "node_modules/dhi-guides/templates";
const PARTIAL = "partials/key-differences.hbs";
/** The line of its heading, behind the comment that says what it is for. */
const HEADING = 4;
const COPY = "`npx dhi-guides templates copy partials/key-differences`";

/** A project with the package among its dependencies. */
function makeUser(files: Files = {}) {
  const root = makeProject({ "images/app.yaml": minimal("app"), ...files });
  cpSync(join(REPOSITORY, "templates"), join(root, INSTALLED), { recursive: true });
  return { root, packagedTemplates: join(root, INSTALLED) };
}

async function run(
  { root, packagedTemplates }: ReturnType<typeof makeUser>,
  reporter: CommonOptions["reporter"] = "pretty",
) {
  const context = { ...record(), packagedTemplates };
  const status = await build([], { root, reporter, quiet: true }, context);
  return { status, stdout: context.stdout(), stderr: context.stderr() };
}

function explainHeading({ root, packagedTemplates }: ReturnType<typeof makeUser>): string {
  const context = { ...record(), packagedTemplates };
  const line = read(root, "out/app/guides.md").split("\n").indexOf("### Key differences") + 1;
  explain(`out/app/guides.md:${line}`, { root, reporter: "pretty" }, context);
  return context.stdout();
}

describe("a template of the package", () => {
  test("is named by its path where the package is installed, with what to do to change it", async () => {
    const user = makeUser();
    expect((await run(user)).status).toBe(0);
    const explained = explainHeading(user);
    expect(explained).toContain(`  template       ${INSTALLED}/${PARTIAL}:${HEADING}\n`);
    expect(explained).toContain(`  to change it   ${COPY}, then edit line ${HEADING} of templates/${PARTIAL}\n`);
  });

  test("is named by its path within the package where that is installed elsewhere", async () => {
    const user = {
      root: makeProject({ "images/app.yaml": minimal("app") }),
      packagedTemplates: `${REPOSITORY}/templates`,
    };
    expect((await run(user)).status).toBe(0);
    const explained = explainHeading(user);
    expect(explained).toContain(`  template       dhi-guides/templates/${PARTIAL}:${HEADING}\n`);
    // The advice can be followed.
    const [, name = "", to = ""] =
      /to change it {3}`npx dhi-guides templates copy (\S+)`, then edit line \d+ of (\S+)\n/.exec(explained) ?? [];
    write(user.root, { "out/app/guides.md": read(user.root, "out/app/guides.md").replace("### Key", "### The key") });
    expect((await run(user)).stderr).toContain(`fix: run ${COPY} and edit line ${HEADING} of ${to} instead; `);
    copyTemplates([name], { root: user.root, reporter: "pretty" }, { ...record(), ...user });
    expect(read(user.root, to).split("{{!-- @copied")[0]).toBe(read(REPOSITORY, `templates/${PARTIAL}`));
    write(user.root, { [to]: read(user.root, to).replace("Key", "The key") });
    expect((await run(user)).status).toBe(0);
  });

  test("is named as the project's where the project has a copy", async () => {
    const user = makeUser({ [`templates/${PARTIAL}`]: read(REPOSITORY, `templates/${PARTIAL}`) });
    expect((await run(user)).status).toBe(0);
    const explained = explainHeading(user);
    expect(explained).toContain(`  template       templates/${PARTIAL}:${HEADING}\n`);
    expect(explained).not.toContain("to change it");
  });

  test("is to be copied to keep what was edited in the guide", async () => {
    const user = makeUser();
    await run(user);
    write(user.root, {
      "out/app/guides.md": read(user.root, "out/app/guides.md").replace("### Key differences", "### Differences"),
    });
    expect((await run(user)).stderr).toContain(
      `fix: run ${COPY} and edit line ${HEADING} of templates/${PARTIAL} instead; ` +
        "`npx dhi-guides build --force` overwrites the page\n",
    );
  });
});

describe("a finding in a template of the package, which a partial of the project brings about", () => {
  const NOTE = "{{!--\nA note.\n@param text  what it says\n@param level  how loud\n--}}\n**{{level}}**: {{text}}\n";
  const user = () => makeUser({ "templates/partials/note.hbs": NOTE });
  const place = `${INSTALLED}/partials/notices.hbs`;
  const message = 'missing parameter "level" of templates/partials/note.hbs, expected how loud';

  test("shows the line, and says what to do in the project", async () => {
    const { status, stderr } = await run(user());
    expect(status).toBe(1);
    expect(stderr).toMatch(new RegExp(`^${place}:\\d+:1 error ${message} template-missing-parameter$`, "m"));
    expect(stderr).toContain("{{> note text=note}}\n");
    expect(stderr).toContain("fix: give it a default: @param [level=…]\n");
  });

  test("has the same file in JSON and SARIF, which does not say that the repository has it", async () => {
    const [finding] = JSON.parse((await run(user(), "json")).stdout) as { file: string }[];
    expect(finding?.file).toBe(place);
    const { runs } = JSON.parse((await run(user(), "sarif")).stdout) as {
      runs: { results: { locations: unknown[] }[] }[];
    };
    expect(runs[0]?.results[0]?.locations[0]).toMatchObject({ physicalLocation: { artifactLocation: { uri: place } } });
    expect(JSON.stringify(runs)).not.toContain("SRCROOT");
  });

  test("is no annotation of a file on GitHub, which would lead nowhere", async () => {
    const [first = ""] = (await run(user(), "github")).stdout.split("\n");
    expect(first).toMatch(/^::error title=template-missing-parameter::/);
    expect(first).toMatch(new RegExp(`::${place}:\\d+:1: ${message}%0A`));
  });
});

test("this repository's own templates are the project's", () => {
  const context = record();
  explain("out/kserve-localmodelnode-agent/guides.md:47", { root: REPOSITORY, reporter: "pretty" }, context);
  expect(context.stdout()).toContain("  template       templates/partials/minimalism.hbs:5\n");
});
