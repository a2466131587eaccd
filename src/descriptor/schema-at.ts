import * as z from "zod";
import type { YamlPath } from "../findings/problem.ts";

/*
 * What a schema says of one place in a value.
 */

/**
 * The value at a path.
 *
 * @returns undefined where there is none
 */
export function at(value: unknown, path: YamlPath): unknown {
  return path.reduce<unknown>(
    (inner, step) =>
      typeof inner === "object" && inner !== null && Object.hasOwn(inner, step)
        ? (inner as Record<string | number, unknown>)[step]
        : undefined,
    value,
  );
}

/** The keys that a schema of a mapping has; none of another one. */
export function keysOf(schema: z.ZodType | undefined): string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

/**
 * The schema that stands at a path of a value, through optional fields and unions.
 *
 * @param schema that of the whole
 * @param path where it stands
 * @param input the whole value, which tells what is meant of a union
 */
export function schemaAt(schema: z.ZodType, path: YamlPath, input: unknown): z.ZodType | undefined {
  let inner: z.ZodType | undefined = unwrap(schema);
  for (const [depth, step] of path.entries()) {
    if (inner instanceof z.ZodUnion) inner = likest(at(input, path.slice(0, depth)), inner.options as z.ZodType[]);
    if (inner instanceof z.ZodObject) inner = inner.shape[step] as z.ZodType | undefined;
    else if (inner instanceof z.ZodArray) inner = inner.element as z.ZodType;
    else if (inner instanceof z.ZodRecord) inner = inner.valueType as z.ZodType;
    else return undefined;
    if (inner) inner = unwrap(inner);
  }
  return inner;
}

function unwrap(schema: z.ZodType): z.ZodType {
  const isWrapped =
    schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
  return isWrapped ? unwrap(schema.unwrap() as z.ZodType) : schema;
}

/** Whether a value that is no plain text is of the kind that a schema describes. */
function isLike(value: unknown, schema: z.ZodType): boolean {
  if (Array.isArray(value)) return schema instanceof z.ZodArray;
  return (
    typeof value === "object" && value !== null && (schema instanceof z.ZodObject || schema instanceof z.ZodRecord)
  );
}

/** The option that a list or a mapping was meant for: of several, the one that knows most of its keys. */
export function likest(value: unknown, options: readonly z.ZodType[]): z.ZodType | undefined {
  const [first, ...others] = options.filter((option) => isLike(value, option));
  if (!first || others.length === 0) return first;
  const known = (option: z.ZodType) => keysOf(option).filter((key) => Object.hasOwn(value as object, key)).length;
  const best = others.reduce((most, option) => (known(option) > known(most) ? option : most), first);
  return known(best) > 0 ? best : undefined;
}
