import * as z from "zod";
import { DEFAULT_VARIANTS } from "./defaults.ts";
import { factFields, variantFields } from "./fact-fields.ts";
import { choice, inline, list, markdown, pattern, sectionName, verbatim } from "./fields.ts";
import { sectionsField } from "./section-fields.ts";
import { comparisonField, migrationField } from "./table-fields.ts";
import { env, startField, useCase, volume } from "./use-fields.ts";

/*
 * The one source of what a descriptor may say: the TypeScript types, the validation, the JSON Schema that editors use
 * and the table in docs/descriptor.md all come from here.
 */

const topic = z.strictObject({
  title: inline("The heading.", "DNS"),
  text: markdown("What to do about it.", "The image has no `resolv.conf`."),
  after: sectionName("The topic that it follows; the last one where left out.", "permissions").optional(),
});

/** The schema of `images/<name>.yaml`. */
export const descriptorSchema = z.strictObject({
  name: pattern(
    /^[a-z0-9]+(?:[._-]+[a-z0-9]+)*$/,
    "the image's repository name: lower-case letters, digits, and . _ - between them",
    "The image's repository name; also the name of this file.",
    "example-exporter",
  ),
  title: inline("The image's name as people write it.", "Example Exporter"),
  article: choice(["a", "an"], "The article before the title, where the first letter does not tell.", "an").optional(),
  shortTitle: inline(
    "What sentences call the image, after “the”; the title alone where left out.",
    "exporter",
  ).optional(),
  registry: choice(
    ["public", "mirror"],
    "Where the guide pulls images from; the project's default where left out.",
    "public",
  ).optional(),
  layout: sectionName("The layout in `templates/`: which sections the guide has, in which order.", "nested").optional(),
  ports: list(
    pattern(
      /^(?:[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5])(?:\/(?:tcp|udp|sctp))?$/,
      "a port, for example 8080 or 53/udp",
      "A port that the container listens on.",
      "9150/tcp",
    ).meta({ editorType: ["string", "integer"] }),
    "The ports that the container listens on, each with its protocol (tcp where left out).",
    ["8080/tcp", "53/udp"],
  ).optional(),
  env: list(env, "The environment variables.", [
    { name: "EXAMPLE_URL", value: "http://localhost:8080", required: true },
  ]).optional(),
  volumes: list(volume, "The volumes.", [{ path: "/var/lib/data", source: "data" }]).optional(),
  args: list(
    verbatim("An argument.", "--config=/etc/app.yaml"),
    "The arguments that samples hand to the image's entry point.",
    ["--log-level=info"],
  ).optional(),
  ...factFields,
  included: markdown(
    "What the image includes: the section “What's included”.",
    "The exporter and its configuration.",
  ).optional(),
  start: startField.optional(),
  useCases: list(useCase, "The use cases, in their order.", [
    { title: "Deploy in Kubernetes", text: "Apply the manifest." },
  ]).optional(),
  comparison: comparisonField.optional(),
  variants: z
    .strictObject({
      available: list(
        choice(["runtime", "dev", "compat", "fips"], "A variant.", "dev"),
        `The variants that exist; ${DEFAULT_VARIANTS.join(" and ")} where left out.`,
        ["runtime", "dev", "fips"],
      ).optional(),
      ...variantFields,
      notes: markdown("What else a reader must know to choose.", "The dev variant has a compiler.").optional(),
    })
    .meta({ description: "The image's variants.", examples: [{ available: ["runtime", "dev", "fips"] }] })
    .optional(),
  migration: migrationField.optional(),
  troubleshooting: z
    .strictObject({
      omit: list(sectionName("A topic.", "privileged-ports"), "Shared topics that are left out.", [
        "privileged-ports",
      ]).optional(),
      add: list(topic, "Topics of the image's own.", [{ title: "DNS", text: "…" }]).optional(),
    })
    .meta({ description: "The troubleshooting topics.", examples: [{ omit: ["privileged-ports"] }] })
    .optional(),
  sections: sectionsField.optional(),
  keep: z
    .record(z.string(), inline("Why it is not what the definitions say.", "the other ports are internal"))
    .meta({
      description: "Facts that `sync` leaves as they are: the fact, and why.",
      examples: [{ ports: "the other ports are internal" }],
    })
    .optional(),
  suppress: z
    .record(z.string(), inline("Why the rule's findings are accepted.", "the upstream image is meant"))
    .meta({
      description: "Findings of `verify` that are accepted in the guide: the rule, and why.",
      examples: [{ "user-claim": "upstream's user is meant" }],
    })
    .optional(),
});

/** What an author wrote, validated: the facts and texts of one image. */
export type Descriptor = z.output<typeof descriptorSchema>;

/** Markdown of an author: written in the descriptor, or in a file beside it, whose text the loader has put in. */
export type AuthorText = string | { readonly file: string; readonly text?: string };
