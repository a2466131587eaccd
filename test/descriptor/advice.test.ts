import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { descriptorFields } from "../../src/index.ts";
import { makeProject, minimal, record } from "../support/project.ts";

async function findingsOf(text: string): Promise<readonly Finding[]> {
  const context = record();
  await build([], { root: makeProject({ "images/app.yaml": text }), reporter: "json", quiet: true }, context);
  return JSON.parse(context.stdout()) as Finding[];
}

const adviceOf = (finding: Finding | undefined) => /^write `(.+)`$/.exec(finding?.fix ?? "")?.[1];

test.each([
  ["shell: bash", "shell: { names: [bash] }"],
  ["packageManager: apt", "packageManager: { names: [apt] }"],
  ["ports: 80", "ports: [80]"],
  ["env: URL", "env: [{ name: URL }]"],
])("%s: the advice is %s, and does", async (written, advice) => {
  const [finding] = await findingsOf(minimal("app", `${written}\n`));
  expect(adviceOf(finding)).toBe(advice);
  const after = await findingsOf(minimal("app", `${advice}\n`));
  // A variable's name alone is well-formed, and says nothing yet.
  expect(after.filter(({ code }) => code !== "field-unused")).toEqual([]);
});

test("a list within a mapping: the advice does", async () => {
  const [finding] = await findingsOf(minimal("app", "shell: { names: bash }\n"));
  expect(adviceOf(finding)).toBe("names: [bash]");
  expect(await findingsOf(minimal("app", "shell: { names: [bash] }\n"))).toEqual([]);
});

describe("what a finding says to write is taken", () => {
  const fields = [...new Set(descriptorFields("image").map(({ path }) => path.split(/[.[]/)[0] ?? ""))];
  for (const field of fields.filter((each) => !["name", "title", ""].includes(each)))
    test.each(["bash", "80/tcp", "drop-in", "Some words"])(`${field}: %s`, async (word) => {
      const own = async (text: string) => (await findingsOf(minimal("app", text))).filter(({ line }) => line === 3);
      const advice = adviceOf((await own(`${field}: ${word}\n`)).find(({ code }) => code === "descriptor-value"));
      if (advice === undefined) return;
      const codes = (await own(`${advice.replaceAll("…", `"${word}"`)}\n`)).map(({ code }) => code);
      for (const code of ["descriptor-yaml", "descriptor-value", "descriptor-missing-key", "descriptor-unknown-key"])
        expect(codes).not.toContain(code);
    });
});
