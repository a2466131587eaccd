import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { formatMarkdown } from "../../src/format/format-markdown.ts";
import { adopt, adoptProved, build, catalog, partials, read } from "./small-catalog.ts";

/** A section about oil lamps: nothing that any catalog says. */
const lamps = (user: string, extra = "") => `## Trimming the wick

Before the lamp of ${user} is lit, its wick must be trimmed to the height of a barley corn.
${extra}
`;

const guide = (name: string, more = lamps("the keeper")) =>
  `## About ${name}\n\nThis is the lamp called ${name}, which hangs in house number ${name.length}.\n\n${more}`;

describe("proof", () => {
  test("every guide comes back byte for byte from what was written", () => {
    adoptProved({
      alma: guide("Alma"),
      berta: guide("Berta"),
      cilla: guide("Cilla"),
      dora: "# Dora\n\nOnly her own words.\n",
    });
  });

  test("a guide that is not in house style comes back in house style", () => {
    const root = catalog({ alma: "About\n=====\n\n* one\n* two\n" });
    adopt(root).write();
    expect(build(root).get("alma")).toBe(formatMarkdown("About\n=====\n\n* one\n* two\n"));
  });

  test("braces, tags and an open fence come back as they were written", () => {
    const text = "## A chart\n\n`{{ .Values.x }}` and <tag> | `$&`\n\n```yaml\na: {{ b }}\n";
    const root = catalog({ alma: text });
    adopt(root).write();
    expect(build(root).get("alma")).toBe(formatMarkdown(text));
  });

  test("a second run over its own project changes nothing", () => {
    const root = catalog({ alma: guide("Alma"), berta: guide("Berta"), cilla: guide("Cilla") });
    expect(adopt(root).write()).not.toEqual([]);
    const again = adopt(root);
    expect(again.known).toEqual(["alma", "berta", "cilla"]);
    expect(again.write()).toEqual([]);
  });
});

describe("adopting with force", () => {
  const small = () => catalog({ alma: guide("Alma"), berta: guide("Berta"), cilla: guide("Cilla") });
  const improve = (root: string) => {
    const own = read(root, "images/alma.yaml");
    writeFileSync(join(root, "project/images/alma.yaml"), `${own}# Improved by hand.\n`);
  };

  test("a guide that the project gives already keeps its descriptor, with what was improved by hand", () => {
    const root = small();
    adopt(root).write();
    improve(root);
    const again = adopt(root, true);
    expect(again.guides.map((adopted) => adopted.guide.name)).toEqual(["alma", "berta", "cilla"]);
    expect(again.write()).toEqual([]);
  });

  test("a guide that changed is adopted again, the others are left alone", () => {
    const root = small();
    adopt(root).write();
    improve(root);
    writeFileSync(join(root, "image/berta/guides.md"), guide("Berta").replace("hangs", "stands"));
    expect(adopt(root, true).write()).toEqual(["images/berta.yaml"]);
    expect(build(root).get("berta")).toContain("which stands in house");
  });

  test("the lines of guides that stay are counted as they are worded", () => {
    const root = small();
    const before = adopt(root);
    before.write();
    const counts = before.guides.map(({ lines }) => lines());
    expect(counts[0]?.shared).toBeGreaterThan(0);
    expect(adopt(root, true).guides.map(({ lines }) => lines())).toEqual(counts);
  });
});

describe("sharing", () => {
  test("text of three guides becomes a partial that is named after its section", () => {
    const root = catalog({ alma: guide("Alma"), berta: guide("Berta"), cilla: guide("Cilla") });
    adopt(root).write();
    // What they say about themselves differs in a number of one guide, which is a change there.
    expect(partials(root)).toEqual(["about.hbs", "trimming-wick.hbs"]);
    expect(read(root, "templates/partials/trimming-wick.hbs")).toContain("its wick must be trimmed");
    expect(read(root, "images/alma.yaml")).not.toContain("wick must");
  });

  test("text of two guides stays theirs", () => {
    const root = catalog({ alma: guide("Alma"), berta: guide("Berta"), cilla: "## Cilla\n\nShe is out.\n" });
    adopt(root).write();
    expect(read(root, "images/alma.yaml")).toContain("wick must");
  });

  test("the image's title is a value of the model, not a parameter", () => {
    const text = (name: string) => `## Lighting\n\nThe lamp ${name} is lit at dusk by whoever comes home first.\n`;
    const root = catalog({ alma: text("Alma"), berta: text("Berta"), cilla: text("Cilla") });
    adopt(root).write();
    expect(read(root, "templates/partials/lighting.hbs")).toContain("The lamp {{title}} is lit");
  });

  test("words that three guides say otherwise become a parameter", () => {
    const names = ["alma", "berta", "cilla", "dora", "elsa", "frida", "greta"];
    const users = ["keeper", "keeper", "keeper", "keeper", "sailor", "sailor", "sailor"];
    const root = catalog(
      Object.fromEntries(names.map((name, index) => [name, guide(name, lamps(`the ${users[index]}`))])),
    );
    adopt(root).write();
    expect(read(root, "templates/partials/trimming-wick.hbs")).toMatch(
      /\[(\w+)=keeper\][\s\S]*lamp of the \{\{\1\}\} is/,
    );
    expect(read(root, "images/elsa.yaml")).toMatch(/: sailor/);
  });

  test("a paragraph that three guides lack becomes a switch", () => {
    const extra = "\nWhen the oil is low, fill it up.\n";
    const names = ["alma", "berta", "cilla", "dora", "elsa", "frida"];
    const root = catalog(
      Object.fromEntries(names.map((name, index) => [name, guide(name, lamps("the keeper", index < 3 ? extra : ""))])),
    );
    adopt(root).write();
    expect(read(root, "templates/partials/trimming-wick.hbs")).toMatch(
      /@param \{boolean\} \[(\w+)=[\s\S]*\{\{#if \1\}\}/,
    );
  });

  test("words that one guide alone says otherwise are a change in its descriptor", () => {
    const names = ["alma", "berta", "cilla", "dora"];
    const root = catalog(
      Object.fromEntries(
        names.map((name) => [name, guide(name, lamps(name === "dora" ? "the sailor" : "the keeper"))]),
      ),
    );
    adopt(root).write();
    expect(read(root, "images/dora.yaml")).toMatch(/changes:[\s\S]*find: .*keeper[\s\S]*replace: .*sailor/);
    expect(build(root).get("dora")).toContain("lamp of the sailor");
  });

  test("a mirror's references are canonical in what is written and follow the profile", () => {
    const text = (name: string) =>
      `## Pulling\n\nRun \`docker pull <your-namespace>/dhi-${name}:<tag>\` and wait for the lamp.\n`;
    const root = catalog({ alma: text("alma"), berta: text("berta"), cilla: text("cilla") });
    adopt(root).write();
    const config = read(root, "dhi-guides.config.yaml");
    expect(config).toContain("registry: mirror");
    writeFileSync(join(root, "project/dhi-guides.config.yaml"), config.replace("mirror", "public"));
    expect(build(root).get("alma")).toContain("`docker pull dhi.io/alma:<tag>`");
  });

  test("a namespace that stands there twice comes back, and goes with the mirror", () => {
    const guide = "## Pulling\n\nRun `docker pull <your-namespace>/<your-namespace>/dhi-alma:<tag>` and wait.\n";
    const root = catalog({ alma: guide });
    adopt(root).write();
    expect(build(root).get("alma")).toBe(guide);
    const config = read(root, "dhi-guides.config.yaml");
    writeFileSync(join(root, "project/dhi-guides.config.yaml"), config.replace("mirror", "public"));
    expect(build(root).get("alma")).toContain("`docker pull dhi.io/alma:<tag>`");
  });
});

describe("files of longer texts", () => {
  const story = Array.from({ length: 12 }, (_, year) => `In year ${year} it hung at the ${year}th door of the street.`);

  test("are called after the text's first heading", () => {
    const root = catalog({ alma: `# Alma\n\n## Her story\n\n${story.join("\n\n")}\n` });
    adopt(root).write();
    expect(read(root, "images/alma/alma.md")).toContain("In year 3");
  });

  test("are called after the section that they stand in where they have none", () => {
    const root = catalog({
      alma: `${lamps("the keeper")}\n${story.join("\n\n")}\n`,
      berta: lamps("the keeper"),
      cilla: lamps("the keeper"),
    });
    adopt(root).write();
    expect(read(root, "images/alma/trimming-wick-notes.md")).toContain("In year 3");
  });
});

describe("bad input", () => {
  test.each([
    ["an empty file", "", "adopt-empty"],
    ["bytes that are no text", Buffer.from([0xff, 0xfe, 0x00, 0x41]), "file-encoding"],
    ["five megabytes", "word ".repeat(1024 * 1024), "file-too-large"],
  ])("%s is a finding, the rest goes on", (_, bad, code) => {
    const root = catalog({ alma: guide("Alma"), bad });
    const adoption = adopt(root);
    expect(adoption.findings.map((finding) => finding.code)).toEqual([code]);
    expect(adoption.guides.map(({ guide: { name } }) => name)).toEqual(["alma"]);
  });

  test("a folder without guides is a finding", () => {
    const root = catalog({});
    mkdirSync(join(root, "image"), { recursive: true });
    expect(adopt(root).findings.map(({ code }) => code)).toEqual(["adopt-no-guides"]);
  });

  test("front matter, line ends of Windows and HTML come through", () => {
    const text = "---\ntitle: x\n---\r\n\r\n<div>\r\n  <b>x</b>\r\n</div>\r\n\r\nNo heading.\r\n";
    const root = catalog({ alma: text });
    adopt(root).write();
    expect(build(root).get("alma")).toBe(formatMarkdown(text));
  });

  test("two guides of one name: the first is adopted, the second reported", () => {
    const root = catalog({ alma: guide("Alma") });
    const path = join(root, "image/old/alma/guides.md");
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, guide("Alma"));
    expect(adopt(root).findings.map(({ code }) => code)).toEqual(["adopt-duplicate"]);
  });
});

describe("a project that stands", () => {
  test("a new guide takes the project's partials, and nothing is overwritten", () => {
    const root = catalog({ alma: guide("Alma"), berta: guide("Berta"), cilla: guide("Cilla") });
    adopt(root).write();
    const path = join(root, "image/dora/guides.md");
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, guide("Dora"));
    const written = adopt(root).write();
    expect(written.filter((file) => !file.startsWith("images/dora"))).toEqual([]);
    expect(read(root, "images/dora.yaml")).not.toContain("wick must");
    expect(build(root).get("dora")).toBe(formatMarkdown(guide("Dora")));
  });
});

test("what is wrong with a template of the project is a finding, and the guides are adopted without it", () => {
  const root = catalog({ alma: guide("Alma") });
  mkdirSync(join(root, "project/templates/partials"), { recursive: true });
  writeFileSync(join(root, "project/templates/partials/lamp.hbs"), "## Lamp\n\n{{no.such.name}}\n");
  const adoption = adopt(root);
  expect(adoption.findings.map(({ file }) => file)).toContain("templates/partials/lamp.hbs");
  expect(adoption.guides).toHaveLength(1);
});
