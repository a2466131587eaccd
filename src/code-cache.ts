import { hash } from "node:crypto";
import { arch, platform, versions } from "node:process";

/*
 * V8 takes a code cache for its own where little more than its version and the script's length agree, and runs whatever
 * is in it. So a seal stands in front: what made it, what it was made of, and that it is whole.
 */

const SEAL = 64;

/**
 * Seals the code that V8 compiled.
 *
 * @param source the script
 * @param code what V8 gave
 * @returns the bytes to keep
 */
export function sealCode(source: string, code: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(sealOf(source, code), "latin1"), code]);
}

/**
 * Takes the code out of what was kept.
 *
 * @param source the script
 * @param kept what {@link sealCode} gave, maybe
 * @returns the code; undefined where it is damaged, of another script, or of another release of Node
 */
export function openCode(source: string, kept: Buffer): Buffer | undefined {
  const code = kept.subarray(SEAL);
  return kept.toString("latin1", 0, SEAL) === sealOf(source, code) ? code : undefined;
}

function sealOf(source: string, code: Uint8Array): string {
  const maker = JSON.stringify([versions, arch, platform]);
  return hash("sha256", [maker, source, code].map((part) => hash("sha256", part)).join(""));
}
