import { parseYaml } from "../yaml/parse.ts";
import type { RawDescriptor } from "./compare.ts";

/** Reads a descriptor as it is written; one that is no YAML says nothing. */
export function readDescriptor(text: string): RawDescriptor {
  const parsed = parseYaml(text);
  return "value" in parsed ? (parsed.value as RawDescriptor) : {};
}
