import escapeStringRegexp from "escape-string-regexp";
import { readVersion } from "../../versions.ts";
import type { StalePin } from "./roll-text.ts";

/** A version that pins named, and a text still does. */
interface Mention {
  readonly version: string;
  /** The version that the pins name now. */
  readonly to: string;
  readonly starts: readonly number[];
}

/**
 * Finds the versions of pins in other words of a text: "version 3.6.2", the output of a command. What they are of, nobody
 * can know.
 *
 * @param text a text in which the pins are rolled
 * @param pins the pins, as they were
 * @returns the versions of two numbers and more that stand there
 */
export function findMentions(text: string, pins: readonly StalePin[]): Mention[] {
  const versions = new Map(pins.map(({ tag, to }) => [versionOf(tag), versionOf(to)]));
  return [...versions].flatMap(([version, to]) => {
    if (!version.includes(".")) return [];
    const pattern = new RegExp(String.raw`(?<![\w.])v?${escapeStringRegexp(version)}(?![\w]|\.\d)`, "g");
    const starts = [...text.matchAll(pattern)].map(({ index }) => index);
    return starts.length > 0 ? [{ version, to, starts }] : [];
  });
}

const versionOf = (tag: string) => readVersion(tag)?.numbers.join(".") ?? tag;
