import * as z from "zod";
import { FIRST_KIND, KINDS, publishedAt, type KindName } from "../core.ts";

/*
 * The facts of a catalog as data, for scripts and agents: what `dhi-guides facts --json` prints. Its one source: types and
 * the JSON Schema in the package are made from it.
 */

/** Where the package has the JSON Schema. */
export const FACTS_SCHEMA = "schema/facts.json";

const text = (description: string) => z.string().meta({ description });
const texts = (description: string) => z.array(z.string()).meta({ description });

const factSource = z
  .strictObject({
    file: text("The file that says it, relative to the catalog."),
    key: text("The key in it that does.").optional(),
    origin: text("Where the file says that it has it from.").optional(),
    variant: text("The variant that the definition is of: runtime, dev.").optional(),
    flavor: text("Its flavor, where it has one.").optional(),
    distribution: text("Its distribution, as its folder is called.").optional(),
  })
  .meta({ id: "source" });

const used = z
  .strictObject({
    name: text("The repository, without its registry."),
    tag: text("The tag that is used of it.").optional(),
  })
  .meta({ id: "used-image" });

const usedChart = z
  .strictObject({
    name: text("The repository, without its registry."),
    version: text("The version that is used of it.").optional(),
  })
  .meta({ id: "used-chart" });

const factValue = z.strictObject({
  value: z.union([z.string(), z.boolean(), z.array(z.string()), used, usedChart]).meta({
    description: "What is stated; of a list whose members are stated one by one, a member.",
  }),
  sources: z.array(factSource).meta({ description: "Who states it." }),
});

const factReport = z
  .strictObject({
    name: text("The fact's name, as `keep` in a descriptor has it: ports, env.PGDATA, variants.available."),
    status: z.enum(["agreed", "partial", "disputed", "unknown"]).meta({
      description:
        "agreed: all say the same. partial: some state more than the others; `value` is what holds for certain, or says where it holds. disputed: they say different things. unknown: they do not tell.",
    }),
    holder: z.enum(["descriptor", "snapshot"]).optional().meta({
      description:
        "Where a project has the fact: its descriptor, or facts.yaml beside it; left out where it has it nowhere.",
    }),
    value: z
      .union([
        z.string(),
        z.boolean(),
        z.array(z.string()),
        z.strictObject({ names: z.array(z.string()), where: z.string().optional() }),
        z.array(used),
        z.array(usedChart),
      ])
      .optional()
      .meta({
        description:
          "What is so, as a descriptor or facts.yaml says it and `sync` writes it; left out where there is none, where guides say the same without it, and where a person decides.",
      }),
    definitions: z.int().min(0).meta({ description: "How many definitions the fact is about." }),
    values: z.array(factValue).meta({ description: "Each distinct value that one of them states, and who states it." }),
    silent: z.array(factSource).optional().meta({
      description: "Those of the definitions that state nothing; left out where the status is agreed.",
    }),
  })
  .meta({ id: "fact" });

const difference = z.strictObject({
  fact: text("The fact's name."),
  status: z.enum(["outdated", "denied"]).meta({
    description: "outdated: `sync` would write `value`. denied: no definition says so, and a person decides.",
  }),
  says: text("What the descriptor says, in words; left out where it says nothing.").optional(),
  keep: text("The reason that it gives under `keep`: then it stays.").optional(),
});

const descriptorReport = z
  .strictObject({
    file: text("The descriptor's file, relative to the project."),
    differences: z.array(difference).meta({ description: "The facts that it states otherwise than the definitions." }),
  })
  .meta({ id: "descriptor" });

const definitionReport = z
  .strictObject({
    file: text("The file, relative to the catalog."),
    title: text("What it is called."),
    variant: text("Its variant: runtime, dev."),
    flavor: text("Its flavor, where it has one.").optional(),
    distribution: text("Its distribution, as its folder is called."),
    tags: texts("The tags that it publishes."),
    platforms: texts("The platforms that it is built for."),
    dates: z
      .record(z.string(), z.string())
      .meta({ description: "Its dates by their names, as written: release, end-of-life." }),
  })
  .meta({ id: "definition" });

const releaseReport = z
  .strictObject({
    file: text("The file, relative to the catalog."),
    title: text("What it is called."),
    versions: texts("The versions that it publishes."),
    images: z.array(used).meta({ description: "The images that it deploys." }),
    charts: z.array(usedChart).meta({ description: "The charts that it brings along." }),
    sources: texts("Where upstream's sources of it are."),
  })
  .meta({ id: "release" });

const head = (kind: KindName) => ({
  id: text("The name by which commands know it: redis, chart/redis."),
  kind: z.literal(kind),
  name: text("Its name alone."),
  title: text("The name as people write it."),
  repository: text("The repository as pulled: dhi.io/redis."),
  description: text("One sentence about it, from info.yaml.").optional(),
  facts: z.array(factReport).meta({ description: "What its definitions say, in the order of a descriptor." }),
  unread: texts("Files that could not be read: there is more than is said here."),
  descriptor: descriptorReport
    .optional()
    .meta({ description: "Of a project that documents it: how its descriptor differs." }),
});

const [, CHART] = KINDS;

const imageReport = z
  .strictObject({
    ...head(FIRST_KIND.name),
    tags: texts("All tags that are published, the newest first."),
    distributions: texts("The distributions that it is built on."),
    definitions: z.array(definitionReport).meta({ description: "Its definitions, each with what it alone says." }),
  })
  .meta({ id: "image" });

const chartReport = z
  .strictObject({
    ...head(CHART.name),
    releases: z.array(releaseReport).meta({ description: "Its definitions, the newest first." }),
  })
  .meta({ id: "chart" });

/** What a catalog's definitions say of one fact. */
export type FactReport = z.output<typeof factReport>;
/** Who says it. */
export type FactSource = z.output<typeof factSource>;
/** How a descriptor differs from the definitions. */
export type DescriptorReport = z.output<typeof descriptorReport>;
/** What a catalog says of one image. */
export type ImageFactReport = z.output<typeof imageReport>;
/** What a catalog says of one chart. */
export type ChartFactReport = z.output<typeof chartReport>;

/** What a catalog says of one thing. */
export type ThingFacts = ImageFactReport | ChartFactReport;

/**
 * The JSON Schema of {@link FACTS_SCHEMA}: a list of images and charts.
 *
 * @returns a JSON Schema of draft 2020-12
 */
export function factsJsonSchema(): object {
  return {
    $id: publishedAt(FACTS_SCHEMA),
    title: "Facts of a DHI catalog",
    ...z.toJSONSchema(z.array(z.union([imageReport, chartReport])), {
      // It names a definition of the schema, and is no word of JSON Schema.
      override: ({ jsonSchema }) => void delete jsonSchema.id,
    }),
  };
}
