import { describe, expect, test } from "vitest";
import { samplesOf, startPage } from "./start-page.ts";

/* A sample is for one version and variant: what excludes each other does not stand in it together. */

const samples = (more: string) => samplesOf(startPage(more).text, "bash");

const VOLUMES = `
volumes:
  - { path: /data/17, source: data, description: D, when: { until: 17 } }
  - { path: /data, source: data, description: D, when: { from: 18 } }
  - { path: /logs, source: logs }
`;
const VARIABLES = `
env:
  - { name: A, value: old, description: D, when: { until: 3.9 } }
  - { name: A, value: new, description: D, when: { from: 3.10 } }
  - { name: B, value: dev, description: D, when: { variants: [dev] } }
  - { name: C, value: any }
`;

describe("the first sample has what is for the same version", () => {
  test.each([
    ["of volumes the first", VOLUMES, ["-v data:/data/17", "-v logs:/logs"]],
    ["of variables the first, and what may go with it", VARIABLES, ['-e A="old"', '-e B="dev"', '-e C="any"']],
    [
      "a volume that goes with a variable",
      `env: [{ name: A, value: x, description: D, when: { from: 18 } }]${VOLUMES}`,
      ['-e A="x"', "-v data:/data", "-v logs:/logs"],
    ],
    [
      "of a version's tag what is for that version",
      `${VOLUMES}start: { tag: "18" }\n`,
      ["-v data:/data", "-v logs:/logs"],
    ],
    ["of a longer tag, too", `${VOLUMES}start: { tag: v17.2-alpine }\n`, ["-v data:/data/17", "-v logs:/logs"]],
    ["3.10 is behind 3.9", `${VARIABLES}start: { tag: 3.10-<x> }\n`, ['-e A="new"', '-e B="dev"', '-e C="any"']],
    [
      "of a variant's tag what is for that variant",
      `${VARIABLES.replace("[dev]", "[runtime]")}start: { tag: <tag>-dev }\n`,
      ['-e A="old"', '-e C="any"'],
    ],
    [
      "of a flavor's tag what is for that flavor",
      `variants: { flavors: [apache, fpm-x] }
env:
  - { name: A, value: one, description: D, when: { flavors: [apache] } }
  - { name: A, value: two, description: D, when: { flavors: [fpm-x] } }
start: { tag: <tag>-fpm-x-dev }
`,
      ['-e A="two"'],
    ],
    [
      "all that it names, whatever it is for",
      `${VOLUMES}start: { volumes: [/data/17, /data] }\n`,
      ["-v data:/data/17", "-v data:/data"],
    ],
  ])("%s", (_, more, lines) => {
    const said = samples(`${more}${more.includes("start:") ? "" : "start: { mode: foreground }\n"}`)[0] ?? "";
    expect(said.split("\n").flatMap((line) => /^ {2}(-[ev] .*) \\$/.exec(line)?.[1] ?? [])).toEqual(lines);
  });
});

describe("a further sample has what is for its tag", () => {
  test.each([
    ["3.9", '-e A="old"'],
    ["3.10", '-e A="new"'],
    ["4-dev", '-e A="new"'],
    ["<tag>", '-e A="old"'],
  ])("%s", (tag, line) => {
    const further = `start: { further: [{ text: Or, tag: "${tag}", env: [A] }] }\n`;
    expect(samples(`${VARIABLES}${further}`)[1]).toContain(`${line} \\`);
  });
});

describe("what a sample has by its tag", () => {
  const TWO = `
env: [{ name: A, value: old, when: { until: 17 } }, { name: A, value: new, when: { from: 18 } }]
volumes: [{ path: /a, source: a, when: { until: 17 } }, { path: /b, source: b, when: { from: 18 } }]
`;

  test("needs no table that says for what it is", () => {
    const { findings } = startPage(
      `${TWO}start: { tag: "18", further: [{ text: Or, tag: "17", env: [A], volumes: [/a] }] }\n`,
    );
    expect(findings).toEqual([]);
  });

  test("needs one where no tag says so", () => {
    const { findings } = startPage(`${TWO}start: { mode: foreground }\n`);
    expect(findings.map(({ message }) => message.split(",")[0])).toEqual([
      "unexpected env[0].when",
      "unexpected env[1]",
      "unexpected volumes[0].when",
      "unexpected volumes[1]",
    ]);
  });
});
