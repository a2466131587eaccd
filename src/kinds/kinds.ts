import { chartSchema } from "../descriptor/chart-schema.ts";
import { descriptorJsonSchema, schemaFields, type FieldRow } from "../descriptor/json-schema.ts";
import type { DescriptorFiles } from "../descriptor/load.ts";
import { imageSchema } from "../descriptor/image-schema.ts";
import { scaffoldChart, scaffoldImage, type ScaffoldFacts } from "../descriptor/scaffold.ts";

/*
 * The one table of what is documented, and on which pages. Nothing else asks which kind a thing is of: what differs
 * between kinds is a column here. How one adds a kind: CONTRIBUTING.md.
 */

/** What a page can be held against the definitions for. */
export type Subject = "image" | "chart";

/** One Markdown file about a thing. */
export interface PageKind {
  readonly name: string;
  /** The file's name, in outputs and in the catalog. */
  readonly file: string;
  /** The layout, where neither settings nor descriptor name another. */
  readonly layout: string;
  /**
   * Where a descriptor says what only this page says: in the field of that name, or, for "", at the top. Undefined for a
   * page that has no fields of its own.
   */
  readonly fields?: "" | "overview" | undefined;
  /** Where its drift is kept, in the folder of the descriptor's prose. */
  readonly drift: string;
  /**
   * Whether readers look there for all that definitions say of the thing, so that what is left out is a finding: an
   * image's ports and variants, or what a chart deploys.
   */
  readonly isComplete: boolean;
}

export type KindName = "image" | "chart";

/** A kind of things, with all that is known of it. */
export interface Kind {
  readonly name: KindName;
  /** What one of them is called, and several. */
  readonly noun: string;
  readonly plural: string;
  /**
   * What a descriptor of the kind may say.
   *
   * @internal A user of the library has no zod.
   */
  readonly schema: typeof imageSchema | typeof chartSchema;
  /**
   * Fields that got another name.
   *
   * @internal What reads them is.
   */
  readonly renamed: NonNullable<DescriptorFiles["renamed"]>;
  /** What one says that does not say it, by the thing's name. */
  readonly defaults: (name: string) => { readonly repository?: string };
  /** The title that a `display-name` of `info.yaml` gives: pages say themselves what kind of thing it is. */
  readonly titleOf: (displayName: string) => string;
  /** A descriptor to begin with, where nothing is known. */
  readonly scaffold: (facts: ScaffoldFacts) => string;
  /** The JSON Schema for editors, in the package. */
  readonly jsonSchema: string;
  /** What definitions of the kind say, and what a page is held against. */
  readonly subject: Subject;
  /** The folder of its things in a catalog, which is also what stands before a name: `chart/redis`. */
  readonly folder: string;
  /** Where its settings stand in `dhi-guides.config.yaml`; undefined for those at the top. */
  readonly settings?: "charts" | undefined;
  /** Where descriptors stand, and the folder of a thing's outputs, below that of all; where the settings name no other. */
  readonly descriptors: readonly [string, ...string[]];
  readonly outputs: string;
  /** The guide first: whose descriptor it is. */
  readonly pages: readonly [PageKind, ...PageKind[]];
}

const overview = { name: "overview", file: "overview.md", fields: "overview", drift: "overview.drift.yaml" } as const;
const guide = { name: "guide", file: "guides.md", fields: "", drift: "drift.yaml" } as const;

/** All kinds, in the order in which they are listed. */
export const KINDS: readonly [Kind, Kind] = [
  {
    name: "image",
    noun: "image",
    plural: "images",
    schema: imageSchema,
    renamed: [],
    defaults: () => ({}),
    titleOf: (displayName: string) => displayName,
    scaffold: scaffoldImage,
    jsonSchema: "schema/image.json",
    subject: "image",
    folder: "image",
    descriptors: ["images/{name}.yaml", "images/{name}.yml"],
    outputs: "{name}",
    pages: [
      { ...guide, layout: "nested", isComplete: true },
      { ...overview, layout: "overview", isComplete: false },
    ],
  },
  {
    name: "chart",
    noun: "Helm chart",
    plural: "Helm charts",
    schema: chartSchema,
    renamed: [],
    defaults: (name: string) => ({ repository: `${name}-chart` }),
    titleOf: (displayName: string) => displayName.replace(/\s+helm[\s-]+chart$/i, ""),
    scaffold: scaffoldChart,
    jsonSchema: "schema/chart.json",
    subject: "chart",
    folder: "chart",
    settings: "charts",
    descriptors: ["charts/{name}.yaml", "charts/{name}.yml"],
    outputs: "charts/{name}",
    pages: [
      { ...guide, layout: "chart", isComplete: false },
      { ...overview, layout: "chart-overview", isComplete: true },
    ],
  },
];

/** What files of pages are called, in outputs and in a catalog. */
export const PAGE_FILES: ReadonlySet<string> = new Set(KINDS.flatMap(({ pages }) => pages.map(({ file }) => file)));

/**
 * The JSON Schema of each kind's descriptors.
 *
 * @returns the schemas by their files in the package
 */
export function descriptorJsonSchemas(): ReadonlyMap<string, object> {
  return new Map(KINDS.map(({ schema, jsonSchema }) => [jsonSchema, descriptorJsonSchema(schema, jsonSchema)]));
}

/**
 * All fields of a kind's descriptors, in the schema's order.
 *
 * @param kind the kind
 * @returns a row for each field
 */
export function descriptorFields(kind: KindName): readonly FieldRow[] {
  return KINDS.filter(({ name }) => name === kind).flatMap(({ schema }) => schemaFields(schema));
}

/** The kind of what is named without one. */
export const [FIRST_KIND] = KINDS;
