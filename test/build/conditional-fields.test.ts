import { expect, test } from "vitest";
import { descriptorJsonSchemas } from "../../src/kinds/kinds.ts";
import { CONDITIONAL } from "../../src/guide/unpublished.ts";

/* What is for some versions or variants, and not published, is never left out without a finding. */

type Schema = Readonly<Record<string, unknown>>;

/** The fields of a schema that take a `when`, without the brackets of lists. */
function fieldsWithWhen(schema: unknown, definitions: Schema, path: readonly string[] = [], depth = 0): string[] {
  if (typeof schema !== "object" || schema === null || depth > 30) return [];
  if (Array.isArray(schema)) return schema.flatMap((each) => fieldsWithWhen(each, definitions, path, depth + 1));
  const { properties = {}, items, anyOf, oneOf, allOf, $ref } = schema as Schema;
  const name = typeof $ref === "string" ? $ref.split("/").at(-1) : undefined;
  const referred = name === undefined ? undefined : definitions[name];
  return [
    ...(Object.hasOwn(properties as Schema, "when") ? [path.join(".")] : []),
    ...Object.entries(properties as Schema)
      .filter(([key]) => key !== "when")
      .flatMap(([key, inner]) => fieldsWithWhen(inner, definitions, [...path, key], depth + 1)),
    ...[items, anyOf, oneOf, allOf, referred].flatMap((inner) => fieldsWithWhen(inner, definitions, path, depth + 1)),
  ];
}

test("all fields that take a `when` are looked at", () => {
  const found = [...descriptorJsonSchemas().values()].flatMap((schema) =>
    fieldsWithWhen(schema, ((schema as Schema)["$defs"] ?? {}) as Schema),
  );
  expect([...new Set(found)].sort()).toEqual([...CONDITIONAL].sort());
});
