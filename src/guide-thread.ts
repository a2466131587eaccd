import { workerData } from "node:worker_threads";
import { makeShift } from "./commands/making.ts";
import type { Shift } from "./commands/threads.ts";

/* A thread of `build` besides the first. */

makeShift(workerData as Shift);
