import { availableParallelism } from "node:os";
import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from "node:worker_threads";

/** So many guides make up for another thread's start; measured on two cores, see docs/benchmarks.md. */
const FEWEST_GUIDES = 500;
/** One thread reads and writes as many guides as two can word. */
const MOST_THREADS = 3;
/** A thread that replies nothing in this many milliseconds is dead. */
const PATIENCE = 5000;

/** The place in the shared memory of how often all replied; behind it stands how often each was told something. */
const REPLIES = 0;

/** What another thread begins with. */
export interface GuideThreadData {
  readonly port: MessagePort;
  readonly signals: Int32Array;
  /** Its place in them. */
  readonly place: number;
}

/** What another thread replies: a value, or nothing where it met an error. */
type Reply<T> = { readonly value: T | undefined };

/** Less than the first thread has, so that no other thread gets through what would be too deep for that one. */
const STACK_MB = 1;

/**
 * Other threads, which are told something and reply. This thread never waits for an event, so that a build stays a plain
 * function.
 */
export class GuideThreads {
  readonly #signals: Int32Array;
  readonly #workers: Worker[] = [];
  readonly #ports: MessagePort[] = [];

  /**
   * Starts them, which takes a while: the earlier, the better. Where the system allows fewer, there are fewer.
   *
   * @param count how many, this one not included
   * @param script their module
   */
  constructor(count: number, script: string) {
    this.#signals = new Int32Array(new SharedArrayBuffer((1 + count) * Int32Array.BYTES_PER_ELEMENT));
    try {
      for (let place = 1; place <= count; place += 1) this.#start(script, place);
    } catch {
      // The first thread makes what these would have made.
    }
  }

  /** How many there are. */
  get count(): number {
    return this.#workers.length;
  }

  /**
   * Tells a thread something.
   *
   * @param thread its number, from 0
   * @param message plain data
   */
  tell(thread: number, message: unknown): void {
    this.#ports[thread]?.postMessage(message);
    Atomics.add(this.#signals, 1 + thread, 1);
    Atomics.notify(this.#signals, 1 + thread);
  }

  /**
   * Takes what came back.
   *
   * @param take is called with the thread's number and its reply, undefined where it met an error; the replies of one thread
   *   come in the order of what it was told
   * @returns whether something came
   */
  collect<T>(take: (thread: number, value: T | undefined) => void): boolean {
    let came = false;
    for (const [thread, port] of this.#ports.entries())
      for (let message = receiveMessageOnPort(port); message; message = receiveMessageOnPort(port)) {
        take(thread, (message.message as Reply<T>).value);
        came = true;
      }
    return came;
  }

  /**
   * As {@link collect}, and waits where nothing came yet.
   *
   * @param take as there
   * @returns false where nothing came for so long that nothing will
   */
  await<T>(take: (thread: number, value: T | undefined) => void): boolean {
    const replies = Atomics.load(this.#signals, REPLIES);
    return this.collect(take) || Atomics.wait(this.#signals, REPLIES, replies, PATIENCE) !== "timed-out";
  }

  /** Ends them, whatever they do. */
  stop(): void {
    for (const port of this.#ports) port.close();
    for (const worker of this.#workers) void worker.terminate();
  }

  #start(script: string, place: number): void {
    const { port1, port2: port } = new MessageChannel();
    const workerData: GuideThreadData = { port, signals: this.#signals, place };
    const worker = new Worker(script, {
      workerData,
      transferList: [port],
      resourceLimits: { stackSizeMb: STACK_MB },
      // They print nothing: streams that are theirs alone need no streams of this process.
      stdout: true,
      stderr: true,
    });
    worker.unref();
    // That it cannot go on shows in that it does not reply.
    worker.on("error", () => {});
    this.#workers.push(worker);
    this.#ports.push(port1);
  }
}

/**
 * Starts other threads where they pay.
 *
 * @param guides about how many guides are to be made
 * @param asked how many threads were asked for, the first included
 * @param script the other threads' module; undefined where there is but one thread
 * @returns the threads; undefined where there is one alone
 */
export function startThreads(
  guides: number,
  asked: number | undefined,
  script: string | undefined,
): GuideThreads | undefined {
  const count = asked ?? (guides < FEWEST_GUIDES ? 1 : Math.min(availableParallelism(), MOST_THREADS));
  if (guides === 0 || count === 1 || script === undefined) return undefined;
  const threads = new GuideThreads(count - 1, script);
  return threads.count === 0 ? undefined : threads;
}

/**
 * What another thread does: replies to all that it is told, until it is ended.
 *
 * @param data what it begins with
 * @param prepare makes of the first message, to which there is no reply, what replies to all others
 */
export function replyToAll<First, Message, T>(
  { port, signals, place }: GuideThreadData,
  prepare: (first: First) => (message: Message) => T,
): void {
  let told = 0;
  const next = (): unknown => {
    // What wakes it may be the end of a call that it has answered already.
    while (Atomics.load(signals, place) === told) Atomics.wait(signals, place, told);
    told += 1;
    return receiveMessageOnPort(port)?.message;
  };
  const reply = prepare(next() as First);
  for (;;) {
    port.postMessage(safely(reply, next() as Message));
    Atomics.add(signals, REPLIES, 1);
    Atomics.notify(signals, REPLIES);
  }
}

/** An error is nothing to send: who told this thread does it again, and meets it where its details are at hand. */
function safely<Message, T>(reply: (message: Message) => T, message: Message): Reply<T> {
  try {
    return { value: reply(message) };
  } catch {
    return { value: undefined };
  }
}
