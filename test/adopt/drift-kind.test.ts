import { expect, test } from "vitest";
import { classifyDrift } from "../../src/adopt/drift/drift-kind.ts";

test.each([
  ["Don’t use a `dev` tag.", "Don't use a dev tag"],
  ["Run **as** it is:", "Run as it is."],
])("quotes, ticks, emphasis and punctuation are form: %s", (usual, other) => {
  expect(classifyDrift(usual, other)).toBe("format");
});

test("other words are another wording", () => {
  expect(classifyDrift("Pick the lamp that suits you.", "Choose the lamp that suits you.")).toBe("wording");
});

test.each([
  ["a denial", "The lamp has a shade.", "The lamp has no shade."],
  ["a port", "It listens on 8080.", "It listens on 8081."],
  ["an address", "See https://a.example/x.", "See https://a.example/y."],
  ["a sample", "Run:\n\n```\nlight lamp\n```\n", "Run:\n\n```\nlight candle\n```\n"],
])("%s is a difference of meaning", (_, usual, other) => {
  expect(classifyDrift(usual, other)).toBe("meaning");
});
