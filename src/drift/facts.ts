import type { Descriptor } from "../descriptor/descriptor.ts";
import { chartSchema } from "../descriptor/chart-schema.ts";
import { imageSchema } from "../descriptor/image-schema.ts";

/*
 * The facts that shared text is worded by: conditions of partials ask them. What is a text of the author's (`env` with
 * its descriptions, `start`) is none of them; a sample in which it changes is merged.
 */

/** The schema of a drift file's `facts`. */
export const factsSchema = imageSchema
  .pick({
    ports: true,
    user: true,
    uid: true,
    shell: true,
    packageManager: true,
    entrypoint: true,
    cmd: true,
    workDir: true,
    chart: true,
    variants: true,
  })
  .extend(
    chartSchema.pick({
      release: true,
      namespace: true,
      createNamespace: true,
      pullSecrets: true,
      set: true,
      options: true,
    }).shape,
  )
  .strict();

const FIELDS = Object.keys(factsSchema.shape) as (keyof typeof factsSchema.shape)[];

/**
 * The facts that a descriptor states.
 *
 * @param descriptor what the author wrote
 * @returns those that are set, in the order of the schema; of `variants` without its notes
 */
export function factsOf(descriptor: Descriptor): Readonly<Record<string, unknown>> {
  const facts: Record<string, unknown> = {};
  for (const field of FIELDS) {
    if (descriptor[field] === undefined) continue;
    if (field !== "variants") {
      facts[field] = descriptor[field];
      continue;
    }
    const { notes: _, ...variants } = descriptor.variants ?? {};
    if (Object.keys(variants).length > 0) facts[field] = variants;
  }
  return facts;
}

/**
 * A descriptor as it was when it stated other facts.
 *
 * @param descriptor what the author wrote
 * @param facts the facts of then
 * @returns the descriptor with those facts and no others; its texts stay
 */
export function withFacts(descriptor: Descriptor, facts: Readonly<Record<string, unknown>>): Descriptor {
  const then: Record<string, unknown> = { ...descriptor };
  for (const field of FIELDS) Reflect.deleteProperty(then, field);
  Object.assign(then, facts);
  const notes = descriptor.variants?.notes;
  if (notes !== undefined) then["variants"] = { ...(facts["variants"] as object | undefined), notes };
  return then as Descriptor;
}

/**
 * Whether two sets of facts say the same, whatever the order of their fields.
 *
 * @param a one
 * @param b another
 * @returns true where they do
 */
export function sameFacts(a: unknown, b: unknown): boolean {
  return textOf(a) === textOf(b);
}

function textOf(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
