import * as z from "zod";
import { flag, inline, markdown, pattern, verbatim } from "./fields.ts";
import { notes } from "./note-fields.ts";
import { whenField } from "./when-field.ts";

/*
 * How the image is used: what it needs to run, what it is for. How it is started: start-field.ts.
 */

/** The columns that tables of variables have anyway. */
const ENV_COLUMNS = new Set(["variable", "description", "default", "required", "value"]);

const envColumns = z
  .record(
    inline("The column's title.", "Since").refine(
      (title) => !ENV_COLUMNS.has(title.trim().toLowerCase()),
      "expected the title of a column that the table does not have anyway",
    ),
    inline("What stands there.", "3.2").meta({ editorType: ["string", "number", "boolean"] }),
  )
  .meta({
    description: "Cells of further columns of the table of variables, by the column's title.",
    examples: [{ Since: "3.2" }],
  });

/** An environment variable. */
export const env = z.strictObject({
  name: pattern(/^[A-Za-z_][A-Za-z0-9_.-]*$/, "the name of a variable", "The variable's name.", "POSTGRES_USER"),
  value: verbatim(
    "The value in samples. A variable without a value gets a placeholder; a secret has none.",
    "localhost",
    "8080",
  ).optional(),
  required: flag(
    "Whether the image does not start without it: named in the start section, and always in samples.",
    true,
  ).optional(),
  secret: flag("Whether its value must not be shown: samples say `<name>` instead.", true).optional(),
  default: verbatim(
    "What it is where nobody sets it; gives it a row in the table of variables.",
    "/var/lib/data",
  ).optional(),
  description: inline(
    "What it does; gives the variable a row in the table of variables.",
    "The database's host.",
  ).optional(),
  group: inline(
    "The title of the group that it stands in: a table of its own, behind that of variables without a group.",
    "Optional variables",
  ).optional(),
  columns: envColumns.optional(),
  when: whenField.optional(),
});

/** A volume. */
export const volume = z.strictObject({
  path: pattern(/^\/[^\s:]*$/, "an absolute path in the container", "The path in the container.", "/var/lib/data"),
  source: pattern(
    /^[^\s:]+$/,
    "a volume's name or a path on the host",
    "The volume's name or a path on the host.",
    "data",
    "./config.yaml",
  ).optional(),
  readOnly: flag("Whether it is mounted read-only; only with a source.", true).optional(),
  description: inline(
    "What is kept there; gives the volume a row in the table of volumes.",
    "The database's files.",
  ).optional(),
  when: whenField.optional(),
});

const sample = z.strictObject({
  title: inline("The step's title, in bold.", "Create a secret").optional(),
  text: markdown("What to do.", "Create a secret with your credentials:").optional(),
  code: markdown("A sample, without its fence.", "kubectl apply -f deployment.yaml\n").optional(),
  language: pattern(
    /^[A-Za-z0-9+#._-]+$/,
    "the name of a language",
    "The sample's language; `bash` where left out.",
    "yaml",
  ).optional(),
  when: whenField.optional(),
});

/** A use case. */
export const useCase = z.strictObject({
  title: inline("The heading.", "Deploy in Kubernetes"),
  text: markdown("Any Markdown, samples included.", "Run it beside your service.").optional(),
  steps: z
    .array(sample)
    .meta({
      description: "Steps in their order, numbered.",
      examples: [[{ text: "Apply the manifest:", code: "kubectl apply -f app.yaml\n" }]],
    })
    .optional(),
  notes: notes("What stands below the use case.", "The pod needs a service account.").optional(),
  when: whenField.optional(),
});
