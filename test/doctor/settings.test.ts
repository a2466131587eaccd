import { describe, expect, test } from "vitest";
import { found } from "./examine.ts";

describe("settings that name nothing", () => {
  test.each([
    ['descriptors: ["nowhere/{name}.yaml"]\n', "error", 1, 15],
    ['descriptors: ["docs/{name}.yaml"]\n', "warning", 1, 15],
    ['charts:\n  descriptors: ["nowhere/{name}.yaml"]\n', "error", 2, 17],
    ['published: "../nowhere/{name}/guides.md"\n', "error", 1, 12],
    ['published: "docs/{name}/guides.md"\n', "warning", 1, 12],
    ['published: "package.json/{name}/guides.md"\n', "error", 1, 12],
    ['info: "nowhere/{name}/info.yaml"\n', "error", 1, 7],
    ["catalog: ../nowhere\n", "error", 1, 10],
    ["catalog: package.json\n", "error", 1, 10],
    ["facts: ../nowhere.json\n", "error", 1, 8],
    ["verify:\n  rules:\n    speling: off\n", "error", 3, 5],
    ["verify:\n  suppress:\n    - { file: out/app/guides.md, rule: sise, reason: x }\n", "error", 3, 40],
    ["verify:\n  suppress:\n    - { file: out/ap/guides.md, rule: size, reason: x }\n", "error", 3, 15],
  ])("%s", async (text, severity, line, column) => {
    const findings = await found({ "dhi-guides.config.yaml": text, "docs/readme.md": "" });
    expect(findings.filter(({ code }) => code === "setup-setting")).toMatchObject([
      { severity, file: "dhi-guides.config.yaml", line, column },
    ]);
  });

  test("layouts and rules of one's own are told as by the commands that use them", async () => {
    const findings = await found({
      "dhi-guides.config.yaml": "layout: nestd\nverify: { customRules: [./nowhere.mjs] }\n",
    });
    expect(findings.map(({ code }) => code)).toEqual(["layout-unknown", "rule-invalid"]);
  });

  test("one of two spellings that is used suffices, and rules of one's own have names", async () => {
    const findings = await found({
      "dhi-guides.config.yaml":
        'descriptors: ["images/{name}.yaml", "images/{name}/guide.yaml"]\nverify: { customRules: [./own.mjs], rules: { no-sudo: warning, unused-baseline: off } }\n',
      "own.mjs": 'export default { code: "no-sudo", severity: "error", check: () => [] };\n',
    });
    expect(findings).toEqual([]);
  });

  test("templates of one's own that are broken are told", async () => {
    const findings = await found({ "templates/partials/about.hbs": "{{#if}}\n" });
    expect(findings.map(({ file }) => file)).toContain("templates/partials/about.hbs");
  });
});
