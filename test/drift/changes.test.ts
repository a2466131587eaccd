import { expect, test } from "vitest";
import { driftProject, made, USING } from "./drift-project.ts";

const changed = (change: string, using: string) =>
  made(driftProject([], { using, descriptor: `sections:\n  changes:\n    using:\n      - ${change}\n` }));

test.each([
  [
    "an item",
    "{ remove: Install packages in the build stage }",
    "Install packages in the build",
    "Install the packages in the build",
  ],
  [
    "a paragraph over two lines",
    "{ remove: The runtime variants contain no shell }",
    "variants contain",
    "image variants\ncontain",
  ],
  ["a row", "{ after: Debug tools here, add: '| New | row |' }", "| Debugging |", "| Debug tools now here |"],
])("%s that was reworded is found, with a warning", (_, change, from, to) => {
  const { findings, all } = changed(change, USING.replace(from, to));
  expect(findings).toEqual([expect.stringContaining("change-reworded images/app.yaml:6")]);
  expect(all[0]?.fix).toMatch(/^write `(?:remove|after): /);
});

test("what the fix says is taken without a warning, and changes the same", () => {
  const using = USING.replace("Install packages in", "Install the packages in");
  const { page, all } = changed("{ remove: Install packages in the build stage }", using);
  const words = /: (.*)`/.exec(all[0]?.fix ?? "")?.[1] ?? "";
  expect(page).not.toContain("Install");
  expect(changed(`{ remove: ${words} }`, using)).toMatchObject({ page, findings: [] });
});

test.each([
  ["nothing is similar", "{ remove: Entirely other words }", USING],
  [
    "two are similar alike",
    "{ remove: Say it once again }",
    "## Using it\n\n- Say it again now\n- Say it again then\n",
  ],
])("it stays an error where %s", (_, change, using) => {
  expect(changed(change, using).findings).toEqual(["change-unmatched images/app.yaml:6"]);
});
