import { expect, test } from "vitest";
import { explainUses } from "../../src/commands/explain-uses.ts";
import { makeProject, minimal, record } from "../support/project.ts";

test.each(["", ".", "images", "images/other.yaml"])("--uses %j names no file", (target) => {
  const root = makeProject({ "images/app.yaml": minimal("app") });
  expect(() => explainUses(target, { root, reporter: "pretty" }, record())).toThrow("is no template, descriptor");
});
