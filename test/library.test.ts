import { describe, expect, test } from "vitest";
import { buildGuides, ProjectError, type ProjectOptions } from "../src/index.ts";
import { makeProject, minimal, REPOSITORY } from "./support/project.ts";

/** As JavaScript calls it, where no compiler looks. */
const run = (options: object) => {
  const root = makeProject({ "images/app.yaml": minimal("app"), "images/web.yaml": minimal("web") });
  return buildGuides({ root, packagedTemplates: `${REPOSITORY}/templates`, ...options } as ProjectOptions);
};

describe("buildGuides", () => {
  test.each([
    [{ registry: "nope" }, 'unexpected registry "nope", expected public or mirror'],
    [{ namespace: "My Co" }, 'unexpected namespace "My Co"'],
    [{ registry: "public", namespace: "acme" }, "--namespace is for a mirror"],
    [{ names: ["nothing-like-it"] }, 'there is no descriptor of "nothing-like-it", expected one of app'],
    [{ names: ["ap"] }, 'there is no descriptor of "ap": did you mean "app"?'],
  ])("does not take %j", (options, message) => {
    expect(() => run(options)).toThrow(message);
    expect(() => run(options)).toThrow(ProjectError);
  });

  test.each([{}, { names: [] }])("does not take a folder without descriptors, with %j", (options) => {
    const root = makeProject({ "image/app.yaml": minimal("app") });
    expect(() => run({ root, ...options })).toThrow(`no descriptors here: looked for images/{name}.yaml`);
    expect(() => run({ root, ...options })).toThrow(ProjectError);
  });

  test("gives nothing where all guides are yet to be adopted", () => {
    const root = makeProject({ "dhi-guides.config.yaml": "published: image/{name}.md\n", "image/a.md": "# A\n" });
    expect(run({ root })).toEqual({ pages: [], guides: [], findings: [] });
  });

  test.each([
    [{}, ["app", "web"]],
    [{ names: ["web"] }, ["web"]],
    [{ names: [] }, []],
  ])("makes the guides of %j", (options, names) => {
    expect(run(options).guides.map(({ paths }) => paths.name)).toEqual(names);
  });
});
