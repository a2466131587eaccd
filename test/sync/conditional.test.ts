import { describe, expect, test } from "vitest";
import { syncDescriptor } from "../../src/sync/sync.ts";
import { imageOf } from "./image-of.ts";

/* Variables that have a row for each of some versions or variants. */

const FACTS = "user: app\nvariants: { available: [runtime] }\n";
const definition = (version: string, value: string) =>
  `variant: runtime\ntags: ['${version}', '${version}.1']\naccounts: { run-as: app }\nenvironment: { PGDATA: ${value}, TZ: UTC }\n`;
const definitionsOf = (values: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(values).map(([version, value]) => [`debian-13/${version}`, definition(version, value)]),
  );
const sync = (env: string, values: Readonly<Record<string, string>>) => {
  const text = `name: app\ntitle: App\nenv:\n${env}${FACTS}`;
  const { text: synced, problems } = syncDescriptor(text, imageOf(definitionsOf(values)), { chartNames: undefined });
  return { isSame: synced === text, synced, messages: problems.map(({ message }) => message) };
};
const TZ = "  - { name: TZ, default: UTC, group: Optional, columns: { Since: '3' } } # no daylight saving\n";
const TWO = `  - name: PGDATA # before 18
    default: /data
    when: { until: 17 }
  - { name: PGDATA, default: /18/docker, when: { from: 18 } }
`;

describe("a variable that has a row for each of some versions", () => {
  test("stays where the definitions of these versions say what each row says", () => {
    expect(sync(TWO + TZ, { 16: "/data", 17: "/data", 18: "/18/docker" })).toMatchObject({
      isSame: true,
      messages: [],
    });
  });

  test("gets what the definitions of these versions agree on, row by row", () => {
    const { synced, messages } = sync(TWO + TZ, { 17: "/data/17", 18: "/18/docker", 19: "/18/docker" });
    expect(synced).toContain("    default: /data/17\n    when: { until: 17 }\n");
    expect(synced).toContain("  - { name: PGDATA, default: /18/docker, when: { from: 18 } }\n");
    expect(messages).toEqual([]);
  });

  test("is told of where the definitions of these versions differ, and none says what the row says", () => {
    const { isSame, messages } = sync(TWO + TZ, { 16: "/data/16", 17: "/data/17", 18: "/18/docker" });
    expect(isSame).toBe(true);
    expect(messages).toEqual([
      "unexpected env.PGDATA /data, which no definition says; expected /data/16 or /data/17 (image/app/debian-13/16.yaml: environment)",
    ]);
  });

  test("stays where one of these definitions says so, and where there is no definition of these versions", () => {
    expect(sync(TWO + TZ, { 16: "/data/16", 17: "/data" })).toMatchObject({ isSame: true, messages: [] });
    expect(sync(TWO + TZ, { 18: "/18/docker" })).toMatchObject({ isSame: true, messages: [] });
  });

  test("is not held against versions in the order of their letters", () => {
    const row = (value: string) => `  - { name: PGDATA, default: ${value}, when: { from: "3.10" } }\n`;
    const { synced } = sync(row("/old") + TZ, { "3.9": "/old", "3.10": "/new" });
    expect(synced).toContain(row("/new"));
  });

  test("is left alone where the author keeps it", () => {
    const kept = `${TWO}${TZ}keep: { env.PGDATA: the docs team decides }\n`;
    expect(sync(kept, { 17: "/data/17", 18: "/other" })).toMatchObject({ isSame: true, messages: [] });
  });
});

describe("a row for variants or flavors", () => {
  test("is left alone, and none is added, where facts are not about these", () => {
    const one = "  - { name: PGDATA, when: { variants: [dev] }, description: The data. }\n";
    const two = "  - { name: PGDATA, default: /x, when: { flavors: [fpm] } }\n";
    expect(sync(one + TZ, { 18: "/data" })).toMatchObject({ isSame: true, messages: [] });
    expect(sync(two + TZ, { 18: "/data" })).toMatchObject({ isSame: true, messages: [] });
  });

  test("is held against the definitions where it is for the runtime variant", () => {
    const one = "  - { name: PGDATA, default: /x, when: { variants: [runtime] } }\n";
    expect(sync(one + TZ, { 18: "/data" }).synced).toContain("default: /data, when: { variants: [runtime] }");
  });
});

test("keeps the other variables true, with their groups and columns", () => {
  const { synced } = sync(TWO + TZ.replace("UTC", "CET"), { 18: "/18/docker" });
  expect(synced).toBe(`name: app\ntitle: App\nenv:\n${TWO}${TZ}${FACTS}`);
});
