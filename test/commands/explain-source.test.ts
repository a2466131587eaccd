import { expect, test } from "vitest";
import { explain } from "../../src/commands/explain.ts";
import { makeProject, minimal, record } from "../support/project.ts";

/* What `explain` says of a file that pages are made of. */

const FILES = {
  "images/valkey.yaml": minimal("valkey", "included: { file: about.md }\n"),
  "images/valkey/about.md": "It is.\n",
  "templates/partials/ours.hbs": "Ours.\n",
};

const run = (target: string) => () => explain(target, { root: makeProject(FILES), reporter: "pretty" }, record());

test.each([
  ["a descriptor", "images/valkey.yaml"],
  ["a line of it", "images/valkey.yaml:3"],
  ["a line and a column", "images/valkey.yaml:3:1"],
  ["a file of prose", "images/valkey/about.md:1"],
  ["a template", "templates/partials/ours.hbs:1"],
  ["a partial by its name", "trademarks"],
])("%s is no page, and --uses is named", (_, target) => {
  expect(run(target)).toThrow(`\`npx dhi-guides explain --uses ${target}\``);
});

test.each([
  ["nothing", "nothing.md:3"],
  ["a folder", "images"],
])("%s is no page, and the form of one is shown", (_, target) => {
  expect(run(target)).toThrow("expected for example out/valkey/guides.md");
  expect(run(target)).not.toThrow("--uses");
});
