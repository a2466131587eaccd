import { expect, test } from "vitest";
import { syncDescriptor } from "../../src/sync/sync.ts";
import { imageOf } from "./image-of.ts";

const FACTS = "user: app\nvariants: { available: [runtime] }\n";
const definition = (value: string) =>
  `variant: runtime\naccounts: { run-as: app }\nenvironment: { PGDATA: ${value}, TZ: UTC }\n`;
const sync = (env: string, definitions: Readonly<Record<string, string>>) => {
  const text = `name: app\ntitle: App\nenv:\n${env}${FACTS}`;
  const { text: synced, problems } = syncDescriptor(text, imageOf(definitions), { chartNames: undefined });
  return { isSame: synced === text, synced, problems };
};
const TZ = "  - { name: TZ, default: UTC, group: Optional, columns: { Since: '3' } } # no daylight saving\n";
const TWO = `  - name: PGDATA # before 18
    default: /data
    when: { until: 17 }
  - { name: PGDATA, default: /18/docker, when: { from: 18 } }
`;

test("leaves a variable alone that has a row for each of some versions", () => {
  const definitions = { "debian-13/17": definition("/data"), "debian-13/18": definition("/18/docker") };
  expect(sync(TWO + TZ, definitions)).toMatchObject({ isSame: true, problems: [] });
});

test("leaves it alone also where the definitions agree on one of the values, or on another", () => {
  expect(sync(TWO + TZ, { "debian-13/18": definition("/18/docker") })).toMatchObject({ isSame: true, problems: [] });
  expect(sync(TWO + TZ, { "debian-13/19": definition("/19/docker") })).toMatchObject({ isSame: true, problems: [] });
});

test("leaves a single row alone that is for some variants, and adds none", () => {
  const one = "  - { name: PGDATA, when: { variants: [dev] }, description: The data. }\n";
  expect(sync(one + TZ, { "debian-13/18": definition("/data") })).toMatchObject({ isSame: true, problems: [] });
});

test("keeps the other variables true, with their groups and columns", () => {
  const { synced } = sync(TWO + TZ.replace("UTC", "CET"), { "debian-13/18": definition("/data") });
  expect(synced).toBe(`name: app\ntitle: App\nenv:\n${TWO}${TZ}${FACTS}`);
});
