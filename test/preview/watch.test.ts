import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { watchProject, type FileChange } from "../../src/preview/server/watch.ts";
import { openProject, type Project } from "../../src/project/project.ts";
import { createProject, KSERVE, type TestProject } from "./project.ts";

async function watching(
  run: (project: TestProject, changes: (FileChange & { text: string })[]) => Promise<void>,
  file: string,
) {
  const project = createProject();
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
