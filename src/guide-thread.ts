import { workerData } from "node:worker_threads";
import type { GuideThreadData } from "./commands/guide-threads.ts";
import { wordGuides } from "./commands/word-guides.ts";

/* A thread of a command besides the first. */

wordGuides(workerData as GuideThreadData);
