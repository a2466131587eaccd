import { expect, test } from "vitest";
import { imageSchema } from "../../src/descriptor/image-schema.ts";
import { validate } from "../../src/descriptor/validate.ts";

test.each([
  [{ start: "Hello" }, "write `start: { text: Hello }`"],
  [{ start: "Hello there" }, "write `start: { text: … }`"],
  [{ ports: "80" }, "write `ports: [80]`"],
  [{ migration: "drop-in" }, "write `migration: { kind: drop-in }`"],
  [{ env: "URL" }, "write `env: [{ name: URL }]`"],
  [{ env: ["URL"] }, "write `{ name: URL }`"],
])("a text in the place of a list or a mapping: %j", (keys, fix) => {
  const result = validate(imageSchema, { name: "app", title: "App", ...keys });
  expect(result).toMatchObject({ problems: [{ code: "descriptor-value", fix }] });
});
