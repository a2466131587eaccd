import { DEFAULT_USER, DEFAULT_VARIANTS } from "../descriptor/defaults.ts";
import type { Descriptor } from "../descriptor/schema.ts";
import type { YamlPath } from "../findings/problem.ts";
import { imageFactsOf, userLabel } from "./image-facts.ts";
import { mapped } from "./mapped.ts";
import type { TableChange, TemplateModel } from "./model.ts";
import { NAMESPACE_PLACEHOLDER, referencePrefix, rewriteReferences, type RegistryProfile } from "./registry.ts";
import { runCommand } from "./run-command.ts";
import { inlineOf, noteOf, optional, titleOf, verbatimOf, type Texts } from "./texts.ts";

/**
 * Works out all that templates can name.
 *
 * @param descriptor what the author wrote
 * @param profile where the images are pulled from
 * @param texts makes prose of the author's texts
 * @returns the model; it is total
 */
export function templateModelOf(descriptor: Descriptor, profile: RegistryProfile, texts: Texts): TemplateModel {
  const prefix = referencePrefix(profile);
  const reference = `${prefix}${descriptor.name}:<tag>`;
  const { name, title, article, shortTitle, subject } = namesOf(descriptor);
  const facts = imageFactsOf(descriptor, profile);
  const { envDescribed, env, volumes } = tablesOf(descriptor, texts);
  // Key by key: of an object that is put together of others V8 makes a hash table, six times as large.
  return {
    name,
    title,
    article,
    shortTitle,
    subject,
    reference,
    registry: {
      public: profile.kind === "public",
      mirror: profile.kind === "mirror",
      prefix,
      placeholder: profile.kind === "mirror" && profile.namespace === NAMESPACE_PLACEHOLDER,
    },
    user: facts.user,
    shell: facts.shell,
    packageManager: facts.packageManager,
    entrypoint: facts.entrypoint,
    workDir: facts.workDir,
    chart: facts.chart,
    ports: facts.ports,
    privilegedPorts: facts.privilegedPorts,
    envDescribed,
    env,
    volumes,
    included: optional(texts, descriptor.included, "included"),
    start: startOf(descriptor, reference, profile, texts),
    useCases: useCasesOf(descriptor, texts),
    comparison: comparisonOf(descriptor, texts),
    variants: variantsOf(descriptor, texts),
    migration: migrationOf(descriptor, texts),
  };
}

type Names = Pick<TemplateModel, "name" | "title" | "article" | "shortTitle" | "subject">;

function namesOf({ name, title: written, article, shortTitle }: Descriptor): Names {
  const title = written.trim();
  const short = shortTitle?.trim();
  return {
    name,
    title,
    article: article ?? (/^[aeiou]/i.test(title) ? "an" : "a"),
    shortTitle: short ?? title,
    subject: short === undefined ? title : `The ${short}`,
  };
}

/** What stands in tables of the image's own: the variables and the volumes of which there is something to say. */
function tablesOf(
  { env = [], volumes = [] }: Descriptor,
  texts: Texts,
): Pick<TemplateModel, "envDescribed" | "env" | "volumes"> {
  return {
    envDescribed: env.some(({ description }) => description !== undefined),
    env: env.flatMap((variable, index) => {
      const { name, default: preset, description } = variable;
      if ((description ?? preset) === undefined) return [];
      return {
        name,
        value: preset ? verbatimOf(texts, preset, "env", index, "default") : "",
        required: variable.required ?? false,
        description: inlineOf(texts, description, "env", index, "description"),
      };
    }),
    volumes: volumes.flatMap(({ path, description }, index) =>
      description === undefined
        ? []
        : { path, description: inlineOf(texts, description, "volumes", index, "description") },
    ),
  };
}

function startOf(
  descriptor: Descriptor,
  reference: string,
  profile: RegistryProfile,
  texts: Texts,
): TemplateModel["start"] {
  const { start = {}, env = [] } = descriptor;
  const required = env.filter((variable) => variable.required);
  return {
    text: optional(texts, start.text, "start", "text"),
    command: runCommand(descriptor, reference, (text) => rewriteReferences(text, profile)),
    notes: mapped(start.notes, (note, index) => noteOf(texts, note, "start", "notes", index)),
    requiredEnv: mapped(required, ({ name }) => name),
    oneRequired: required.length === 1,
    envPurpose: inlineOf(texts, start.envPurpose, "start", "envPurpose"),
  };
}

function useCasesOf({ useCases }: Descriptor, texts: Texts): TemplateModel["useCases"] {
  return mapped(useCases, (useCase, index) => {
    const path = ["useCases", index];
    return {
      title: titleOf(texts, useCase.title, ...path, "title"),
      text: optional(texts, useCase.text, ...path, "text"),
      steps: mapped(useCase.steps, (step, number) => ({
        title: step.title === undefined ? "" : titleOf(texts, step.title, ...path, "steps", number, "title"),
        text: optional(texts, step.text, ...path, "steps", number, "text"),
        code: optional(texts, step.code, ...path, "steps", number, "code"),
        language: step.language ?? "bash",
      })),
      notes: mapped(useCase.notes, (note, number) => noteOf(texts, note, ...path, "notes", number)),
    };
  });
}

function comparisonOf({ comparison = {} }: Descriptor, texts: Texts): TemplateModel["comparison"] {
  const rows = mapped(comparison.rows, (row, index): TableChange => {
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

function variantsOf({ variants = {}, user = DEFAULT_USER }: Descriptor, texts: Texts): TemplateModel["variants"] {
  const available = variants.available ?? DEFAULT_VARIANTS;
  return {
    runtime: available.includes("runtime"),
    dev: available.includes("dev"),
    compat: available.includes("compat"),
    devUser: userLabel(variants.devUser ?? "root"),
    compatUser: userLabel(variants.compatUser ?? user),
    flavors: variants.flavors ?? [],
    fips: available.includes("fips"),
    notes: optional(texts, variants.notes, "variants", "notes"),
  };
}

function migrationOf({ migration = {}, name }: Descriptor, texts: Texts): TemplateModel["migration"] {
  const rows = mapped(migration.rows, (row, index): TableChange => {
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

function omissions(keys: readonly string[] | undefined, texts: Texts, ...path: YamlPath): TableChange[] {
  return mapped(keys, (key, index) => ({ key, omit: true, cells: [], row: texts(key, ...path, index) }));
}
