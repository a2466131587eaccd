import { startCompare } from "./compare.ts";
import { startLive } from "./live.ts";
import { startOrigins } from "./origins.ts";
import { startOutline } from "./outline.ts";
import { isGuide, startReading } from "./reading.ts";

/* What runs for authors: all that readers have, and their tools. */
const updateOutline = isGuide ? startOutline() : undefined;
// What the server sent is noted before anything is added to it.
startLive(updateOutline);
startReading();
if (isGuide) {
  startOrigins();
  startCompare();
}
