import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { makeProject, minimal, record, REPOSITORY } from "../support/project.ts";

/** The fields that a build finds unused, by what the finding calls them. */
async function unusedIn(more: string, files: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const root = makeProject({ "images/app.yaml": minimal("app", more), ...files });
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
      "user: root\nuid: 5\nshell: { names: [sh] }\nworkDir: /x\nvariants: { flavors: [fpm] }\nsections: { omit: [entry-point, variants] }\n",
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

/** What decides over a guide instead of being said in it, and facts that `sync` keeps true whether or not they are. */
const NOT_SAID = new Set(
  (
    "name title registry layout sections troubleshooting keep suppress " +
    "user uid shell packageManager entrypoint cmd workDir chart variants"
  ).split(" "),
);

/** Fields whose schema gives no example as a whole. */
const EXAMPLES: Readonly<Record<string, unknown>> = {
  env: [{ name: "LAMP", description: "Whether it is lit." }],
  volumes: [{ path: "/oil", description: "The oil." }],
};

describe("a field of the schema, new ones too, is found where no section says it", () => {
  const { properties } = JSON.parse(readFileSync(join(REPOSITORY, "schema/image.json"), "utf8")) as {
    readonly properties: Readonly<Record<string, { readonly examples?: readonly unknown[] }>>;
  };

  test.each(Object.keys(properties).filter((field) => !NOT_SAID.has(field)))("%s", async (field) => {
    const example = EXAMPLES[field] ?? properties[field]?.examples?.[0];
    const more = `layout: own\n${field}: ${JSON.stringify(example)}\n`;
    expect(await unusedIn(more, layout("{{> free}}\n"))).toEqual([field]);
  });
});
