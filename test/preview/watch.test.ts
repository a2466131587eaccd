import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { watchProject, type FileChange } from "../../src/preview/server/watch.ts";
import { openProject, type Project } from "../../src/project/project.ts";
import { createProject, KSERVE, type TestProject } from "./project.ts";
import { TWO_KINDS } from "./two-kinds.ts";

async function watching(
  run: (project: TestProject, changes: (FileChange & { text: string })[]) => Promise<void>,
  file: string,
  files: Readonly<Record<string, string>> = {},
) {
  const project = createProject(files);
  const opened = openProject({ root: project.root, packagedTemplates: "templates" }).project as Project;
  const changes: (FileChange & { text: string })[] = [];
  const stop = await watchProject(
    opened,
    () => opened.pages,
    [],
    (change) => void changes.push({ ...change, text: project.read(file) }),
    (message) => expect.fail(message),
  );
  try {
    await run(project, changes);
  } finally {
    await stop();
    project.remove();
  }
}

it.each([1, 10, 20, 30, 45, 60])("sees the last of two saves that are %i ms apart", async (pause) => {
  const file = `images/${KSERVE}.yaml`;
  await watching(async (project, changes) => {
    project.write(file, "first");
    await sleep(pause);
    project.write(file, "second");
    await expect.poll(() => changes.at(-1)?.text, { timeout: 5000 }).toBe("second");
    expect(changes.every(({ things, isGlobal }) => things.has(KSERVE) && !isGlobal)).toBe(true);
  }, file);
});

it("knows whose a prose file is, and that a template is everybody's", async () => {
  const file = "templates/partials/variants.hbs";
  await watching(async (project, changes) => {
    project.write(`images/${KSERVE}/deploy.md`, "Deploy it.");
    await expect.poll(() => changes.some(({ things }) => things.has(KSERVE)), { timeout: 5000 }).toBe(true);
    project.write(file, "## Variants");
    await expect.poll(() => changes.at(-1)?.isGlobal, { timeout: 5000 }).toBe(true);
  }, file);
});

const CATALOG = `descriptors: ["image/{name}/guide.yaml"]
output: "image/{name}/guides.md"
charts:
  descriptors: ["chart/{name}/guide.yaml"]
  output: "chart/{name}/guides.md"
`;
const IN_CATALOG = {
  "dhi-guides.config.yaml": CATALOG,
  "image/twin/guide.yaml": TWO_KINDS["images/twin.yaml"] ?? "",
  "chart/twin/guide.yaml": TWO_KINDS["charts/twin.yaml"] ?? "",
};
const ELSEWHERE = {
  ...TWO_KINDS,
  "dhi-guides.config.yaml": 'info: "known/image/{name}.yaml"\ncharts: { info: "known/chart/{name}.yaml" }\n',
};

it.each([
  ["images/twin.yaml", ["twin"], TWO_KINDS],
  ["images/twin/about.md", ["twin"], TWO_KINDS],
  ["images/twin/deeper/about.md", ["twin"], TWO_KINDS],
  ["images/twin/facts.yaml", ["twin"], TWO_KINDS],
  ["images/twin/info.yaml", ["twin"], TWO_KINDS],
  ["images/twin/drift.yaml", ["twin"], TWO_KINDS],
  ["images/twin/overview.drift.yaml", ["twin"], TWO_KINDS],
  ["charts/twin.yaml", ["chart/twin"], TWO_KINDS],
  ["charts/twin/install.md", ["chart/twin"], TWO_KINDS],
  ["charts/twin/facts.yaml", ["chart/twin"], TWO_KINDS],
  ["charts/twin/info.yaml", ["chart/twin"], TWO_KINDS],
  ["charts/twin/overview.drift.yaml", ["chart/twin"], TWO_KINDS],
  ["known/image/twin.yaml", ["twin"], ELSEWHERE],
  ["known/chart/twin.yaml", ["chart/twin"], ELSEWHERE],
  ["image/twin/guide.yaml", ["twin"], IN_CATALOG],
  ["image/twin/facts.yaml", ["twin"], IN_CATALOG],
  ["chart/twin/guide.yaml", ["chart/twin"], IN_CATALOG],
  ["chart/twin/overview.drift.yaml", ["chart/twin"], IN_CATALOG],
])("knows whose %s is, and that it is nobody else's", async (file, things, files) => {
  await watching(
    async (project, changes) => {
      project.write(file, "something: else\n");
      await expect.poll(() => changes.at(-1)?.text, { timeout: 5000 }).toBe("something: else\n");
      expect([...new Set(changes.flatMap((change) => [...change.things]))]).toEqual(things);
      expect(changes.some(({ isGlobal }) => isGlobal)).toBe(false);
    },
    file,
    files,
  );
});

it("sees the first chart of a project that had no folder for them", async () => {
  const file = "charts/first.yaml";
  await watching(async (project, changes) => {
    project.write(file, "name: first\ntitle: First\n");
    await expect.poll(() => changes.some(({ isGlobal }) => isGlobal), { timeout: 5000 }).toBe(true);
  }, file);
});
