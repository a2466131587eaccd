import { describe, expect, test } from "vitest";
import { makeProject, minimal } from "../support/project.ts";
import { DESCRIPTOR, MODELINE, HEALTHY, examine, found } from "./examine.ts";

describe("the schema's path", () => {
  test("where there is no schema, is told once for all that say so", async () => {
    const wrong = MODELINE.replace("../node_modules", "../../node_modules");
    const findings = await found({
      [DESCRIPTOR]: wrong + minimal("app"),
      "images/berta.yaml": wrong + minimal("berta"),
      "images/cilla.yaml": MODELINE + minimal("cilla"),
    });
    expect(findings).toMatchObject([
      {
        code: "setup-schema",
        severity: "warning",
        file: DESCRIPTOR,
        line: 1,
        column: 33,
        places: [{ file: "images/berta.yaml", line: 1, column: 33 }],
        fix: "write $schema=../node_modules/dhi-guides/schema/image.json",
      },
    ]);
  });

  test("of another kind", async () => {
    const chart = MODELINE.replace("image.json", "chart.json");
    const findings = await found({ [DESCRIPTOR]: `# Ours.\n${chart}${minimal("app")}` });
    expect(findings).toMatchObject([{ line: 2, message: "unexpected schema chart.json, expected image.json" }]);
  });

  test("of the settings", async () => {
    const findings = await found({
      "dhi-guides.config.yaml":
        "# yaml-language-server: $schema=node_modules/dhi-guides/schema/image.json\nvolatile: true\n",
    });
    expect(findings).toMatchObject([{ code: "setup-schema", file: "dhi-guides.config.yaml", line: 1 }]);
  });

  test.each(["https://example.com/schema.json", "file://elsewhere/x.json", "../ours.json"])("%s", async (path) => {
    const findings = await found({
      "ours.json": "{}",
      [DESCRIPTOR]: `# yaml-language-server: $schema=${path}\n${minimal("app")}`,
    });
    expect(findings).toHaveLength(path.startsWith("file:") ? 1 : 0);
  });

  test("before anything is installed, is that of what is to be installed", async () => {
    const root = makeProject({
      [DESCRIPTOR]: MODELINE + minimal("app"),
      "package.json": HEALTHY["package.json"] ?? "",
    });
    const { findings } = await examine(root);
    expect(findings).toMatchObject([{ code: "setup-schema", fix: "run `npm install`, which puts it there" }]);
  });
});
