import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { describing } from "../support/pages.ts";
import { makeProject, record, REPOSITORY } from "../support/project.ts";

/** The fields that a build finds unused, by what the finding calls them. */
async function unusedIn(
  more: string,
  files: Readonly<Record<string, string>> = {},
  folder: string = "images",
): Promise<string[]> {
  const root = makeProject({ [`${folder}/app.yaml`]: describing("app", more), ...files });
  const context = record();
  await build([], { root, reporter: "json", quiet: true }, context);
  const findings = JSON.parse(context.stdout()) as { code: string; message: string; line: number }[];
  return findings.map(({ code, message }) => {
    expect(code).toBe("field-unused");
    return /^unexpected (\S+), /.exec(message)?.[1] ?? message;
  });
}

/** A layout of a project's own. */
const layout = (text: string) => ({
  "templates/own.hbs": text,
  "templates/partials/free.hbs": "## Free\n\nNothing of the image.\n",
});

describe("a field that no section reads", () => {
  test.each([
    ["ports without a sample", "ports: [8080]\nsections: { omit: [start] }\n", ["ports"]],
    [
      "ports of a replaced sample",
      'ports: [8080]\nsections: { replace: { start: { text: "## Start" } } }\n',
      ["ports"],
    ],
    [
      "a start section that is left out",
      "start: { text: Go., mode: interactive }\nsections: { omit: [start] }\n",
      ["start"],
    ],
    ["a purpose of no required variable", "start: { text: Go., envPurpose: connect }\n", ["start.envPurpose"]],
    [
      "notes on FIPS variants where there are none",
      "variants: { available: [runtime, dev], notes: Much., fipsNotes: Slow. }\n",
      ["variants.fipsNotes"],
    ],
    ["an upstream image beside a table", "migration: { kind: table, from: up/app }\n", ["migration.from"]],
    [
      "rows beside a drop-in replacement",
      "migration: { kind: drop-in, rows: [{ item: A, note: B }], omit: [Ports] }\n",
      ["migration.rows", "migration.omit"],
    ],
    ["a platform beside a table", "migration: { platform: Kubernetes }\n", ["migration"]],
    ["a command beside entry points that vary", "entrypoint: varies\ncmd: [serve]\n", ["cmd"]],
    ["a name that no sentence has", "shortTitle: app\n", ["shortTitle"]],
    ["a secret that no sample shows", "env: [{ name: A, secret: true, description: B. }]\n", ["env[0].secret"]],
    ["a variable with a name alone", "env: [{ name: A, value: b }, { name: B }]\n", ["env[1]"]],
    ["a volume with a path alone", "volumes: [{ path: /data }]\n", ["volumes[0]"]],
    [
      "a topic where there is no troubleshooting",
      "troubleshooting: { add: [{ title: A, text: B. }] }\nsections: { omit: [troubleshooting] }\n",
      ["troubleshooting"],
    ],
    [
      "a section of one's own within one that is left out",
      "sections:\n  omit: [use-cases, access]\n  add: [{ into: access, title: A, text: B. }]\n",
      ["sections"],
    ],
    [
      "use cases whose section is left out",
      "useCases: [{ title: A, text: B. }]\nsections: { omit: [use-cases] }\n",
      ["useCases"],
    ],
    [
      "rows of a comparison that is left out",
      "comparison: { with: Usual, rows: [{ feature: A, standard: B }] }\nsections: { omit: [key-differences] }\n",
      ["comparison"],
    ],
  ])("%s", async (_, more, fields) => {
    expect(await unusedIn(more)).toEqual(fields);
  });

  test("in a file, which is named where the descriptor names it", async () => {
    const prose = { "images/app/start.md": "Go.\n" };
    expect(await unusedIn("start: { text: { file: start.md } }\nsections: { omit: [start] }\n", prose)).toEqual([
      "start",
    ]);
  });

  test("whose layout has no section for it", async () => {
    const more =
      "layout: own\nports: [80]\nenv: [{ name: A, description: B. }, { name: C, value: d }]\nincluded: Much.\n";
    expect(await unusedIn(more, layout("{{> free}}\n"))).toEqual(["ports", "env", "included"]);
  });

  test("of which a partial only asks whether it is there", async () => {
    const more = "layout: own\nincluded: Much.\nports: [80]\n";
    const asking = {
      ...layout("{{> free}}\n"),
      "templates/partials/free.hbs":
        "## Free\n\n{{#if included}}\nIt has much.\n{{/if}}\n{{#if ports}}\nIt has ports.\n{{/if}}\n",
    };
    expect(await unusedIn(more, asking)).toEqual(["included", "ports"]);
  });

  test("and what an own partial prints of a list is used, what it does not is not", async () => {
    const more = "layout: own\nenv: [{ name: A, description: B., required: true }]\n";
    const names = {
      ...layout("{{> free}}\n"),
      "templates/partials/free.hbs": "## Free\n\n{{#each env}}\n- {{name}}\n{{/each}}\n",
    };
    expect(await unusedIn(more, names)).toEqual(["env[0].description"]);
  });
});

describe("no finding", () => {
  test.each([
    ["where everything is printed", "ports: [8080]\nstart: { text: Go., notes: [Note.] }\nincluded: Much.\n"],
    [
      "for facts that no section asks for",
      "user: root\nuid: 5\nshell: { names: [sh] }\nworkDir: /x\nvariants: { flavors: [fpm], stig: true }\nsections: { omit: [entry-point, variants] }\n",
    ],
    ["for a default that sync keeps", "env: [{ name: A, default: b }]\nsections: { omit: [environment] }\n"],
    [
      "for ports that the author's own sample shows",
      'ports: [8080, 9090]\nsections: { replace: { start: { text: "## Start\\n\\nAsk http://localhost:8080." } } }\n',
    ],
    ["for switches that are off", "env: [{ name: A, value: b, required: false, secret: false }]\n"],
    ["for parameters that a condition keeps from being printed", "sections: { parameters: { migration: {} } }\n"],
    [
      "for a section that precedes one that is left out",
      "sections:\n  omit: [variants]\n  add: [{ before: variants, title: A, text: B. }]\n",
    ],
    ["for a drop-in replacement", "migration: { kind: drop-in, from: up/app, platform: Kubernetes }\n"],
    [
      "for rows that are left out",
      "comparison: { omit: [Debugging] }\nmigration: { omit: [Ports], rows: [{ item: A, note: B }] }\n",
    ],
  ])("%s", async (_, more) => {
    expect(await unusedIn(more)).toEqual([]);
  });
});

/** The same of a chart. */
const unusedInChart = (more: string, files: Readonly<Record<string, string>> = {}) => unusedIn(more, files, "charts");

describe("a field that no page says", () => {
  test.each([
    [
      "an overview that is made by a layout without it",
      "overview: { layout: own, about: Much., website: https://example.org, owner: A, mark: B }\n",
      ["overview"],
    ],
    ["a mark without an owner", "overview: { about: Much., mark: B }\n", ["overview.mark"]],
    ["an owner beside own words", "overview: { owner: A, trademarks: B. }\n", ["overview.owner"]],
    [
      "a section of one's own beside one that is left out",
      "overview:\n  about: A.\n  sections: { omit: [about-dhi, why-dhi], add: [{ into: about-dhi, title: A, text: B. }] }\n",
      ["overview.sections"],
    ],
  ])("%s", async (_, more, fields) => {
    expect(await unusedIn(more, layout("{{> free}}\n"))).toEqual(fields);
  });

  test.each([
    ["a namespace that is made and not named", "createNamespace: true\n", ["createNamespace"]],
    [
      "what is for the command that is left out",
      "release: a\nnamespace: b\ncreateNamespace: true\npullSecrets: [c]\nset: [d=e]\noptions: [-f f]\nprepare: G.\ninstall: H.\n" +
        "sections: { omit: [pull-secret, install-chart] }\n",
      ["prepare", "install", "release", "namespace", "createNamespace", "pullSecrets", "set", "options"],
    ],
    ["an article of a chart without an overview", "article: a\noverview: false\n", ["article"]],
    [
      "what a chart is called upstream, beside a section that is left out",
      "overview: { about: A., upstream: B, documentation: https://example.org, sections: { omit: [about-chart] } }\n",
      ["overview.upstream", "overview.documentation"],
    ],
    ["the command that removes it", "uninstall: true\nsections: { omit: [uninstall-chart] }\n", ["uninstall"]],
  ])("%s", async (_, more, fields) => {
    expect([...(await unusedInChart(more))].sort()).toEqual([...fields].sort());
  });

  test("an overview in a project that has no such page, which its guide tells", async () => {
    const without = { "dhi-guides.config.yaml": "pages: { overview: false }\n" };
    expect(await unusedIn("overview: { about: Much. }\n", without)).toEqual(["overview"]);
  });

  test.each([
    ["images", "pages: { overview: false }\n", "pages.overview: false"],
    ["charts", "charts: { pages: { overview: false } }\n", "charts.pages.overview: false"],
    ["images", "charts: { pages: { overview: false } }\n", undefined],
  ])("names the setting that leaves the page out: %s, %s", async (folder, config, setting) => {
    const more = "overview: { about: Much., website: https://example.org, layout: own }\n";
    const root = makeProject({
      [`${folder}/app.yaml`]: describing("app", more).replace(/^start:\n(?: .*\n)+/m, ""),
      "dhi-guides.config.yaml": config,
      ...layout("{{> free}}\n"),
    });
    const context = record();
    await build([], { root, reporter: "json", quiet: true }, context);
    const all = JSON.parse(context.stdout()) as { code: string; message: string; fix: string }[];
    const finding = all.find(({ message }) => message.startsWith("unexpected overview,"));
    if (setting === undefined) expect(finding?.fix).toBe("remove it, or give a page a section that prints it");
    else expect(finding?.fix).toContain(`\`${setting}\``);
  });
});

describe("a field that another page says is none of them", () => {
  const hub = (text: string) => ({
    ...layout("{{> free}}\n"),
    "dhi-guides.config.yaml": "pages: { hub: {} }\ncharts: { pages: { hub: {} } }\n",
    "templates/hub.hbs": "{{> hub}}\n",
    "templates/partials/hub.hbs": `## Hub\n\n${text}\n`,
  });

  test.each([
    ["a text", "included: Much.\n", "{{included}}"],
    ["a text within a field", "start: { text: Go. }\n", "{{start.text}}"],
    ["a list", "env: [{ name: A, description: B. }]\n", "{{#each env}}\n- {{name}}: {{description}}\n{{/each}}"],
    ["what only the overview has", "overview: { layout: own, about: Much. }\n", "{{overview.about}}"],
    ["an address", "overview: { layout: own, website: https://example.org }\n", "{{overview.website}}"],
  ])("%s", async (_, more, text) => {
    const isAsked = text.replace(/\{\{([\w.]+)\}\}/, "{{#if $1}}\nIt is there.\n{{/if}}");
    expect(await unusedIn(`layout: own\n${more}`, hub(text))).toEqual([]);
    expect(await unusedIn(`layout: own\n${more}`, hub("Nothing."))).toHaveLength(1);
    if (!text.includes("#each")) expect(await unusedIn(`layout: own\n${more}`, hub(isAsked))).toHaveLength(1);
  });

  test.each([
    ["a chart's text", "prerequisites: Helm.\n", "{{install.prerequisites}}"],
    ["a chart's fact", "release: mine\n", "{{install.release}}"],
    ["the command", "set: [a=b]\n", "{{#each install.command}}\n{{this}}\n{{/each}}"],
  ])("%s", async (_, more, text) => {
    expect(await unusedInChart(`layout: own\n${more}`, hub(text))).toEqual([]);
    expect(await unusedInChart(`layout: own\n${more}`, hub("Nothing."))).toHaveLength(1);
  });

  test("the article, which a chart's overview says and its guide does not", async () => {
    expect(await unusedInChart("article: a\noverview: { about: It is. }\n")).toEqual([]);
  });
});

describe("no finding of a chart or an overview", () => {
  test.each([
    [
      "where everything is printed",
      "images",
      "overview: { about: A., contents: B., website: https://example.org, mark: C, owner: D }\n",
    ],
    ["for own words of trademarks", "images", "overview: { trademarks: A. }\n"],
    ["where there is no overview", "images", "overview: false\n"],
    ["for a website that is not to be there", "images", "overview: { website: false }\n"],
    ["for a website alone", "images", "overview: { website: https://example.org }\n"],
    ["for a chart that says nothing", "charts", ""],
    ["for a chart's own name, which sync keeps", "charts", "repository: other-chart\nlayout: own\n"],
    ["for a namespace that is not made", "charts", "createNamespace: false\n"],
    [
      "where everything of a chart is printed",
      "charts",
      "repository: a\nrelease: b\nnamespace: c\ncreateNamespace: true\npullSecrets: [d]\nset: [e=f]\noptions: [-f g]\n" +
        "prerequisites: H.\nprepare: I.\ninstall: J.\nverify: K.\nuninstall: L.\nuseCases: [{ title: M, text: N. }]\n" +
        "overview: { about: O., contents: P., website: https://example.org, documentation: https://example.org/d, upstream: Q }\n",
    ],
  ])("%s", async (_, folder, more) => {
    expect(await unusedIn(more, layout("{{> free}}\n"), folder)).toEqual([]);
  });
});

/** What decides over a page or its address instead of being said in it, and facts that `sync` keeps true whether or not they are. */
const NOT_SAID = new Set(
  (
    "name title formerly registry layout sections troubleshooting keep suppress overview.layout overview.sections " +
    "user uid shell packageManager entrypoint cmd workDir chart variants repository"
  ).split(" "),
);

/** A field that means something only beside another one. */
const BESIDE: Readonly<Record<string, string>> = { createNamespace: "namespace: a\n" };

describe.each(["images", "charts"])(
  "a field of the schema of %s, new ones too, is found where no section says it",
  (folder) => {
    interface Schema {
      readonly properties?: Readonly<Record<string, Schema>>;
      readonly examples?: readonly unknown[];
      readonly anyOf?: readonly Schema[];
    }
    const { properties = {} } = JSON.parse(
      readFileSync(join(REPOSITORY, `schema/${folder.slice(0, -1)}.json`), "utf8"),
    ) as Schema;
    const overview = properties["overview"]?.anyOf?.find((schema) => schema.properties)?.properties ?? {};
    const fields = [
      ...Object.entries(properties),
      ...Object.entries(overview).map(([field, schema]) => [`overview.${field}`, schema] as const),
    ].filter(([field]) => !NOT_SAID.has(field));

    test.each(fields)("%s", async (field, { examples = [] }) => {
      const value = JSON.stringify(examples[0]);
      const inner = field.replace("overview.", "");
      const stated = inner === field ? `${field}: ${value}` : `overview: { ${inner}: ${value} }`;
      const settings = "layout: own, pages: { overview: { layout: own } }";
      const found = await unusedIn(
        `${BESIDE[field] ?? ""}${stated}\n`,
        { ...layout("{{> free}}\n"), "dhi-guides.config.yaml": `{ ${settings}, charts: { ${settings} } }\n` },
        folder,
      );
      expect(found).toContain(inner === field ? field : "overview");
    });
  },
);
