import { describe, expect, test } from "vitest";
import {
  adopt,
  adoptProved,
  build,
  catalog,
  deleteDrift,
  descriptor,
  drift,
  edit,
  NAMES,
  packaged,
  partial,
  partials,
  put,
  read,
} from "./small-catalog.ts";

/* What many guides add to a shared section, though not most of them. */

const title = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
/** The package's guides, of which the first ones add a text below the permissions. */
const adding = (text: (name: string, index: number) => string, names = NAMES, count = 3) =>
  adoptProved(
    packaged(
      () => "",
      (page, index) => (index < count ? below(page, text(names[index] ?? "", index)) : page),
      names,
    ),
  );
const below = (page: string, text: string) =>
  page.replace("\n### Privileged ports", `\n${text}\n\n### Privileged ports`);
const added = (root: string, name = "alma") => {
  const { sections } = descriptor(root, name) as { sections: { changes: { permissions: { add: unknown }[] } } };
  return sections.changes.permissions.map(({ add }) => add);
};

describe("what three guides add", () => {
  test("is a partial that their descriptors name, in the names of the model", () => {
    const root = adding((name) => `Ask the Keeper of ${title(name)}, who has \`dhi.io/${name}:<tag>\`.`);
    expect(partials(root)).toEqual(["permissions-keeper.hbs"]);
    expect(partial(root, "permissions-keeper")).toBe("Ask the Keeper of {{title}}, who has `{{reference}}`.\n");
    for (const name of NAMES.slice(0, 3)) expect(added(root, name)).toEqual([{ partial: "permissions-keeper" }]);
    expect(read(root, "images/alma.yaml")).toContain("add: { partial: permissions-keeper }\n");
    expect(descriptor(root, "dora")).toEqual({});
    expect(build(root, { registry: "mirror" }).pages.get("alma")).toContain("has `<your-namespace>/dhi-alma:<tag>`.");
    edit(root, "templates/partials/permissions-keeper.hbs", (text) => text.replace("Ask", "See"));
    expect(build(root).pages.get("berta")).toContain("See the Keeper of Berta");
  });

  test.each([
    ["a list", "- Ask the Keeper\n- Wait", "permissions-keeper"],
    ["a paragraph and a sample", "Ask:\n\n```bash\nlamp asking\n```", "permissions-lamp-asking"],
    ["words without a name", "Ask in the tower first, and wait.", "permissions-tower-first"],
    [
      "what a section's name says already is not said twice",
      "Ask **Permissions** in the **Hall**.",
      "permissions-hall",
    ],
    ["a number says nothing", "Ask `1025` and `8080` in the Hall.", "permissions-hall"],
    [
      "names in a link, stars or ticks",
      "Ask [the Keeper](https://example.org/), **Alms** or `lamp`.",
      "permissions-keeper-alms",
    ],
  ])("of several kinds: %s", (_, text, name) => {
    const root = adding(() => text);
    expect(partials(root)).toEqual([`${name}.hbs`]);
    expect(partial(root, name)).toBe(`${text}\n`);
    expect(added(root)).toEqual([{ partial: name }]);
  });

  test("a row is one line, however long", () => {
    const row = `| Lamp oil | ${"Bring it along. ".repeat(12).trim()} |`;
    const root = adoptProved(
      packaged(
        () => "",
        (page, index) => (index < 3 ? page.replace(/^\| TLS certificates/m, `${row}\n$&`) : page),
      ),
    );
    expect(partials(root)).toEqual(["migration-lamp-oil.hbs"]);
    expect(partial(root, "migration-lamp-oil")).toBe(`${row}\n`);
  });

  test("in another place of the section, it is the same partial", () => {
    const root = adoptProved(
      packaged(
        () => "",
        (page, index) =>
          index < 2
            ? below(page, "Ask the Keeper.")
            : index < 4
              ? page.replace("### Permissions\n", "### Permissions\n\nAsk the Keeper.\n")
              : page,
      ),
    );
    expect(partials(root)).toEqual(["permissions-keeper.hbs"]);
    for (const name of NAMES.slice(0, 4)) expect(added(root, name)).toEqual([{ partial: "permissions-keeper" }]);
  });

  test("where one writes it in another format, it is the commonest wording, and drift", () => {
    const forms = ["Ask the **Keeper** first.", "Ask the Keeper first.", "Ask the Keeper first."];
    const root = adding((_, index) => forms[index] ?? "");
    expect(partial(root, "permissions-keeper")).toBe("Ask the Keeper first.\n");
    expect(added(root)).toEqual([{ partial: "permissions-keeper" }]);
    expect(drift(root, "alma")).toEqual([
      { section: "permissions", block: 3, kind: "format", shared: forms[1], published: forms[0] },
    ]);
    expect(drift(root, "berta")).toEqual([]);
    deleteDrift(root);
    expect(build(root).pages.get("alma")).toContain("\n\nAsk the Keeper first.\n\n");
  });

  test("where one means something else, it stays its own", () => {
    const root = adding(
      (_, index) => (index === 3 ? "Never ask the Keeper first." : "Ask the Keeper first."),
      NAMES,
      4,
    );
    expect(partials(root)).toEqual(["permissions-keeper.hbs"]);
    expect(added(root, "dora")).toEqual(["Never ask the Keeper first.\n"]);
  });
});

describe("what stays a guide's own", () => {
  test("what two add", () => {
    const root = adding(() => "Ask the Keeper.", NAMES, 2);
    expect(partials(root)).toEqual([]);
    expect(added(root)).toEqual(["Ask the Keeper.\n"]);
  });

  test("what less than a twentieth of those add that have the section", () => {
    const names = Array.from({ length: 61 }, (_, index) => `lamp${index}x`);
    expect(partials(adding(() => "Ask the Keeper.", names))).toEqual([]);
  });

  test.each([
    ["with braces", "Ask `{{ .Values.keeper }}`."],
    ["of numbers alone", "1025, 8080."],
  ])("a text that makes no template, or no name: %s", (_, text) => {
    expect(partials(adding(() => text))).toEqual([]);
  });

  test("the rarer one of two texts that would be called alike", () => {
    const root = adoptProved(
      packaged(
        () => "",
        (page, index) =>
          index === 7 ? page : below(page, index < 3 ? "Ask the Keeper about oil." : "Never wake a Keeper at night!"),
        [...NAMES, "gerda", "hilda"],
      ),
    );
    expect(partials(root)).toHaveLength(1);
    expect(partial(root, "permissions-keeper")).toContain("Never wake a Keeper");
    expect(added(root)).toEqual(["Ask the Keeper about oil.\n"]);
  });

  test("what a partial of the project has the name of", () => {
    const root = catalog(
      packaged(
        () => "",
        (page, index) => (index < 3 ? below(page, "Ask the Keeper.") : page),
      ),
    );
    put(root, "project/templates/partials/permissions-keeper.hbs", "Mine.\n");
    adopt(root).write();
    expect(partial(root, "permissions-keeper")).toBe("Mine.\n");
    expect(added(root)).toEqual(["Ask the Keeper.\n"]);
  });
});

test("a guide that comes later names the partials that the project has, whoever wrote them", () => {
  const pages = packaged(
    () => "",
    (page, index) => (index === 5 ? below(page, "Ask the _Keeper_ of Frida.") : page),
  );
  const { frida = "", ...others } = pages;
  const root = adoptProved(others);
  expect(partials(root)).toEqual([]);
  put(root, "project/templates/partials/ask.hbs", "{{!-- Whom to ask. --}}\nAsk the Keeper of {{title}}.\n");
  put(root, "project/templates/partials/odd.hbs", "{{#if}}\n");
  put(root, "project/templates/partials/whom.hbs", "{{!--\n@param whom  whom\n--}}\nAsk {{whom}}.\n");
  put(root, "image/frida/guides.md", frida);
  adopt(root).write();
  expect(added(root, "frida")).toEqual([{ partial: "ask" }]);
  expect(drift(root, "frida").map(({ kind }) => kind)).toEqual(["format"]);
  expect(build(root).pages.get("frida")).toBe(frida);
});
