import { expect, test } from "vitest";
import { Wordings } from "../../src/render/wordings.ts";

/** Asks for a wording; says whether it was made anew, and for others, too. */
function ask(wordings: Wordings<string>, key: string | undefined): "shared" | "own" | "known" {
  let made: "shared" | "own" | "known" = "known";
  const text = wordings.get(
    () => key,
    (isShared) => {
      made = isShared ? "shared" : "own";
      return `of ${key}`;
    },
  );
  expect(text).toBe(`of ${key}`);
  return made;
}

test("a wording is made once for all that have its key", () => {
  const wordings = new Wordings<string>();
  expect([ask(wordings, "a"), ask(wordings, "b"), ask(wordings, "a")]).toEqual(["shared", "shared", "known"]);
});

test("what has no key is its guide's own", () => {
  const wordings = new Wordings<string>();
  expect([ask(wordings, undefined), ask(wordings, undefined)]).toEqual(["own", "own"]);
});

test("where each guide has its own, they are given up, and no key is asked for", () => {
  const wordings = new Wordings<string>(2);
  expect(["a", "b", "c", "a"].map((key) => ask(wordings, key))).toEqual(["shared", "shared", "own", "own"]);
  const fail = () => {
    throw new Error("asked");
  };
  expect(wordings.get(fail, () => "x")).toBe("x");
});

test("where most have one in common, those stay, and the others are worded for themselves", () => {
  const wordings = new Wordings<string>(2);
  expect(["a", "a", "a", "b", "c", "a"].map((key) => ask(wordings, key))).toEqual([
    "shared",
    "known",
    "known",
    "shared",
    "own",
    "known",
  ]);
});

test("what cannot be worded is not remembered", () => {
  const wordings = new Wordings<string>();
  expect(
    wordings.get(
      () => "a",
      () => undefined,
    ),
  ).toBeUndefined();
  expect(ask(wordings, "a")).toBe("shared");
});
