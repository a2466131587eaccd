import { expect, test } from "vitest";
import { validate } from "../../src/descriptor/validate.ts";
import { imageSchema } from "../../src/descriptor/image-schema.ts";

/* What an author is told to write. */

function advice(fields: object): { message: string; fix: string | undefined }[] {
  const result = validate(imageSchema, { name: "app", ...fields });
  return "problems" in result ? result.problems.map(({ message, fix }) => ({ message, fix })) : [];
}

test.each([
  ["yes", "true"],
  ["On", "true"],
  ["no", "false"],
  ["off", "false"],
])("says which truth value %s is", (word, meant) => {
  expect(advice({ env: [{ name: "A", required: word }] })).toMatchObject([{ fix: `write \`required: ${meant}\`` }]);
});

test("says so where a mapping would do as well, and of no word that cannot be meant", () => {
  expect(advice({ start: { compose: "yes" } })).toMatchObject([{ fix: "write `compose: true`" }]);
  expect(advice({ start: { compose: "no" } })[0]?.fix).not.toContain("false");
});

test("knows the keys of all forms that a misspelt one may be of, and tells no consequence of it", () => {
  const found = advice({ start: { notes: [{ tipp: "x" }] } });
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ fix: 'did you mean "tip"?' });
  expect(found[0]?.message).toContain("note, tip, important");
});

test("says that a key stands at the top", () => {
  expect(advice({ start: { args: ["x"] } })).toMatchObject([{ fix: "`args` stands at the top of the descriptor" }]);
  expect(advice({ argz: ["x"] })).toMatchObject([{ fix: 'did you mean "args"?' }]);
});

test("shows an example where a mapping is expected", () => {
  expect(advice({ volumes: [{ path: "/a", description: "b", when: ">=3.7" }] })).toMatchObject([
    { fix: "write it as in `when: { variants: [dev], from: 3.2 }`" },
  ]);
  expect(advice({ env: [{ name: "A", description: "b", columns: ["Since"] }] })).toMatchObject([
    { fix: "write it as in `columns: { Since: 3.2 }`" },
  ]);
});
