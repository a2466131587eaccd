import { workerData } from "node:worker_threads";
import { isSameContent } from "../incremental/state.ts";
import { recall } from "../output/reconcile.ts";
import { Stage } from "../output/stage.ts";
import { createPipeline } from "../pipeline.ts";
import { openProject } from "../project/project.ts";
import { isAlive } from "./is-alive.ts";
import { createMaker } from "./make-guide.ts";
import { work, type Shift } from "./threads.ts";

/*
 * A thread of `build` besides the first: it opens the project anew, and makes the guides that it takes from the list.
 */

const shift = workerData as Shift;
const { project } = openProject(
  shift.project,
  shift.orders.map(({ paths }) => paths),
);
if (project) {
  const { build } = createPipeline(project, isSameContent(project.templates, shift.checked));
  const stage = new Stage(shift.stage, shift.prefix);
  work(shift, createMaker({ project, build, outputs: recall(project, isAlive), stage, force: shift.force }));
}
