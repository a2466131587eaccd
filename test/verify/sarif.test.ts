import { expect, test } from "vitest";
import { formatSarif } from "../../src/findings/reporters/sarif.ts";
import { verifyAs } from "./small-catalog.ts";

test("findings as SARIF 2.1.0", async () => {
  const findings = await verifyAs("example", "Use dev: 8080, 9090.\n\nSet <tag>, see [x](y z.md).\n\nSee [x](y.md).\n");
  const { version, runs } = JSON.parse(formatSarif(findings, { name: "dhi-guides", version: "1.2.3" }));
  expect(version).toBe("2.1.0");
  expect(runs).toHaveLength(1);
  const [{ tool, results, columnKind }] = runs;
  expect(tool.driver).toMatchObject({ name: "dhi-guides", version: "1.2.3" });
  expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(["relative-link", "visible-placeholder"]);
  expect(columnKind).toBe("utf16CodeUnits");
  expect(results.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual(["visible-placeholder", "relative-link"]);
  expect(results[0]).toMatchObject({
    ruleIndex: 1,
    level: "error",
    message: { text: expect.stringContaining("unexpected <tag>") },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: "image/example/guides.md" },
          region: { startLine: 3, startColumn: 5, endLine: 3, endColumn: 10 },
        },
      },
    ],
  });
});

test("an empty run is a valid log", () => {
  expect(JSON.parse(formatSarif([], { name: "x", version: "1" })).runs[0].results).toEqual([]);
});
