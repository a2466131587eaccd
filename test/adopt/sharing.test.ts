import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { about, adopt, adopted, build, catalog, NAMES, partials, read } from "./small-catalog.ts";

describe("a section that is near a partial", () => {
  const table = (name: string, row = "") => `${about(name)}## Care of the lamp

A lamp needs little, but it needs it daily, and from whoever lit it last.

| Part | What to do with it in the morning |
| --- | --- |
| Wick | Trim it to the height of a barley corn, never with a knife. |
| Glass | Wipe it with a dry cloth, from the inside to the outside. |
| Base | Fill it with clean oil to two fingers below the rim. |
${row}
The lamp then stands on its shelf until dusk, where no draught can reach it.
`;

  test("one guide's own row is a change, the rest of the section stays shared", () => {
    const root = adopted((name) =>
      table(name, name === "dora" ? "| Chain | Oil it once a week with a feather. |\n" : ""),
    );
    expect(read(root, "images/dora.yaml")).toMatch(/after: Base[\s\S]*add:[\s\S]*Chain/);
    expect(read(root, "images/dora.yaml")).not.toContain("barley corn");
  });

  test("two deviations that always go together are one parameter", () => {
    const text = (name: string, index: number) =>
      table(name)
        .replace("barley corn", index < 3 ? "thumb" : "barley corn")
        .replace("dry cloth", index < 3 ? "thumb" : "barley corn");
    const root = adopted(text);
    expect(read(root, "templates/partials/care-of-lamp.hbs").match(/@param/g)).toHaveLength(1);
  });
});

describe("a change whose words stand twice", () => {
  const steps = (name: string, steps: string) =>
    `${about(name)}## Move to a new lamp\n\nThe following steps are what it takes, in whatever house the lamp is hung.\n\n${steps}\n\nThen light it, and look at it for as long as a prayer takes.\n`;
  const usual = [
    "1. Take down the old lamp.",
    "1. Hang the new lamp on its hook.",
    "1. Fill the new lamp with oil from the old one.",
  ].join("\n");

  test("what is added counts, too, when a later change looks for its words", () => {
    const root = adopted((name) =>
      steps(
        name,
        name === "dora"
          ? usual.replace("1. Hang the new lamp on its hook.", "1. Wash its hook.\n1. Hang the new lamp on its chain.")
          : usual,
      ),
    );
    expect(read(root, "images/dora.yaml")).toContain("Wash its hook");
    expect(read(root, "images/dora.yaml")).not.toContain("as long as a prayer takes");
  });
});

describe("the lines of a sample", () => {
  const options = [
    "      - glass",
    "      - glass\n      - chain",
    "      - wick\n      - chain\n      - hook",
    "      - hook",
    "      - oil\n      - wick",
    "      - shade",
  ];
  const sample = (name: string, own: string) =>
    `${about(name)}## Order a lamp\n\nWrite the following to the smith, with the parts that your own lamp has.\n\n\`\`\`yaml\norder:\n  smith: the one at the gate\n  lamps:\n    parts:\n${own}\n    metal: brass from the old bell\n  paid: on delivery\n\`\`\`\n`;

  test("lines of each guide's own between common ones are one parameter, behind their indent", () => {
    const root = adopted((name, index) => sample(name, options[index] ?? ""));
    expect(read(root, "templates/partials/order-lamp.hbs")).toMatch(
      /\n {4}parts:\n {6}\{\{(\w+)\}\}\n {4}metal: brass from the old bell\n/,
    );
    expect(read(root, "images/cilla.yaml")).toMatch(/- wick\n.*- chain\n.*- hook/);
    expect(read(root, "images/cilla.yaml")).not.toContain("brass");
  });

  test("where a guide has no line between them, the line before counts as its own", () => {
    const root = adopted((name, index) =>
      sample(name, options[index] ?? "").replace("      - glass\n    metal", "    metal"),
    );
    expect(read(root, "templates/partials/order-lamp.hbs")).toContain("    metal: brass from the old bell\n");
    expect(read(root, "templates/partials/order-lamp.hbs")).not.toContain("parts:");
    expect(read(root, "images/alma.yaml")).toContain("parts:");
  });

  test("two samples that have little in common are each guide's own", () => {
    const root = adopted((name, index) =>
      sample(name, options[index] ?? "").replace(
        /(?<=```yaml\n)[\s\S]*(?=```)/,
        Array.from({ length: 6 }, (_, line) => `${name}${line}: ${"abcdef"[index]}${line * index}\n`).join(""),
      ),
    );
    expect(read(root, "templates/partials/order-lamp.hbs")).toMatch(/```yaml\n\{\{\w+\}\}\n```/);
  });
});

describe("pieces of sections", () => {
  const paragraph =
    "Oil lamps must never be left alone while they burn, and never be carried by their chain, however long it is.";

  test("a paragraph that stands in sections of three guides becomes a partial, whatever they are called", () => {
    const root = adopted(
      (name, index) =>
        `${about(name)}## Chapter ${"abcdef"[index]} of ${index}\n\nOwn words of ${name} ${index}.\n\n${paragraph}\n`,
      NAMES.slice(0, 4),
    );
    expect(partials(root)).toHaveLength(1);
    expect(read(root, "images/alma.yaml")).not.toContain("never be left alone");
  });

  test("a sample of a guide's own within shared text is a parameter", () => {
    const root = adopted(
      (name, index) =>
        `${about(name)}## Light the lamp\n\nRun the following command at dusk, and wait until the flame stands still.\n\n\`\`\`bash\n${["lantern --up", "wax on | match 3", "torch <<< oil", "for x in ember; do blow; done", "coal -9", "flint && steel > tinder"][index]}\n\`\`\`\n`,
    );
    expect(read(root, "templates/partials/light-lamp.hbs")).toMatch(/```bash\n\{\{sample\}\}\n```/);
    expect(read(root, "images/berta.yaml")).toContain("sample: wax on | match 3");
  });
});

test("a longer text that a partial takes stands in a file", () => {
  const root = catalog({});
  const project = join(root, "project");
  const files = {
    "templates/partials/lamp.hbs": "{{!--\n@param [story=]  its story\n--}}\n## Lamp\n\n{{story}}\n",
    "templates/own.hbs": "{{!--\nNothing.\n--}}\n",
    "images/alma.yaml":
      "name: alma\ntitle: Alma\nlayout: own\nsections:\n  add:\n    - partial: lamp\n      parameters:\n        story:\n          file: story.md\n",
    "images/alma/story.md": "She hung in a church.\n",
  };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, file)), { recursive: true });
    writeFileSync(join(project, file), text);
  }
  expect(build(root).get("alma")).toBe("## Lamp\n\nShe hung in a church.\n");
});

describe("partials that exist", () => {
  const variants = `## Image variants

Docker Hardened Images come in different variants depending on their intended use.

Runtime variants are designed to run your application in production. These images are intended to be used either
directly or as the \`FROM\` image in the final stage of a multi-stage build. These images typically:

- Run as the nonroot user
- Do not include a shell or a package manager
- Contain only the minimal set of libraries needed to run the app
`;

  test("the package's partial is used where it says a section word for word, and its facts become fields", () => {
    const root = adopted((name) => `${about(name)}${variants}`, NAMES.slice(0, 3));
    expect(read(root, "images/alma.yaml")).toMatch(/variants:\n +available: \[runtime\]\n/);
    expect(read(root, "templates/guide.hbs")).toContain("{{> variants}}");
  });

  test("a section that says nothing of the runtime variant states no fact about it", () => {
    const own = "\n### Sizes\n\nThe lamp comes in two sizes, of which one is for ships and one for stairs.\n";
    const beginning = variants.split("\n\n").slice(0, 2).join("\n\n");
    const root = adopted((name) => `${about(name)}${beginning}\n${own}`, NAMES.slice(0, 3));
    expect(read(root, "images/alma.yaml")).not.toContain("variants:");
  });

  test("subsections of use cases become a field", () => {
    const root = adopted(
      (name, index) =>
        `${about(name)}## Common ${name} use cases\n\n### Light ${index} rooms\n\nHang ${name} in room ${index}.\n\n### Guide ships\n\nPut ${name} on rock ${index}.\n`,
      NAMES.slice(0, 3),
    );
    expect(read(root, "images/berta.yaml")).toMatch(/useCases:\n +- title: Light 1 rooms\n +text: \|?/);
    expect(read(root, "images/berta.yaml")).toContain("title: Guide ships");
  });

  test("a row that a guide's table lacks is left out in its field", () => {
    const row = (key: string, standard: string, hardened: string) => `| ${key} | ${standard} | ${hardened} |\n`;
    const differences = (name: string, index: number) =>
      `${about(name)}## Key differences\n\n${row("Feature", `Non-hardened ${name}`, `Docker Hardened ${name}`)}${row("---", "---", "---")}` +
      row("Security", "Standard base with common utilities", "Minimal, hardened base with security patches") +
      row("Shell access", "Full shell (bash/sh) available", "No shell in runtime variants") +
      row("Package manager", "apt/apk available", "No package manager in runtime variants") +
      row("User", "Runs as root by default", "Runs as nonroot user") +
      (index === 0
        ? ""
        : row("Attack surface", "Larger due to additional utilities", "Minimal, only essential components")) +
      row("Debugging", "Traditional shell debugging", "Use Docker Debug or Image Mount for troubleshooting") +
      (index === 1 ? row("Oil", "Whale", "Rape") : "");
    const root = adopted(differences, NAMES.slice(0, 4));
    expect(read(root, "images/alma.yaml")).toMatch(/comparison:\n +omit: \[Attack surface\]/);
    expect(read(root, "images/berta.yaml")).toMatch(/rows:\n +- feature: Oil\n +standard: Whale\n +hardened: Rape/);
  });

  test("a project's partial whose list cannot be read back is left alone", () => {
    const root = catalog(
      Object.fromEntries(
        NAMES.slice(0, 3).map((name) => [name, `${about(name)}## Uses of ${name}\n\n### Light\n\nLight ${name}.\n`]),
      ),
    );
    mkdirSync(join(root, "project/templates/partials"), { recursive: true });
    writeFileSync(
      join(root, "project/templates/partials/uses.hbs"),
      "## Uses of {{name}}\n\n{{#each useCases}}\n### {{title}}\n\n{{#each ../ports}}\n- {{number}}\n{{/each}}\n\n{{text}}\n{{/each}}\n",
    );
    const adoption = adopt(root);
    expect(adoption.findings).toEqual([]);
    expect(adoption.guides).toHaveLength(3);
  });

  test("a project's own partial is used for guides that come later", () => {
    const root = adopted((name) => `${about(name)}${variants}`, NAMES.slice(0, 3));
    writeFileSync(join(root, "image/alma/guides.md"), "unused\n");
    expect(adopt(root).write()).toEqual([]);
  });
});
