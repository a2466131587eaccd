import type { Descriptor } from "../../descriptor/descriptor.ts";
import { composeSample } from "../../guide/compose-sample.ts";
import { firstRun } from "../../guide/run-command.ts";
import type { Identity } from "../read/identity.ts";
import type { Block } from "../read/published-guide.ts";

/** A Compose file below a sample. */
export interface ComposeBlock {
  readonly compose: NonNullable<NonNullable<Descriptor["start"]>["compose"]>;
  /** The line behind it. */
  readonly end: number;
}

/**
 * Reads the block that says the same as the first sample as a Compose file, with one paragraph above it.
 *
 * @param below the blocks below the sample
 * @param fields what the sample says
 * @param identity what the guide calls its image
 * @returns undefined where there is none, or where it says something else than the sample
 */
export function readCompose(
  [above, block]: readonly Block[],
  fields: Partial<Descriptor>,
  { name, canonical }: Identity,
): ComposeBlock | undefined {
  if (above?.kind !== "paragraph" || block?.kind !== "code") return undefined;
  const text = canonical(block.text);
  const [, service = ""] = /^`{3}yaml\nservices:\n {2}([\w.-]+):\n/.exec(text) ?? [];
  if (service === "") return undefined;
  const compose = service === name ? true : { service };
  const descriptor: Descriptor = { name, title: name, ...fields, start: { ...fields.start, compose } };
  const lines = composeSample(firstRun(descriptor, "dhi.io/", String), descriptor).lines.map((line) => line.text);
  return text === ["```yaml", ...lines, "```"].join("\n") ? { compose, end: block.end } : undefined;
}
