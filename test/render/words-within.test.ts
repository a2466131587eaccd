import { join } from "node:path";
import { expect, test } from "vitest";
import { buildGuides } from "../../src/index.ts";
import { makeProject, REPOSITORY } from "../support/project.ts";

/* A change finds words that a template puts together of a value and a text, without a blank between. */

test.each(["Lamp® is a", "(Lamp)", "Lamp-based"])("%s", (words) => {
  const root = makeProject({
    "templates/partials/trademarks.hbs":
      "## Trademarks\n\n{{overview.mark}}® is a mark.\n\nSay ({{overview.mark}}) for it.\n\nAll that is {{overview.mark}}-based.\n",
    "images/alma.yaml": `name: alma\ntitle: Alma\noverview:\n  mark: Lamp\n  sections:\n    changes:\n      trademarks:\n        - after: "${words}"\n          add: Behind it.\n`,
  });
  const { pages, findings } = buildGuides({ root, packagedTemplates: join(REPOSITORY, "templates") });
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(pages.find(({ paths }) => paths.page.name === "overview")?.text).toContain("\n\nBehind it.\n");
});
