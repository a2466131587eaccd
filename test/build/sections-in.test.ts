import { resolve } from "node:path";
import { afterEach, expect, it } from "vitest";
import { createGuideMaker } from "../../src/build/make-guide.ts";
import type { RegistryProfile } from "../../src/guide/registry.ts";
import { openProject } from "../../src/project/project.ts";
import { createProject, type TestProject } from "../preview/project.ts";

let project: TestProject;
afterEach(() => project.remove());

const PROFILES: readonly RegistryProfile[] = [
  { kind: "public", namespace: "<your-namespace>" },
  { kind: "mirror", namespace: "<your-namespace>" },
  { kind: "mirror", namespace: "registry.example.com/acme" },
];

it.each(["public", "mirror"])(
  "a page of the %s registry is worded for others as if it was made for them",
  (registry) => {
    project = createProject({ "dhi-guides.config.yaml": `registry: ${registry}\n` });
    const opened = openProject({ root: project.root, packagedTemplates: resolve("templates") });
    if (!opened.project) throw new Error("no project");
    const { make } = createGuideMaker(opened.project);
    for (const paths of opened.project.pages)
      for (const profile of PROFILES) expect(make(paths).sectionsIn?.(profile)).toEqual(make(paths, profile).sections);
  },
);
