import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { loadCatalog } from "../../src/catalog/load.ts";
import { rollPins } from "../../src/sync/pins/roll-pins.ts";
import { createSamples } from "../../src/verify/code/samples.ts";
import { DEFAULT_CONFIG } from "../../src/verify/config.ts";
import { verifyText } from "../../src/verify/verify.ts";
import { write } from "../support/project.ts";
import { TAGS } from "../sync/pinned-tags.ts";
import { temporaryFolder } from "../support/temporary.ts";

const root = temporaryFolder(afterAll);
write(root, {
  "catalog/image/app/debian-13/2.yaml": `name: App 2.x\nimage: dhi.io/app\nvariant: runtime\ntags: ${JSON.stringify(TAGS)}\n`,
});
const catalog = loadCatalog({ directory: join(root, "catalog") });
const samples = createSamples();

async function expectedOf(code: string, text: string) {
  const found = await verifyText("image/app/guides.md", text, await catalog, DEFAULT_CONFIG, [], samples);
  return found.filter((one) => one.code === code).map(({ expected }) => expected);
}

function rolledOf(text: string) {
  const rolled = rollPins({ descriptor: "name: app\n", prose: new Map([["a.md", text]]) }, [
    { name: "app", tags: TAGS, isChart: false },
  ]);
  return [...rolled.outdated, ...rolled.problems].map(({ expected }) => expected);
}

describe("verify and sync --pins say the same of a stale tag", () => {
  test.each([
    ["its own line is published", "2.14.1", "2.14.4"],
    ["its line, with a suffix", "2.14.0-debian13-dev", "2.14.4-debian13-dev"],
    ["its line is gone", "2.9.3", "2.15.2"],
    ["two numbers", "2.9", "2.15"],
    ["a distribution that is gone", "2.14.1-debian12", "2.14.4-debian13"],
    ["an alpine that is gone", "2.14.3-alpine3.20", "2.14.4-alpine3.24"],
    ["a v that nobody publishes", "v2.14.1", "2.14.4"],
  ])("%s", async (_, tag, to) => {
    const sample = `\`\`\`bash\ndocker pull dhi.io/app:${tag}\n\`\`\`\n`;
    expect(await expectedOf("tag-published", sample)).toEqual([to]);
    expect(rolledOf(sample)).toEqual([to]);
  });

  test.each([
    ["2.14.1-debian13", "2.14.4-debian13"],
    ["2.9-debian13-dev", "2.15-debian13-dev"],
  ])("in a list of tags: %s", async (tag, to) => {
    const table = `| Variant | Tag |\n| --- | --- |\n| One | \`${tag}\` |\n`;
    expect(await expectedOf("listed-tag", table)).toEqual([`for example ${to}`]);
    expect(rolledOf(table)).toEqual([to]);
  });

  test("a tag that never was is told with what comes nearest, and is not rolled", async () => {
    const sample = "```bash\ndocker pull dhi.io/app:2.16.0-debian13\n```\n";
    expect(await expectedOf("tag-published", sample)).toEqual(["for example 2.15.2-debian13"]);
    expect(rolledOf(sample)).toEqual([]);
  });
});
