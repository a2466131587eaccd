import type { Descriptor } from "../descriptor/schema.ts";
import { isRead, type BuiltGuide, type ReadGuide } from "../built-guide.ts";
import type { Pipeline } from "../pipeline.ts";
import type { GuidePaths } from "../project/paths.ts";
import type { Seams } from "../seams.ts";
import type { RewordedGuide, WordedGuide } from "../wording.ts";
import type { GuideThreads } from "./guide-threads.ts";

/** How many guides a thread is given at once, and how many times as many may wait for it. */
const BATCH = 8;
const AHEAD = 8;

/**
 * What another thread is told, once it knows the wording: descriptors, where their prose stands, and where the sections of
 * the earlier guide begin, if there is one.
 */
export type Batch = readonly (readonly [descriptor: Descriptor, proseFolder: string, seams: Seams | undefined])[];

/**
 * Makes guides. Where there are other threads, they word the guides that this one reads: so each thread runs half of the
 * code, and V8 compiles that for one of them only. They touch no file, and what none of them does, this one does.
 *
 * @param guides which
 * @param pipeline their way
 * @param threads other threads, if there are any
 * @param take takes each; the order is nobody's business
 * @throws what making a guide throws
 */
export function makeGuides(
  guides: readonly GuidePaths[],
  pipeline: Pipeline,
  threads: GuideThreads | undefined,
  take: (guide: BuiltGuide) => void,
): void {
  if (!threads || guides.length === 0 || pipeline.findings.length > 0) {
    threads?.stop();
    for (const paths of guides) {
      const guide = pipeline.read(paths);
      take(isRead(guide) ? pipeline.make(guide) : guide);
    }
    return;
  }
  const desk = new Desk(pipeline, threads, take);
  let batch: ReadGuide[] = [];
  for (const paths of guides) {
    const guide = pipeline.read(paths);
    if (!isRead(guide)) take(guide);
    else if (batch.push(guide) === BATCH) {
      desk.give(batch);
      batch = [];
    }
  }
  if (batch.length > 0) desk.give(batch);
  desk.close();
}

/** Hands out what was read, and puts it together with its words when they come back. */
class Desk {
  readonly #pipeline: Pipeline;
  readonly #threads: GuideThreads;
  readonly #take: (guide: BuiltGuide) => void;
  /** What each thread was given and did not reply to yet. */
  #waiting: ReadGuide[][][];
  #isAlone = false;

  constructor(pipeline: Pipeline, threads: GuideThreads, take: (guide: BuiltGuide) => void) {
    this.#pipeline = pipeline;
    this.#threads = threads;
    this.#take = take;
    this.#waiting = Array.from({ length: threads.count }, () => []);
    for (const thread of this.#waiting.keys()) threads.tell(thread, pipeline.wording);
  }

  /** Gives guides to the thread that has the fewest; where all have enough, some must come back first. */
  give(batch: ReadGuide[]): void {
    if (!this.#isAlone) this.#threads.collect(this.#finish);
    while (!this.#isAlone) {
      const lengths = this.#waiting.map(({ length }) => length);
      const least = Math.min(...lengths);
      if (least < AHEAD) {
        const thread = lengths.indexOf(least);
        this.#waiting[thread]?.push(batch);
        return this.#threads.tell(thread, batch.map(asTold));
      }
      this.#await();
    }
    this.#wordHere(batch);
  }

  /** Waits for all that is out. */
  close(): void {
    while (this.#waiting.some(({ length }) => length > 0)) this.#await();
  }

  /** Waits for a reply. Where none comes, this thread does what the others should have done, and all that is left. */
  #await(): void {
    if (this.#threads.await(this.#finish)) return;
    this.#isAlone = true;
    this.#threads.stop();
    for (const batch of this.#waiting.flat()) this.#wordHere(batch);
    this.#waiting = [];
  }

  readonly #finish = (thread: number, words: readonly (WordedGuide | RewordedGuide)[] | undefined): void => {
    const batch = this.#waiting[thread]?.shift() ?? [];
    if (!words) return this.#wordHere(batch);
    const { finish } = this.#pipeline;
    for (const [index, guide] of batch.entries())
      this.#take(finish(guide, words[index] as WordedGuide | RewordedGuide));
  };

  #wordHere(batch: readonly ReadGuide[]): void {
    for (const guide of batch) this.#take(this.#pipeline.make(guide));
  }
}

function asTold({ descriptor, paths, earlier }: ReadGuide): Batch[number] {
  return [descriptor, paths.prose, earlier?.seams];
}
