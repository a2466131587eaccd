import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { factsOf } from "../../src/sync/facts.ts";
import { keepClaims } from "../../src/sync/keep.ts";
import { syncDescriptor } from "../../src/sync/sync.ts";
import { imageOf } from "./image-of.ts";

const NO_CHARTS = { chartNames: undefined };
const HEAD = "name: app\ntitle: App\n";
const DEFINITIONS = {
  "debian-13/1":
    "variant: runtime\naccounts: { run-as: app }\nports: [80]\nentrypoint: [/app]\nenvironment: { A: b }\n" +
    "contents: { packages: [bash] }\n",
};
const SHELL = 'shell: "as published: none; the definitions: bash (image/app/debian-13/1.yaml: contents.packages)"';

const keep = (text: string, definitions: Readonly<Record<string, string>> = DEFINITIONS) =>
  keepClaims(HEAD + text, (variables) => factsOf(imageOf(definitions), NO_CHARTS, variables));
const names = (text: string, definitions?: Readonly<Record<string, string>>) =>
  keep(text, definitions).problems.map(({ place }) => ("path" in place ? place.path[1] : undefined));

describe("what a guide claims and the definitions deny is kept", () => {
  test("with what both of them say, and where", () => {
    const { text, problems } = keep("user: app\nvariants: { available: [runtime] }\n");
    expect(text).toContain(`keep:\n  ${SHELL}\n`);
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([["fact-kept", "note"]]);
  });

  test("also where the descriptor says it by saying nothing: no shell, the usual user, both variants", () => {
    expect(names("")).toEqual(["user", "shell", "variants.available"]);
  });

  test("but not what the guide does not speak of: ports, variables, how it starts", () => {
    expect(names("user: app\nshell: { names: [bash] }\nvariants: { available: [runtime] }\n")).toEqual([]);
  });

  test("nor what it leaves open", () => {
    expect(names("user: app\nshell: unknown\nvariants: { available: [runtime] }\n")).toEqual([]);
  });

  test("a variable's value is a claim, also where no new descriptor would have it", () => {
    const definitions = { "debian-13/1": "variant: runtime\naccounts: { run-as: app }\nenvironment: { PATH: /bin }\n" };
    const text = "user: app\nvariants: { available: [runtime] }\nenv:\n  - { name: PATH, default: /wrong }\n";
    expect(names(text, definitions)).toEqual(["env.PATH"]);
  });

  test("ports that are stated are a claim", () => {
    const text = "ports: [90]\nuser: app\nshell: { names: [bash] }\nvariants: { available: [runtime] }\n";
    expect(names(text)).toEqual(["ports"]);
  });

  test("what no definition says, where they differ, as well", () => {
    const definitions = {
      "debian-13/1": "variant: runtime\naccounts: { run-as: app }\n",
      "debian-13/2": "variant: runtime\naccounts: { run-as: tor }\n",
    };
    const text = "user: root\nvariants: { available: [runtime] }\n";
    expect(names(text, definitions)).toEqual(["user"]);
    expect(keep(text, definitions).text).toContain("as published: root; the definitions: app or tor");
  });
});

test.each([
  ["one line", "{ name: app, title: App, user: app }\n"],
  ["an empty mapping", `${HEAD}user: app\nkeep: {} # nothing\n`],
  ["a mapping on one line", `${HEAD}user: app\nkeep: { ports: why }\n`],
  ["no line end", `${HEAD}user: app`],
  ["a comment at the end", `${HEAD}user: app\n# the end\n`],
])("a descriptor that is written with %s gets them, too", (_, written) => {
  const { text } = keepClaims(written, (variables) => factsOf(imageOf(DEFINITIONS), NO_CHARTS, variables));
  expect((parse(text) as { keep: object }).keep).toMatchObject({
    shell: expect.stringContaining("as published: none") as string,
    "variants.available": expect.stringContaining("as published: runtime, dev") as string,
  });
});

describe("a descriptor whose claims are kept", () => {
  test("has no fact that sync would change, of those that it claims, and none that is kept in vain", () => {
    const { text } = keep("ports: [90]\n");
    const { outdated, problems } = syncDescriptor(text, imageOf(DEFINITIONS), NO_CHARTS);
    expect(problems).toEqual([]);
    expect(outdated.map(({ message }) => /unexpected (\S+)/.exec(message)?.[1])).toEqual(["env.A", "entrypoint"]);
  });

  test("has the reasons that it had before, and nothing new the second time", () => {
    const first = keep("keep:\n  user: it drops its rights itself # upstream\n");
    expect(first.text).toContain("  user: it drops its rights itself # upstream\n");
    expect(first.problems).toHaveLength(2);
    const second = keepClaims(first.text, (variables) => factsOf(imageOf(DEFINITIONS), NO_CHARTS, variables));
    expect(second).toEqual({ text: first.text, outdated: [], problems: [] });
  });
});
