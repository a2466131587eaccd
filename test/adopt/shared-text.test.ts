import { describe, expect, test } from "vitest";
import {
  adopted,
  adoptProved,
  build,
  deleteDrift,
  descriptor,
  drift,
  edit,
  each,
  NAMES,
  packaged,
  partial,
  partials,
  read,
} from "./small-catalog.ts";

/* What becomes shared text, and in which words. */

const three = NAMES.slice(0, 3);
/** What each says for itself alone. */
const own = (name: string) => `## Where ${name} hangs\n\n${`${[...name].reverse().join("")} `.repeat(9).trim()}\n\n`;
const wick = (more = "") =>
  `## Trimming the wick\n\nBefore the lamp is lit, its wick must be trimmed to the height of a barley corn.\n${more}`;

describe("a section that three guides have", () => {
  test("becomes a partial that is called after its heading", () => {
    const root = adopted((name) => own(name) + wick(), three);
    expect(partials(root)).toEqual(["trimming-the-wick.hbs"]);
    expect(partial(root, "trimming-the-wick")).toContain("its wick must be trimmed");
    expect(read(root, "images/alma.yaml")).not.toContain("wick must");
  });

  test("stays theirs where only two have it", () => {
    const root = adoptProved({ ...each((name) => own(name) + wick(), three.slice(1)), alma: own("alma") });
    expect(partials(root)).toEqual([]);
    expect(read(root, "images/berta.yaml")).toContain("wick must");
  });

  test("stays theirs where less than a tenth of the guides have it", () => {
    const names = Array.from({ length: 31 }, (_, index) => `lamp${index}x`);
    const root = adopted((name, index) => own(name) + (index < 3 ? wick() : ""), names);
    expect(partials(root)).toEqual([]);
  });

  test("has no number in its name", () => {
    const root = adopted(() => wick().replace("Trimming", "Step 2: Trimming"), three);
    expect(partials(root)).toEqual(["trimming-the-wick.hbs"]);
  });

  test("a heading of nothing but numbers and signs makes no partial", () => {
    const root = adopted(() => wick().replace("Trimming the wick", "24/7"), three);
    expect(partials(root)).toEqual([]);
  });

  test("the same heading above texts that differ is no shared text", () => {
    const texts = ["Wax drips on old oak tables at night.", "Seven ships sail east.", "Never mix red and blue paint!"];
    const root = adopted((_, index) => `## Notes\n\n${texts[index]}\n`, three);
    expect(partials(root)).toEqual([]);
  });

  test("with braces of its own is no template", () => {
    const root = adopted(() => wick("\nSee `{{ .Values.wick }}`.\n"), three);
    expect(partials(root)).toEqual([]);
  });
});

describe("what is an image's own in shared text", () => {
  test("title, name, article and reference are values of the model", () => {
    const text = (name: string) => {
      const title = name.charAt(0).toUpperCase() + name.slice(1);
      return `## Lighting ${title}\n\nThe lamp ${title} is lit with \`lamp up ${name}\`, pulled from \`dhi.io/${name}:<tag>\`.\n`;
    };
    const root = adopted(text, three);
    expect(partials(root)).toEqual(["lighting.hbs"]);
    expect(partial(root, "lighting").replace(/\s+/g, " ")).toBe(
      "## Lighting {{title}} The lamp {{title}} is lit with `lamp up {{name}}`, pulled from `{{reference}}`. ",
    );
  });

  test("a title of the house's own spelling is stated, not shared", () => {
    const title = (name: string) => name.replace(/^(..)/, (start) => start.toUpperCase());
    const root = adopted(
      (name) => `## Lighting\n\nThe lamp ${title(name)} is lit at dusk by whoever comes home.\n`,
      three,
    );
    expect(read(root, "images/berta.yaml")).toContain("title: BErta\n");
    expect(partial(root, "lighting")).toContain("The lamp {{title}} is lit");
  });
});

describe("the commonest wording of the package's sections", () => {
  /** "Image variants" as 387 guides of the catalog have it, and as 111 have it. */
  const nested = `## Image variants

Docker Hardened Images come in different variants depending on their intended use.

- Runtime variants are designed to run your application in production. These images are intended to be used either
  directly or as the \`FROM\` image in the final stage of a multi-stage build. These images typically:
  - Run as the nonroot user
  - Do not include a shell or a package manager
  - Contain only the minimal set of libraries needed to run the app
- Build-time variants typically include \`dev\` in the variant name and are intended for use in the first stage of a
  multi-stage Dockerfile. These images typically:
  - Run as the root user
  - Include a shell and package manager
  - Are used to build or compile applications
`;
  const flat = () => /## Image variants[\s\S]*?(?=\n## )/.exec(packaged(() => "")["alma"] ?? "")?.[0] ?? "";
  const mixed = (nestedGuides: number) => {
    const text = flat();
    return adopted((_, index) => (index < nestedGuides ? nested : text));
  };

  test("is carried into the package's partial, with its conditions; the others are drift of shape", () => {
    const root = mixed(4);
    const text = partial(root, "variants");
    expect(text).toContain("- Runtime variants are designed");
    expect(text).toContain("  - Contain only the minimal set of libraries");
    for (const condition of [
      "{{#if variants.runtime}}",
      "{{#if shell.none}}",
      "{{#if variants.dev}}",
      "{{user.label}}",
    ])
      expect(text).toContain(condition);
    expect(drift(root, "alma")).toEqual([]);
    const kinds = new Set(drift(root, "frida").map(({ kind }) => kind));
    expect([...kinds]).toEqual(["shape"]);
  });

  test("is the package's own where most have that", () => {
    const root = mixed(2);
    expect(partials(root)).toEqual([]);
    expect(drift(root, "frida")).toEqual([]);
    expect(drift(root, "alma").length).toBeGreaterThan(0);
  });

  test("what no guide shows takes part in the shape of what they show", () => {
    const root = adopted(() => nested);
    edit(root, "images/alma.yaml", (text) => `${text}user: root\nshell: { names: [bash] }\n`);
    const page = build(root).pages.get("alma");
    expect(page).toContain("  - Run as the root user\n  - Include a shell (`bash`), but no package manager\n");
  });

  test.each([
    ["ticks", "`dev`", "dev"],
    ["an apostrophe", "don't contain a shell.", "don’t contain a shell."],
    ["a word", "Run as the nonroot user", "Run as nonroot user"],
  ])("%s: what four of six say is shared, what two say is drift", (_, packageSays, guidesSay) => {
    const texts = packaged(
      () => "",
      (page, index) => (index < 4 ? page.replaceAll(packageSays, guidesSay) : page),
    );
    const root = adoptProved(texts);
    expect(texts["alma"]).not.toBe(texts["elsa"]);
    expect(drift(root, "alma")).toEqual([]);
    expect(drift(root, "elsa").map(({ published }) => published)).not.toEqual([]);
    for (const { published } of drift(root, "elsa")) expect(published).toContain(packageSays);
  });

  test("a block that most guides add is added to the partial, and removed where two have it not", () => {
    const texts = packaged(
      () => "",
      (page, index) =>
        index < 4
          ? page.replace("\n### Entry point", "\nAsk the lamp keeper where none helps.\n\n### Entry point")
          : page,
    );
    const root = adoptProved(texts);
    expect(partial(root, "no-shell")).toContain("Ask the lamp keeper");
    expect(descriptor(root, "alma")).toEqual({});
    expect(descriptor(root, "elsa")).toEqual({ sections: { changes: { "no-shell": [{ remove: "Ask the lamp" }] } } });
  });

  test("a block that five of six guides leave out is left out of the partial, and added where one has it", () => {
    const sentence = "Docker Hardened Images come in different variants depending on their intended use.";
    const texts = packaged(
      () => "",
      (page, index) => (index < 5 ? page.replace(`${sentence}\n\n`, "") : page),
    );
    const root = adoptProved(texts);
    expect(partial(root, "variants")).not.toContain("depending on their");
    expect(descriptor(root, "alma")).toEqual({});
    expect(descriptor(root, "frida")).toEqual({
      sections: { changes: { variants: [{ after: expect.any(String) as string, add: `${sentence}\n` }] } },
    });
  });
});

describe("a block that is worded otherwise", () => {
  const page = (sentence: string) =>
    `## Trimming the wick\n\n${sentence}\n\nThen the glass is put back on its ring, and the oil is filled up.\n`;
  const usual =
    "Before the lamp is lit at dusk, its wick can't be longer than `two` barley corns, nor shorter than one.";

  test.each([
    ["format", usual.replace("can't", "can’t")],
    ["format", usual.replace("`two`", "two")],
    ["wording", usual.replace("Before the lamp is lit", "Before lamps are lit")],
  ])("is drift of the kind %s: %s", (kind, sentence) => {
    const root = adopted((_, index) => page(index === 5 ? sentence : usual));
    expect(drift(root, "frida")).toEqual([
      { section: "trimming-the-wick", block: 2, kind, shared: usual, published: sentence },
    ]);
    expect(descriptor(root, "frida")).not.toHaveProperty("sections.changes");
    expect(partial(root, "trimming-the-wick").replace(/\s+/g, " ")).toContain(usual);
  });

  test("what three guides mean otherwise is another wording of theirs: drift of meaning", () => {
    const other = usual.replace("can't be", "can be");
    const root = adopted((_, index) => page(index < 3 ? other : usual), [...NAMES, "greta"]);
    expect(drift(root, "alma")).toMatchObject([{ kind: "meaning", published: other }]);
    expect(descriptor(root, "alma")).not.toHaveProperty("sections.changes");
  });

  test("a number or code of their own is no wording, however many guides have it", () => {
    const other = usual.replace("`two`", "`seven`");
    const root = adopted((_, index) => page(index < 3 ? other : usual), [...NAMES, "greta"]);
    expect(drift(root, "alma")).toEqual([]);
    expect(descriptor(root, "alma")).toMatchObject({
      sections: { changes: { "trimming-the-wick": [{ with: `${other}\n` }] } },
    });
  });

  test("what one guide alone means is a change in its descriptor, and no drift", () => {
    const other = usual.replace("`two`", "`seven`");
    const root = adopted((_, index) => page(index === 5 ? other : usual));
    expect(drift(root, "frida")).toEqual([]);
    expect(descriptor(root, "frida")).toMatchObject({
      sections: { changes: { "trimming-the-wick": [{ replace: "Before the lamp", with: `${other}\n` }] } },
    });
  });

  test("a section that says more in other words than in the shared ones is its author's own", () => {
    const long =
      "Nobody in this house has ever trimmed anything, and so the lamps smoke, and the ceiling is black as night. ".repeat(
        3,
      );
    const root = adopted((_, index) => page(index === 5 ? `${usual}\n\n${long.trim()}` : usual));
    expect(drift(root, "frida")).toEqual([]);
    expect(JSON.stringify(descriptor(root, "frida"))).toContain("Nobody in this house");
  });

  test("without its drift, the guide builds in the shared words", () => {
    const root = adopted((_, index) => page(index === 5 ? usual.replace("can't", "can’t") : usual));
    deleteDrift(root);
    const { pages, findings } = build(root);
    expect(findings).toEqual([]);
    expect(pages.get("frida")).toBe(pages.get("alma"));
  });
});
