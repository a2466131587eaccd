import { arrangeTemplates } from "../render/templates.ts";
import { createWording, isReworded, type RewordedGuide, type WordedGuide, type Wording } from "../wording.ts";
import { replyToAll, type GuideThreadData } from "./guide-threads.ts";
import type { Batch } from "./make-guides.ts";

/**
 * What a thread of a command besides the first does: it words guides that the first one read. Bundled as a script of its
 * own, which has no more than that takes, and is loaded in a third of the time.
 *
 * @param data what it begins with
 */
export function wordGuides(data: GuideThreadData): void {
  replyToAll(data, prepareWording);
}

/**
 * Prepares what words guides.
 *
 * @param wording what the words depend on
 * @returns words a batch
 */
export function prepareWording(wording: Wording): (batch: Batch) => (WordedGuide | RewordedGuide)[] {
  const { word, reword } = createWording(wording, arrangeTemplates(wording.templates).templates);
  // The sections are more than all the rest, and hardly ever asked for: see output-findings.ts.
  return (batch) =>
    batch.map(([descriptor, folder, seams]) => {
      const words = seams === undefined ? word(descriptor, folder) : reword(descriptor, folder, seams);
      return isReworded(words) ? words : { ...words, sections: [] };
    });
}
