import * as z from "zod";
import type { Descriptor } from "../descriptor/descriptor.ts";
import type { YamlPath } from "../findings/problem.ts";
import { noticesModel, noticesOf } from "./notes.ts";
import { Prose, prose } from "./prose.ts";
import { inlineOf, noteOf, optional, titleOf, type Texts } from "./texts.ts";
import { isUnpublished } from "./unpublished.ts";
import { whenModel, whenOf } from "./when.ts";

/*
 * The parts of the model that are about one section each: what a template can name of it, and its value.
 */

const text = z.string();
const flag = z.boolean();

export const volumesModel = z.array(
  z.object({
    path: text.describe("Where it is mounted."),
    description: prose.describe("What it holds, in the author's words."),
    when: whenModel,
  }),
);

/** The volumes of which there is something to tell. */
export function volumesOf(descriptor: Descriptor, texts: Texts): z.output<typeof volumesModel> {
  return (descriptor.volumes ?? []).flatMap(({ path, description, when }, index) =>
    description === undefined || isUnpublished(when, descriptor)
      ? []
      : {
          path,
          description: inlineOf(texts, description, "volumes", index, "description"),
          when: whenOf(when, texts, "volumes", index, "when"),
        },
  );
}

export const useCasesModel = z.array(
  z.object({
    title: prose.describe("The use case's title."),
    text: prose.describe("What stands below the title, in the author's words."),
    steps: z
      .array(
        z.object({
          title: prose.describe('The step\'s title, or "".'),
          text: prose.describe("What one does, in the author's words."),
          code: prose.describe('The sample, or "".'),
          language: text.describe("The sample's language."),
          when: whenModel,
        }),
      )
      .describe("The steps, in their order."),
    ...noticesModel.shape,
    when: whenModel,
  }),
);

/** The use cases. */
export function useCasesOf(descriptor: Descriptor, texts: Texts): z.output<typeof useCasesModel> {
  return (descriptor.useCases ?? []).flatMap(({ title, text, steps = [], notes, when }, index) => {
    if (isUnpublished(when, descriptor)) return [];
    const path = ["useCases", index];
    return {
      title: titleOf(texts, title, ...path, "title"),
      text: optional(texts, text, ...path, "text"),
      steps: steps.flatMap((step, number) =>
        isUnpublished(step.when, descriptor) ? [] : stepOf(step, texts, ...path, "steps", number),
      ),
      ...noticesOf(notes, descriptor, texts, [...path, "notes"]),
      when: whenOf(when, texts, ...path, "when"),
    };
  });
}

type Step = NonNullable<NonNullable<Descriptor["useCases"]>[number]["steps"]>[number];

function stepOf(
  { title, text, code, language = "bash", when }: Step,
  texts: Texts,
  ...path: YamlPath
): z.output<typeof useCasesModel>[number]["steps"][number] {
  // What it is for stands in front of its text, on the same line.
  const textOf = text === undefined || when === undefined ? optional : noteOf;
  return {
    title: title === undefined ? "" : titleOf(texts, title, ...path, "title"),
    text: text === undefined ? "" : textOf(texts, text, ...path, "text"),
    code: optional(texts, code, ...path, "code"),
    language,
    when: whenOf(when, texts, ...path, "when"),
  };
}

/** A change to a table whose shared rows stand in a partial: see the template helper `table`. */
const tableChange = z.object({
  key: text.describe("The first cell of the row that is changed or left out; a row without its like is added."),
  omit: flag.describe("Whether the row is left out."),
  cells: z.array(prose).describe('The other cells; "" keeps what the shared row says.'),
  row: z.instanceof(Prose).describe("The first cell as it is printed."),
  // Such a row stands below the shared one, whose words stay.
  when: whenModel,
});
type TableChange = z.output<typeof tableChange>;

export const comparisonModel = z.object({
  with: prose.describe("What the image is compared with, as a column's title."),
  changes: z.array(tableChange).describe("How the table differs from the shared one: give it to `{{#table}}`."),
});

/** What the image is compared with, and the rows of its own. */
export function comparisonOf(descriptor: Descriptor, texts: Texts): z.output<typeof comparisonModel> {
  const { comparison = {} } = descriptor;
  const rows = (comparison.rows ?? []).flatMap((row, index): TableChange | [] => {
    if (isUnpublished(row.when, descriptor)) return [];
    const path = ["comparison", "rows", index];
    const standard = optional(texts, row.standard, ...path, "standard");
    const hardened = optional(texts, row.hardened, ...path, "hardened");
    const when = whenOf(row.when, texts, ...path, "when");
    return { key: row.feature, omit: false, cells: [standard, hardened], row: texts(row.feature, ...path), when };
  });
  return {
    with: inlineOf(texts, comparison.with, "comparison", "with"),
    changes: omissions(comparison.omit, texts, "comparison", "omit").concat(rows),
  };
}

export const migrationModel = z.object({
  dropIn: flag.describe("Whether the image takes another's place without a change."),
  from: text.describe("The image that one migrates from."),
  platform: prose.describe('What it is deployed on, or "".'),
  changes: z.array(tableChange).describe("How the table differs from the shared one: give it to `{{#table}}`."),
});

/** What one migrates from, and the rows of the image's own. */
export function migrationOf(descriptor: Descriptor, texts: Texts): z.output<typeof migrationModel> {
  const { migration = {}, name } = descriptor;
  const rows = (migration.rows ?? []).flatMap((row, index): TableChange | [] => {
    if (isUnpublished(row.when, descriptor)) return [];
    const path = ["migration", "rows", index];
    const cells = [texts(row.note, ...path, "note")];
    const when = whenOf(row.when, texts, ...path, "when");
    return { key: row.item, omit: false, cells, row: texts(row.item, ...path), when };
  });
  return {
    dropIn: migration.kind === "drop-in",
    from: migration.from ?? name,
    platform: inlineOf(texts, migration.platform, "migration", "platform"),
    changes: omissions(migration.omit, texts, "migration", "omit").concat(rows),
  };
}

function omissions(keys: readonly string[] = [], texts: Texts, ...path: YamlPath): TableChange[] {
  return keys.map((key, index) => {
    const row = texts(key, ...path, index);
    return { key, omit: true, cells: [], row, when: whenOf(undefined, texts) };
  });
}
