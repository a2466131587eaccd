import { describe, expect, onTestFinished, test, vi } from "vitest";
import { GuideThreads, startThreads } from "../../src/commands/guide-threads.ts";
import { threadScript } from "../support/thread-script.ts";

describe("other threads", () => {
  /** Threads that add what they are told to what they were told first. */
  function start(count: number): GuideThreads {
    const script = threadScript(`(first) => (message) => {
      if (typeof message !== "number") throw new TypeError("no number");
      return first + message;
    }`);
    const threads = new GuideThreads(count, script);
    onTestFinished(() => threads.stop());
    return threads;
  }

  /** Waits for a number of replies; those of each thread. */
  function repliesOf(threads: GuideThreads, count: number): unknown[][] {
    const replies: unknown[][] = Array.from({ length: threads.count }, () => []);
    while (replies.flat().length < count)
      expect(threads.await((thread, reply) => void replies[thread]?.push(reply))).toBe(true);
    return replies;
  }

  test("reply to all that they are told, each in its order", () => {
    const threads = start(2);
    for (const thread of [0, 1]) threads.tell(thread, 10 * thread);
    for (const message of [1, 2, 3]) for (const thread of [0, 1]) threads.tell(thread, message);
    expect(repliesOf(threads, 6)).toEqual([
      [1, 2, 3],
      [11, 12, 13],
    ]);
  });

  test("reply nothing to what they cannot do, and go on", () => {
    const threads = start(1);
    for (const message of [1, "nonsense", 2]) threads.tell(0, message);
    expect(repliesOf(threads, 2)).toEqual([[undefined, 3]]);
  });

  test("are not confused by a call that comes late", async () => {
    const notify = vi.spyOn(Atomics, "notify");
    const threads = start(1);
    for (const message of [1, 2]) threads.tell(0, message);
    expect(repliesOf(threads, 1)).toEqual([[3]]);
    // As if the first thread had been asleep between its message and its call.
    const [signals, place] = notify.mock.lastCall as unknown as [Int32Array, number];
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(Atomics.notify(signals, place)).toBe(1);
    threads.tell(0, 3);
    expect(repliesOf(threads, 1)).toEqual([[4]]);
  });

  test("are none where the system allows none", () => {
    // Node refuses such a path at once, as it does where there can be no more threads.
    expect(startThreads(5000, 3, "neither absolute nor relative")).toBeUndefined();
  });

  test("are not started for nothing", () => {
    expect(startThreads(0, 3, "/no/matter.js")).toBeUndefined();
    expect(startThreads(20, undefined, "/no/matter.js")).toBeUndefined();
  });
});
