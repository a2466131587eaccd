import { expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { newDescriptors } from "../../src/commands/new.ts";
import { makeProject, read, record } from "../support/project.ts";

/* What `new` writes is what the project's layout can say. */

const OWN = {
  "dhi-guides.config.yaml": "layout: own\n",
  "templates/own.hbs": '{{> start language="bash"}}\n{{> migration}}\n',
};

test.each([
  ["the usual layout has all sections", {}, ["start", "comparison", "migration"]],
  ["the project's has few", OWN, ["start", "migration"]],
  ["one without any", { ...OWN, "templates/own.hbs": '{{> access heading="Use"}}\n' }, []],
])("%s", async (_, files, fields) => {
  const root = makeProject(files);
  await newDescriptors(["app"], { root, reporter: "pretty", quiet: true, title: "App" }, record());
  const text = read(root, "images/app.yaml");
  for (const field of ["start", "comparison", "migration"])
    expect(new RegExp(`^${field}:`, "m").test(text), field).toBe(fields.includes(field));
  const context = record();
  expect(await build([], { root, reporter: "json", quiet: true }, context)).toBe(0);
  expect(context.stdout()).not.toContain("field-unused");
});
