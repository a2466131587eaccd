import { describe, expect, it } from "vitest";
import { KINDS } from "../../src/kinds/kinds.ts";
import { redirectsOf, type RenamedThing } from "../../src/project/redirects.ts";

const [image, chart] = KINDS;

const thing = (name: string, formerly: readonly string[] = [], kind = image): RenamedThing => ({
  kind,
  name,
  formerly,
  descriptor: `${kind.folder}s/${name}.yaml`,
});

/** Redirects as `from > to`, and the messages. */
function run(...things: RenamedThing[]): { redirects: string[]; messages: string[] } {
  const { redirects, findings } = redirectsOf(things);
  expect(findings.every(({ code, severity }) => code === "redirect-taken" && severity === "warning")).toBe(true);
  return {
    redirects: redirects.map(({ kind, from, to }) => `${kind.folder}: ${from} > ${to}`),
    messages: findings.map(({ file, message }) => `${file}: ${message}`),
  };
}

describe("redirects of former names", () => {
  it("lead each name to the thing that had it", () => {
    expect(run(thing("a", ["b", "c"]), thing("d", ["e"]), thing("f"))).toEqual({
      redirects: ["image: b > a", "image: c > a", "image: e > d"],
      messages: [],
    });
  });

  it("are apart by kind", () => {
    expect(run(thing("a", ["old"]), thing("a", ["old"], chart), thing("b", [], chart), thing("c", ["b"]))).toEqual({
      redirects: ["image: old > a", "chart: old > a", "image: b > c"],
      messages: [],
    });
  });

  it("lead away from no name that a thing has now, its own least of all", () => {
    const { redirects, messages } = run(thing("a", ["a", "b", "c"]), thing("b"));
    expect(redirects).toEqual(["image: c > a"]);
    expect(messages).toEqual([
      'images/a.yaml: unexpected former name "a": the image has that name now, so no page leads from it to "a"',
      'images/a.yaml: unexpected former name "b": there is images/b.yaml, so no page leads from it to "a"',
    ]);
  });

  it("lead nowhere from a name that two claim, which each of them is told", () => {
    const { redirects, messages } = run(thing("a", ["old", "older"]), thing("b", ["old"]));
    expect(redirects).toEqual(["image: older > a"]);
    expect(messages).toEqual([
      'images/a.yaml: unexpected former name "old": images/b.yaml claims it, too, so no page leads from it to "a"',
      'images/b.yaml: unexpected former name "old": images/a.yaml claims it, too, so no page leads from it to "b"',
    ]);
  });

  it("do not tell of a name that one thing says twice", () => {
    expect(run(thing("a", ["old", "old"]))).toEqual({ redirects: ["image: old > a"], messages: [] });
  });

  it("take names that differ in case alone for one", () => {
    expect(run(thing("Redis"), thing("valkey", ["redis"])).redirects).toEqual([]);
  });

  it("say the line, where the descriptor can be read", () => {
    const { findings } = redirectsOf([thing("a", ["x", "b"]), thing("b")], () => "name: a\nformerly:\n  - x\n  - b\n");
    expect(findings).toMatchObject([{ line: 4, column: 5 }]);
  });
});
