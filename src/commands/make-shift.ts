import { isSameContent } from "../incremental/state.ts";
import { recall } from "../output/reconcile.ts";
import { Stage } from "../output/stage.ts";
import { createPipeline } from "../pipeline.ts";
import { openProject } from "../project/project.ts";
import { isAlive } from "./is-alive.ts";
import { createMaker } from "./make-guide.ts";
import { work, type Shift } from "./threads.ts";

/**
 * What a thread of `build` besides the first does: it opens the project anew, and makes the guides that it takes from the
 * list.
 *
 * @param shift what it is told
 */
export function makeShift(shift: Shift): void {
  const { project } = openProject(shift.project, () => shift.guides);
  // Somebody broke the settings meanwhile: the first thread makes what nobody takes.
  if (!project) return;
  const { build } = createPipeline(project, { templates: isSameContent(project.templates, shift.checked) });
  const stage = new Stage(shift.stage, shift.prefix);
  work(shift, createMaker({ project, build, outputs: recall(project, isAlive), stage, force: shift.force }));
}
