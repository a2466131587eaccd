import * as z from "zod";
import { DEFAULT_VARIANTS, VARIANTS } from "./defaults.ts";
import { factFields, variantFields } from "./fact-fields.ts";
import { choice, inline, list, markdown, pattern, sectionName, words } from "./fields.ts";
import { headFields, tailFields } from "./shared-fields.ts";
import { startField } from "./start-field.ts";
import { comparisonField, migrationField } from "./table-fields.ts";
import { env, volume } from "./use-fields.ts";
import { whenField } from "./when-field.ts";

/*
 * The one source of what an image's descriptor may say: the TypeScript types, the validation, the JSON Schema that editors
 * use and the table in docs/descriptor.md all come from here.
 */

const topic = z.strictObject({
  title: inline("The heading.", "DNS"),
  text: markdown("What to do about it.", "The image has no `resolv.conf`."),
  after: sectionName("The topic that it follows; the last one where left out.", "permissions").optional(),
  when: whenField.optional(),
});

/** The schema of `images/<name>.yaml`. */
export const imageSchema = z.strictObject({
  ...headFields,
  name: headFields.name.refine(
    (name) => name !== "charts",
    "expected another name: unless the settings say otherwise, the pages of Helm charts stand in the folder `charts`",
  ),
  shortTitle: inline(
    "What sentences call the image, after “the”; the title alone where left out.",
    "exporter",
  ).optional(),
  ports: list(
    pattern(
      /^(?:[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5])(?:\/(?:tcp|udp|sctp))?$/,
      "a port, for example 8080 or 53/udp",
      "A port that the container listens on.",
      "9150/tcp",
    ).meta({ editorType: ["string", "integer"], minimum: 1, maximum: 65535 }),
    "The ports that the container listens on, each with its protocol (tcp where left out).",
    ["8080/tcp", "53/udp"],
  ).optional(),
  env: list(env, "The environment variables.", [
    { name: "EXAMPLE_URL", value: "http://localhost:8080", required: true },
  ]).optional(),
  volumes: list(volume, "The volumes.", [{ path: "/var/lib/data", source: "data" }]).optional(),
  args: list(
    words("An argument.", "--config=/etc/app.yaml"),
    "The arguments that samples hand to the image's entry point.",
    ["--log-level=info"],
  ).optional(),
  ...factFields,
  included: markdown(
    "What the image includes: the section “What's included”.",
    "The exporter and its configuration.",
  ).optional(),
  start: startField.optional(),
  comparison: comparisonField.optional(),
  variants: z
    .strictObject({
      available: list(
        choice(VARIANTS, "A variant.", "dev"),
        `The variants that exist; ${DEFAULT_VARIANTS.join(" and ")} where left out.`,
        ["runtime", "dev", "fips"],
      ).optional(),
      ...variantFields,
      fipsNotes: markdown(
        "What differs in FIPS variants: stands after what is said of them.",
        "FIPS variants come for version 8 alone.",
      ).optional(),
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
  ...tailFields,
});
