import { describe, expect, test } from "vitest";
import { formatMarkdown } from "../../src/format/format-markdown.ts";
import {
  adopt,
  adoptProved,
  build,
  catalog,
  descriptor,
  drift,
  each,
  edit,
  packaged,
  partial,
  put,
  read,
} from "./small-catalog.ts";

/* Adopting into a project that stands. */

const lamp = (name: string) => `## Where ${name} hangs\n\n${[...name].reverse().join(" ")}.\n\n`;
const wick =
  "## Trimming the wick\n\nBefore the lamp is lit, its wick must be trimmed to the height of a barley corn.\n";
const NAMES = ["alma", "berta", "cilla"];
const small = () => adoptProved(each((name) => lamp(name) + wick, NAMES));

test("a second run changes nothing", () => {
  const root = small();
  const again = adopt(root);
  expect(again.known).toEqual(NAMES);
  expect(again.write()).toEqual([]);
  expect(again.findings).toEqual([]);
});

test("a second run changes nothing where sections of the package are worded otherwise", () => {
  const root = adoptProved(
    packaged(
      () => "",
      (page) => page.replace("All examples in this guide", "Examples here").replaceAll("don't", "do not"),
    ),
  );
  expect(partial(root, "access")).toContain("Examples here");
  expect(adopt(root).write()).toEqual([]);
});

describe("with force", () => {
  test("a guide that the project gives already keeps its descriptor, with what was improved by hand", () => {
    const root = small();
    edit(root, "images/alma.yaml", (text) => `${text}# Improved by hand.\n`);
    expect(adopt(root, true).write()).toEqual([]);
    expect(read(root, "images/alma.yaml")).toContain("# Improved by hand.");
  });

  test("a guide that changed is adopted again, the others are left alone", () => {
    const root = small();
    edit(root, "images/alma.yaml", (text) => `${text}# Improved by hand.\n`);
    put(root, "image/berta/guides.md", lamp("berta") + wick.replace("its wick", "the wick"));
    expect(adopt(root, true).write()).toEqual(["images/berta/drift.yaml"]);
    expect(build(root).pages.get("berta")).toContain("is lit, the wick must");
  });

  test("drift that a guide has no longer is gone", () => {
    const root = small();
    put(root, "image/berta/guides.md", lamp("berta") + wick.replace("its wick", "the wick"));
    adopt(root, true).write();
    expect(drift(root, "berta")).toHaveLength(1);
    put(root, "image/berta/guides.md", lamp("berta") + wick);
    adopt(root, true).write();
    expect(drift(root, "berta")).toEqual([]);
    expect(build(root).pages.get("berta")).toBe(formatMarkdown(lamp("berta") + wick));
  });
});

test("one more guide takes the project's shared text, and nothing is overwritten", () => {
  const root = small();
  edit(root, "templates/partials/trimming-the-wick.hbs", (text) => text.replace("its wick", "the wick"));
  put(root, "image/dora/guides.md", lamp("dora") + wick);
  const written = adopt(root).write();
  expect(written.filter((file) => !file.startsWith("images/dora"))).toEqual([]);
  expect(partial(root, "trimming-the-wick")).toContain("the wick");
  expect(drift(root, "dora")).toMatchObject([{ section: "trimming-the-wick" }]);
  expect(build(root).pages.get("dora")).toBe(formatMarkdown(lamp("dora") + wick));
});

test("a project with settings and no guide is completed: its own keys stay", () => {
  const root = catalog(each((name) => lamp(name) + wick, NAMES));
  put(root, "project/dhi-guides.config.yaml", "namespace: acme\n");
  adopt(root).write();
  expect(read(root, "dhi-guides.config.yaml")).toMatch(/^layout: guide$/m);
  expect(read(root, "dhi-guides.config.yaml")).toMatch(/^namespace: acme$/m);
  expect(build(root).pages.get("alma")).toBe(formatMarkdown(lamp("alma") + wick));
});

test("a guide that reads otherwise in a project that stands is described by its partials", () => {
  const root = small();
  put(root, "image/dora/guides.md", "## Only hers\n\nNothing about wicks.\n");
  adopt(root).write();
  expect(descriptor(root, "dora")).toMatchObject({
    sections: { omit: expect.arrayContaining(["trimming-the-wick"]) as string[] },
  });
});
