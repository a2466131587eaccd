import { describe, expect, test } from "vitest";
import { NO_INFO, isRoot } from "../../src/catalog/definition.ts";
import { packageManagersIn, shellsIn } from "../../src/catalog/contents.ts";
import { imageFacts } from "../../src/catalog/facts.ts";
import { parseDefinition } from "../../src/catalog/parse.ts";
import { tagStanding } from "../../src/catalog/tags.ts";
import { smallCatalog } from "../verify/small-catalog.ts";

const image = async (name: string) => {
  const found = (await smallCatalog).images.get(name);
  if (!found) throw new Error(name);
  return found;
};

describe("facts", () => {
  test("name their sources, file and key", async () => {
    const { runtime } = await image("example");
    expect(runtime.ports).toEqual([
      {
        value: { port: 8080, protocol: "tcp" },
        sources: [{ file: "image/example/debian-13/1.yaml", key: "ports" }],
        everywhere: true,
      },
      expect.objectContaining({ value: { port: 9090, protocol: "tcp" } }),
    ]);
  });

  test("say where definitions disagree, and pick neither", async () => {
    const { runtime } = await image("mixed");
    expect(runtime.shells.map(({ value, everywhere }) => [value, everywhere])).toEqual([["busybox", false]]);
    expect(runtime.distributions.map(({ value, everywhere }) => [value, everywhere])).toEqual([
      ["alpine-3.24", false],
      ["debian-13", false],
    ]);
    expect(runtime.users).toHaveLength(1);
    expect(runtime.users[0]?.everywhere).toBe(true);
  });

  test("are kept apart by variant and flavor", async () => {
    const example = await image("example");
    expect(example.dev.packageManagers.map(({ value }) => value)).toEqual(["apt"]);
    expect(example.runtime.packageManagers).toEqual([]);
    const shelly = await image("shelly");
    expect(shelly.compat.tags.map(({ value }) => value)).toEqual(["2-compat"]);
    expect(shelly.runtime.tags.map(({ value }) => value)).toEqual(["2", "2.1"]);
    expect([...shelly.flavors.keys()]).toEqual(["compat"]);
    expect(shelly.dev.definitions).toEqual([]);
  });

  test("take an SDK for no runtime variant, whatever it is called", () => {
    const definition = (tag: string) =>
      parseDefinition(`image: dhi.io/net\nvariant: runtime\ntags: [${tag}]\n`, "image/net/debian-13/1.yaml").definition;
    const definitions = ["1", "1-sdk", "1-sdk-alpine3.22", "1-sdkman"].flatMap((tag) => definition(tag) ?? []);
    const { runtime } = imageFacts("net", NO_INFO, definitions);
    expect(runtime.tags.map(({ value }) => value)).toEqual(["1", "1-sdkman"]);
  });

  test("give environment, entry point, working directory, platforms and dates", async () => {
    const { runtime, title } = await image("example");
    expect(title).toBe("Example");
    expect(runtime.environment[0]?.value).toEqual(["EXAMPLE_HOME", "/opt/example"]);
    expect(runtime.entrypoints[0]?.value).toEqual(["/usr/local/bin/example"]);
    expect(runtime.workDirs[0]?.value).toBe("/opt/example");
    expect(runtime.platforms.map(({ value }) => value)).toEqual(["linux/amd64", "linux/arm64"]);
    expect(runtime.dates[0]?.value).toEqual(["release", "2026-01-17"]);
  });
});

describe("packages", () => {
  test("name shells with and without a version, and none that is left out", () => {
    expect(shellsIn(["bash=5.2-r0", "busybox", "!dash", "gitlab-shell", "bash"])).toEqual(["bash", "busybox"]);
  });

  test("name package managers", () => {
    expect(packageManagersIn(["apt", "apk-tools=2", "dpkg", "python3-pip"])).toEqual(["apt", "apk"]);
  });
});

describe("root", () => {
  test.each([
    [undefined, true],
    [{ name: "root", uid: 0 }, true],
    [{ name: "0", uid: 0 }, true],
    [{ name: "app", uid: undefined }, false],
  ])("%j: %s", (user, expected) => {
    expect(isRoot(user)).toBe(expected);
  });
});

describe("a tag", () => {
  const published = ["3", "3.31", "3.31.7", "3.31.7-debian13", "3.31-dev", "2.5-alpine3.24", "2.5.1-alpine3.24-dev"];

  test.each([
    ["3.31.7", "published"],
    ["3.31.3", "stale"],
    ["v3.31.3", "stale"],
    ["3.20-debian12", "stale"],
    ["3.30-dev", "stale"],
    ["2.4-alpine3.22", "stale"],
    ["3.32", "unknown"],
    ["3.31.8", "unknown"],
    ["4", "unknown"],
    ["3.30-compat", "unknown"],
    ["latest", "unknown"],
  ])("%s is %s", (tag, standing) => {
    expect(tagStanding(tag, published)).toBe(standing);
  });
});
