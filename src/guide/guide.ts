import type { AuthorText, Descriptor } from "../descriptor/schema.ts";
import type { YamlPath } from "../diagnostics/problem.ts";
import { sectionEdits } from "./edits.ts";
import { imageFactsOf, userLabel } from "./image-facts.ts";
import type { Guide, TableChange, TemplateModel } from "./model.ts";
import { Prose } from "./prose.ts";
import { NAMESPACE_PLACEHOLDER, referencePrefix, rewriteReferences, type RegistryProfile } from "./registry.ts";
import { runCommand } from "./run-command.ts";

/** What the project and the command line decide for every guide. */
export interface GuideDefaults {
  readonly registry: RegistryProfile;
  /** Whether the registry profile also overrules what a descriptor says. */
  readonly forceRegistry: boolean;
  readonly layout: string;
  /** Where a descriptor's prose files stand, for provenance: `images/<name>`. */
  readonly proseFolder: string;
}

/**
 * Works out what a guide says: fills in the defaults, derives what follows from the facts, rewrites image references for
 * the registry profile.
 *
 * @param descriptor what the author wrote
 * @param defaults what the project decides
 * @returns the guide; it is total, templates meet no `undefined`
 */
export function createGuide(descriptor: Descriptor, defaults: GuideDefaults): Guide {
  const profile: RegistryProfile =
    defaults.forceRegistry || descriptor.registry === undefined
      ? defaults.registry
      : { ...defaults.registry, kind: descriptor.registry };
  const texts = (value: AuthorText, ...path: YamlPath): Prose => {
    const isFile = typeof value !== "string";
    const text = rewriteReferences(isFile ? (value.text ?? "") : value, profile).trimEnd();
    return new Prose(
      text,
      isFile
        ? { kind: "prose", file: `${defaults.proseFolder}/${value.file}`, line: 1 }
        : { kind: "descriptor", path, offset: 0 },
    );
  };
  return {
    name: descriptor.name,
    layout: { name: descriptor.layout ?? defaults.layout, path: ["layout"] },
    model: templateModelOf(descriptor, profile, texts),
    edits: sectionEdits(descriptor, texts),
  };
}

type Texts = (value: AuthorText, ...path: YamlPath) => Prose;

function templateModelOf(descriptor: Descriptor, profile: RegistryProfile, texts: Texts): TemplateModel {
  const { name, env = [], volumes = [], start = {}, variants = {}, migration = {} } = descriptor;
  const optional = (value: AuthorText | undefined, ...path: YamlPath): Prose | "" =>
    value === undefined ? "" : texts(value, ...path);
  const title = descriptor.title.trim();
  const prefix = referencePrefix(profile);
  const reference = `${prefix}${name}:<tag>`;
  const required = env.filter((variable) => variable.required).map((variable) => variable.name);
  const available = variants.available ?? ["runtime", "dev"];

  return {
    name,
    title,
    article: descriptor.article ?? (/^[aeiou]/i.test(title) ? "an" : "a"),
    shortTitle: descriptor.shortTitle?.trim() ?? title,
    subject: descriptor.shortTitle === undefined ? title : `The ${descriptor.shortTitle.trim()}`,
    reference,
    registry: {
      public: profile.kind === "public",
      mirror: profile.kind === "mirror",
      prefix,
      placeholder: profile.kind === "mirror" && profile.namespace === NAMESPACE_PLACEHOLDER,
    },
    ...imageFactsOf(descriptor, profile),
    envDescribed: env.some(({ description }) => description !== undefined),
    env: env.flatMap((variable, index) => {
      const { name, default: preset, description } = variable;
      if ((description ?? preset) === undefined) return [];
      return {
        name,
        value: optional(preset || undefined, "env", index, "default"),
        required: variable.required ?? false,
        description: optional(description, "env", index, "description"),
      };
    }),
    volumes: volumes.flatMap(({ path, description }, index) =>
      description === undefined ? [] : { path, description: texts(description, "volumes", index, "description") },
    ),
    included: optional(descriptor.included, "included"),
    start: {
      text: optional(start.text, "start", "text"),
      command: runCommand(descriptor, reference, (text) => rewriteReferences(text, profile)),
      notes: (start.notes ?? []).map((note, index) => asNote(texts(note, "start", "notes", index))),
      requiredEnv: required,
      oneRequired: required.length === 1,
      envPurpose: optional(start.envPurpose, "start", "envPurpose"),
    },
    useCases: useCases(descriptor, texts),
    comparison: {
      with: optional(descriptor.comparison?.with, "comparison", "with"),
      changes: [
        ...omissions(descriptor.comparison?.omit, texts, "comparison", "omit"),
        ...(descriptor.comparison?.rows ?? []).map((row, index): TableChange => {
          const path = ["comparison", "rows", index];
          const cells = [optional(row.standard, ...path, "standard"), optional(row.hardened, ...path, "hardened")];
          return { key: row.feature, omit: false, cells, row: texts(row.feature, ...path) };
        }),
      ],
    },
    variants: {
      runtime: available.includes("runtime"),
      dev: available.includes("dev"),
      compat: available.includes("compat"),
      devUser: userLabel(variants.devUser ?? "root"),
      compatUser: userLabel(variants.compatUser ?? descriptor.user ?? "nonroot"),
      flavors: variants.flavors ?? [],
      fips: available.includes("fips"),
      notes: optional(variants.notes, "variants", "notes"),
    },
    migration: {
      dropIn: migration.kind === "drop-in",
      from: migration.from ?? name,
      platform: optional(migration.platform, "migration", "platform"),
      changes: [
        ...omissions(migration.omit, texts, "migration", "omit"),
        ...(migration.rows ?? []).map((row, index): TableChange => {
          const path = ["migration", "rows", index];
          return {
            key: row.item,
            omit: false,
            cells: [texts(row.note, ...path, "note")],
            row: texts(row.item, ...path),
          };
        }),
      ],
    },
  };
}

function useCases({ useCases = [] }: Descriptor, texts: Texts): TemplateModel["useCases"] {
  const optional = (value: AuthorText | undefined, ...path: YamlPath) =>
    value === undefined ? ("" as const) : texts(value, ...path);
  return useCases.map((useCase, index) => {
    const path = ["useCases", index];
    return {
      title: texts(useCase.title, ...path, "title"),
      text: optional(useCase.text, ...path, "text"),
      steps: (useCase.steps ?? []).map((step, number) => ({
        title: optional(step.title, ...path, "steps", number, "title"),
        text: optional(step.text, ...path, "steps", number, "text"),
        code: optional(step.code, ...path, "steps", number, "code"),
        language: step.language ?? "bash",
      })),
      notes: (useCase.notes ?? []).map((note, number) => asNote(texts(note, ...path, "notes", number))),
    };
  });
}

function omissions(keys: readonly string[] | undefined, texts: Texts, ...path: YamlPath): TableChange[] {
  return (keys ?? []).map((key, index) => ({ key, omit: true, cells: [], row: texts(key, ...path, index) }));
}

/** What opens another block than a paragraph. */
const OTHER_BLOCK = /^(?: {0,3}(?:[-*+](?:\s|$)|\d+[.)]\s|#{1,6}\s|>|\||`{3}|~{3}|<[a-z!/?])| {4}|\t)/i;

/** A note stands behind "Note:" on the same line; where it begins with a list or a sample, that starts below. */
function asNote({ text, origin }: Prose): Prose {
  if (!OTHER_BLOCK.test(text)) return new Prose(text, origin);
  // The two line breaks are no lines of the author's.
  const above = "offset" in origin ? { ...origin, offset: origin.offset - 2 } : { ...origin, line: origin.line - 2 };
  return new Prose(`\n\n${text}`, above);
}
