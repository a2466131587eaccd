import * as z from "zod";
import type { Descriptor } from "../descriptor/descriptor.ts";
import type { YamlPath } from "../findings/problem.ts";
import { Prose, prose } from "./prose.ts";
import { rewriteReferences, type RegistryProfile } from "./registry.ts";
import { runCommand } from "./run-command.ts";
import { inlineOf, noteOf, optional, titleOf, verbatimOf, type Texts } from "./texts.ts";

/*
 * The parts of the model that are about one section each: what a template can name of it, and its value.
 */

const text = z.string();
const flag = z.boolean();

export const envModel = z.array(z.object({ name: text, value: prose, required: flag, description: prose }));

/** The variables of which there is something to tell. */
export function envOf({ env = [] }: Descriptor, texts: Texts): z.output<typeof envModel> {
  return env.flatMap(({ name, default: preset, description, required = false }, index) => {
    if ((description ?? preset) === undefined) return [];
    return {
      name,
      value: preset ? verbatimOf(texts, preset, "env", index, "default") : "",
      required,
      description: inlineOf(texts, description, "env", index, "description"),
    };
  });
}

export const volumesModel = z.array(z.object({ path: text, description: prose }));

/** The volumes of which there is something to tell. */
export function volumesOf({ volumes = [] }: Descriptor, texts: Texts): z.output<typeof volumesModel> {
  return volumes.flatMap(({ path, description }, index) =>
    description === undefined
      ? []
      : { path, description: inlineOf(texts, description, "volumes", index, "description") },
  );
}

export const startModel = z.object({
  text: prose,
  /** The lines of the `docker run` sample, made from the facts. */
  command: z.array(z.instanceof(Prose)),
  notes: z.array(prose),
  /** The names of the variables without which the image does not start. */
  requiredEnv: z.array(text),
  /** Whether there is exactly one of them. */
  oneRequired: flag,
  envPurpose: prose,
});

/** How one starts the image; the reference is the image's, as the registry profile has it. */
export function startOf(
  descriptor: Descriptor,
  reference: string,
  profile: RegistryProfile,
  texts: Texts,
): z.output<typeof startModel> {
  const { start = {}, env = [] } = descriptor;
  const required = env.filter((variable) => variable.required);
  return {
    text: optional(texts, start.text, "start", "text"),
    command: runCommand(descriptor, reference, (text) => rewriteReferences(text, profile)),
    notes: (start.notes ?? []).map((note, index) => noteOf(texts, note, "start", "notes", index)),
    requiredEnv: required.map(({ name }) => name),
    oneRequired: required.length === 1,
    envPurpose: inlineOf(texts, start.envPurpose, "start", "envPurpose"),
  };
}

export const useCasesModel = z.array(
  z.object({
    title: prose,
    text: prose,
    steps: z.array(z.object({ title: prose, text: prose, code: prose, language: text })),
    notes: z.array(prose),
  }),
);

/** The use cases. */
export function useCasesOf({ useCases = [] }: Descriptor, texts: Texts): z.output<typeof useCasesModel> {
  return useCases.map(({ title, text, steps = [], notes = [] }, index) => {
    const path = ["useCases", index];
    return {
      title: titleOf(texts, title, ...path, "title"),
      text: optional(texts, text, ...path, "text"),
      steps: steps.map((step, number) => ({
        title: step.title === undefined ? "" : titleOf(texts, step.title, ...path, "steps", number, "title"),
        text: optional(texts, step.text, ...path, "steps", number, "text"),
        code: optional(texts, step.code, ...path, "steps", number, "code"),
        language: step.language ?? "bash",
      })),
      notes: notes.map((note, number) => noteOf(texts, note, ...path, "notes", number)),
    };
  });
}

/** A change to a table whose shared rows stand in a partial: see the template helper `table`. */
const tableChange = z.object({
  /** The first cell of the row that is changed or left out; a row without its like is added. */
  key: text,
  omit: flag,
  /** The other cells; "" keeps what the shared row says. */
  cells: z.array(prose),
  /** The whole row's origin. */
  row: z.instanceof(Prose),
});
type TableChange = z.output<typeof tableChange>;

export const comparisonModel = z.object({ with: prose, changes: z.array(tableChange) });

/** What the image is compared with, and the rows of its own. */
export function comparisonOf({ comparison = {} }: Descriptor, texts: Texts): z.output<typeof comparisonModel> {
  const rows = (comparison.rows ?? []).map((row, index): TableChange => {
    const path = ["comparison", "rows", index];
    const standard = optional(texts, row.standard, ...path, "standard");
    const hardened = optional(texts, row.hardened, ...path, "hardened");
    return { key: row.feature, omit: false, cells: [standard, hardened], row: texts(row.feature, ...path) };
  });
  return {
    with: inlineOf(texts, comparison.with, "comparison", "with"),
    changes: omissions(comparison.omit, texts, "comparison", "omit").concat(rows),
  };
}

export const migrationModel = z.object({ dropIn: flag, from: text, platform: prose, changes: z.array(tableChange) });

/** What one migrates from, and the rows of the image's own. */
export function migrationOf({ migration = {}, name }: Descriptor, texts: Texts): z.output<typeof migrationModel> {
  const rows = (migration.rows ?? []).map((row, index): TableChange => {
    const path = ["migration", "rows", index];
    return { key: row.item, omit: false, cells: [texts(row.note, ...path, "note")], row: texts(row.item, ...path) };
  });
  return {
    dropIn: migration.kind === "drop-in",
    from: migration.from ?? name,
    platform: inlineOf(texts, migration.platform, "migration", "platform"),
    changes: omissions(migration.omit, texts, "migration", "omit").concat(rows),
  };
}

function omissions(keys: readonly string[] = [], texts: Texts, ...path: YamlPath): TableChange[] {
  return keys.map((key, index) => ({ key, omit: true, cells: [], row: texts(key, ...path, index) }));
}
