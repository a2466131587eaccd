import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * Runs a command as a whole process.
 *
 * @param {string[]} command the program and its arguments
 * @returns {number} the seconds from its start to its end
 */
export function time([program, ...args]) {
  const start = process.hrtime.bigint();
  const { status, error, stderr } = spawnSync(program, args, { encoding: "utf8", stdio: ["ignore", "ignore", "pipe"] });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (error ?? status !== 0) throw new Error(`${program} ${args.join(" ")}: ${error ?? `status ${status}\n${stderr}`}`);
  return seconds;
}

/**
 * The most memory that a command held at once.
 *
 * @param {string[]} command the program and its arguments
 * @returns {Promise<number>} MiB: VmHWM, as the kernel kept it
 */
export async function peakMemory([program, ...args]) {
  const child = spawn(program, args, { stdio: "ignore" });
  let peak = 0;
  const timer = setInterval(() => {
    try {
      const match = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"));
      peak = Math.max(peak, Number(match?.[1] ?? 0));
    } catch {
      // It has just ended.
    }
  }, 5);
  await new Promise((resolve, reject) => child.on("close", resolve).on("error", reject));
  clearInterval(timer);
  return peak / 1024;
}

/** The middle one of some numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Times two things in turn, so that what else the machine does hits both alike.
 *
 * @param {number} pairs how often
 * @param {() => number} one prepares and times the one
 * @param {() => number} other prepares and times the other
 * @returns {{ one: number, other: number, ratio: number }} the medians of the seconds, and of the pairs' ratios
 */
export function inTurn(pairs, one, other) {
  const rows = Array.from({ length: pairs }, (_, index) => {
    // Which one goes first changes, too.
    if (index % 2 === 0) return { one: one(), other: other() };
    const second = other();
    return { one: one(), other: second };
  });
  return {
    one: median(rows.map((row) => row.one)),
    other: median(rows.map((row) => row.other)),
    ratio: median(rows.map((row) => row.one / row.other)),
  };
}
