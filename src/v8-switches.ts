import { setFlagsFromString } from "node:v8";

/**
 * The switches of V8 under which guides are made, and under which the code of that is compiled beforehand.
 *
 * - Fewer functions are put together when V8 optimizes: a build is over in seconds, and what that saves takes longer to
 *   compile.
 * - The memory for what is new is as large from the start as it will soon be (8 MiB). That is for threads that start
 *   later; the first has its memory already.
 */
export const V8_SWITCHES: readonly string[] = ["--max-inlined-bytecode-size=60", "--min-semi-space-size=8"];

/**
 * Sets the switches. This is for the start of a process: while V8 optimizes something on a thread of its own, a change of
 * its switches ends the process.
 */
export function setV8Switches(): void {
  setFlagsFromString(V8_SWITCHES.join(" "));
}
