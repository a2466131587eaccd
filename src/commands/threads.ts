import { availableParallelism } from "node:os";
import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from "node:worker_threads";
import type { FileRecord } from "../incremental/state.ts";
import type { GuidePaths } from "../project/paths.ts";
import type { ProjectOptions } from "../project/project.ts";
import type { MadeGuide, MakeGuide, Order } from "./make-guide.ts";

/** A thread needs this many guides to make up for its start; measured on two cores, see docs/benchmarks.md. */
const GUIDES_A_THREAD = 1500;
/** More threads than this wait for each other's disk. */
const MOST_THREADS = 4;
/** How many guides a thread takes at once. */
const BATCH = 32;
/** A thread that finishes no batch in this time is dead. */
const PATIENCE = 120_000;

/** What the threads count together, by its place in the shared memory. */
const TAKEN = 0;
const DONE = 1;

/** What a thread is told. */
export interface Shift {
  readonly project: ProjectOptions;
  /** All guides of the project, also those that are not to be made; these alone where none is there twice. */
  readonly guides: readonly GuidePaths[];
  readonly force: boolean;
  /** Templates with which nothing is wrong. */
  readonly checked: readonly FileRecord[];
  readonly orders: readonly Order[];
  /** The folder of the build's stage, and what the thread's files there begin with. */
  readonly stage: string;
  readonly prefix: string;
  readonly counters: Int32Array;
  readonly port: MessagePort;
}

/** What a thread reports of a batch. */
export type Report =
  { readonly made: readonly MadeGuide[] } | { readonly error: Error & { readonly syscall?: string } };

/**
 * How many threads pay for a number of guides.
 *
 * @param guides how many guides are to be made
 * @returns at least 1
 */
export function countThreads(guides: number): number {
  return Math.max(1, Math.min(availableParallelism(), MOST_THREADS, Math.floor(guides / GUIDES_A_THREAD)));
}

/**
 * Makes guides on this thread and others. They take batches from one list until it is empty, so that none waits; the
 * order in which results come is nobody's business.
 *
 * @param shift what each thread is told, but for what is its own
 * @param threads how many there are, this one included
 * @param script the module of the other threads
 * @param make makes a guide on this thread
 * @param settle takes each result
 * @throws what making a guide throws, on whatever thread
 */
export function makeOnThreads(
  shift: Omit<Shift, "prefix" | "counters" | "port">,
  threads: number,
  script: string,
  make: MakeGuide,
  settle: (made: MadeGuide) => void,
): void {
  const counters = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
  const others = Array.from({ length: threads - 1 }, (_, index) => {
    const { port1, port2 } = new MessageChannel();
    const workerData: Shift = { ...shift, prefix: `${index + 1}-`, counters, port: port2 };
    const worker = new Worker(script, { workerData, transferList: [port2] });
    worker.unref();
    // What a thread that cannot start would have made, this one makes.
    worker.on("error", () => {});
    return { worker, port: port1 };
  });
  const collect = () => {
    for (const { port } of others)
      for (let message = receiveMessageOnPort(port); message; message = receiveMessageOnPort(port)) {
        const report = message.message as Report;
        if ("error" in report) throw Object.assign(new Error(report.error.message), report.error);
        report.made.forEach(settle);
      }
  };
  try {
    let own = 0;
    takeBatches(shift.orders, counters, (batch) => {
      for (const order of batch) settle(make(order));
      own += batch.length;
      collect();
    });
    for (let done = 0; (done = Atomics.load(counters, DONE)) < shift.orders.length - own; collect())
      if (Atomics.wait(counters, DONE, done, PATIENCE) === "timed-out") throw new Error("a thread does not answer");
    collect();
  } finally {
    // After an error nobody takes more.
    Atomics.store(counters, TAKEN, shift.orders.length);
    for (const { worker, port } of others) {
      port.close();
      void worker.terminate();
    }
  }
}

/**
 * What another thread does: makes guides as long as there are any, and reports them.
 *
 * @param shift what it is told
 * @param make makes a guide
 */
export function work({ orders, counters, port }: Shift, make: MakeGuide): void {
  takeBatches(orders, counters, (batch) => {
    port.postMessage(reportOf(batch, make));
    Atomics.add(counters, DONE, batch.length);
    Atomics.notify(counters, DONE);
  });
}

function reportOf(batch: readonly Order[], make: MakeGuide): Report {
  try {
    return { made: batch.map(make) };
  } catch (error) {
    // What the system says of its error stands in properties, which a message would lose.
    const { name, message, stack = "" } = error as Error;
    return { error: { ...(error as Error), name, message, stack } };
  }
}

function takeBatches(orders: readonly Order[], counters: Int32Array, use: (batch: readonly Order[]) => void): void {
  for (;;) {
    const start = Atomics.add(counters, TAKEN, BATCH);
    if (start >= orders.length) return;
    use(orders.slice(start, start + BATCH));
  }
}
