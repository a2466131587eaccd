import { join } from "node:path";
import { format } from "prettier";
import { describe, expect, test } from "vitest";
import { chartSchema } from "../src/descriptor/chart-schema.ts";
import { imageSchema } from "../src/descriptor/image-schema.ts";
import { schemaFields, type FieldRow } from "../src/descriptor/json-schema.ts";
import { KINDS } from "../src/kinds/kinds.ts";
import { expectGolden } from "./support/golden.ts";
import { read, REPOSITORY } from "./support/project.ts";

/* The tables of fields in docs/ are made from the schemas. */

async function expectTable(page: string, fields: readonly FieldRow[]): Promise<void> {
  const rows = fields.map(({ path, required, description, example }) => {
    const shown = example === undefined ? "" : `\`${JSON.stringify(example).replaceAll("|", "\\|")}\``;
    return `| \`${path}\` | ${required ? "yes" : ""} | ${description.replaceAll("|", "\\|")} | ${shown} |`;
  });
  const table = ["| Field | Required | What it is | Example |", "| --- | --- | --- | --- |", ...rows].join("\n");
  const [head = ""] = read(REPOSITORY, page).split(/(?<=<!-- made by `npm run update-goldens` -->\n)/);
  const style = { proseWrap: "always", printWidth: 120, embeddedLanguageFormatting: "off" } as const;
  expectGolden(join(REPOSITORY, page), await format(`${head}\n${table}\n`, { parser: "markdown", ...style }));
}

const images = schemaFields(imageSchema);
const isShared = (row: FieldRow) => images.some((each) => JSON.stringify(each) === JSON.stringify(row));
const [shared, charts] = [
  schemaFields(chartSchema).filter(isShared),
  schemaFields(chartSchema).filter((row) => !isShared(row)),
];

test("docs/descriptor.md lists every field of images", () => expectTable("docs/descriptor.md", images));

describe("docs/chart-descriptor.md", () => {
  test("lists every field that only charts have", () => expectTable("docs/chart-descriptor.md", charts));

  test("names those that it does not list", () => {
    const [, named = ""] =
      /Those that charts and images have alike([\s\S]*?)all but these/.exec(
        read(REPOSITORY, "docs/chart-descriptor.md"),
      ) ?? [];
    const top = shared.map(({ path }) => path).filter((path) => !/[.[]/.test(path));
    expect([...named.matchAll(/`(\w+)`/g)].map(([, field]) => field).sort()).toEqual(top.sort());
  });
});

test.each(KINDS.map(({ name, schema }) => ({ name, schema })))(
  "every field of $name is described, with an example",
  ({ schema }) => {
    const bare = schemaFields(schema).filter(({ description, example }) => description === "" || example === undefined);
    expect(bare.map(({ path }) => path)).toEqual([]);
  },
);
