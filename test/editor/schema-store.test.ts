import { expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { CONFIG_SCHEMA, configJsonSchema } from "../../src/project/config.ts";
import { CONFIG_FILE } from "../../src/project/names.ts";
import { read, REPOSITORY } from "../support/project.ts";

test("the entry for SchemaStore's catalog leads from the settings to their schema in the published package", () => {
  const entry = JSON.parse(read(REPOSITORY, "schema/schemastore.json")) as unknown;
  expect(entry).toEqual({
    name: expect.stringMatching(/\S/),
    description: expect.stringMatching(/\S/),
    fileMatch: [CONFIG_FILE],
    url: `https://unpkg.com/${manifest.name}/${CONFIG_SCHEMA}`,
  });
  expect(configJsonSchema()).toMatchObject({ $id: (entry as { url: string }).url });
  expect(manifest.exports).toHaveProperty([`./${CONFIG_SCHEMA}`]);
});
