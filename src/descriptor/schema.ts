import * as z from "zod";
import { factFields, variantFields } from "./fact-fields.ts";
import { choice, flag, inline, markdown, markdownOrNone, pattern, verbatim } from "./fields.ts";

/*
 * The one source of what a descriptor may say: the TypeScript types, the validation, the JSON Schema that editors use
 * and the table in docs/descriptor.md all come from here.
 */

const sectionName = (description: string, ...examples: unknown[]) =>
  pattern(/^[a-z][a-z0-9-]*$/, "the name of a section, for example use-cases", description, ...examples);

const env = z.strictObject({
  name: pattern(/^[A-Za-z_][A-Za-z0-9_.-]*$/, "the name of a variable", "The variable's name.", "POSTGRES_USER"),
  value: verbatim(
    "The value in samples. A secret, or a variable without a value, gets a placeholder.",
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
});

const volume = z.strictObject({
  path: pattern(/^\/[^\s:]*$/, "an absolute path in the container", "The path in the container.", "/var/lib/data"),
  source: pattern(
    /^[^\s:]+$/,
    "a volume's name or a path on the host",
    "The volume's name or a path on the host.",
    "data",
    "./config.yaml",
  ).optional(),
  readOnly: flag("Whether it is mounted read-only.", true).optional(),
  description: inline(
    "What is kept there; gives the volume a row in the table of volumes.",
    "The database's files.",
  ).optional(),
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
});

const useCase = z.strictObject({
  title: inline("The heading.", "Deploy in Kubernetes"),
  text: markdown("Any Markdown, samples included.", "Run it beside your service.").optional(),
  steps: z
    .array(sample)
    .meta({
      description: "Steps in their order, numbered.",
      examples: [[{ text: "Apply the manifest:", code: "kubectl apply -f app.yaml\n" }]],
    })
    .optional(),
  notes: z
    .array(markdown("A note.", "The pod needs a service account."))
    .meta({ description: "Notes below the use case.", examples: [["The pod needs a service account."]] })
    .optional(),
});

const topic = z.strictObject({
  title: inline("The heading.", "DNS"),
  text: markdown("What to do about it.", "The image has no `resolv.conf`."),
  after: sectionName("The topic that it follows; the last one where left out.", "permissions").optional(),
});

const replacement = z.union(
  [
    z.strictObject({
      text: markdown("The section as you want it, heading included.", "## Image variants\n\nThere is one."),
    }),
    z.strictObject({ partial: sectionName("The partial to use instead.", "migration-drop-in") }),
  ],
  { error: "expected { text: … } or { partial: NAME }" },
);

const parameters = z.record(
  z.string(),
  markdownOrNone('The parameter\'s value: `true` or `false` for a switch, otherwise Markdown, or `""`.', "my-nginx"),
);

const change = z.union(
  [
    z.strictObject({
      find: inline("Words of the shared text, which it has once.", "the nonroot user"),
      replace: markdown("What stands instead.", "a nonroot user"),
    }),
    z.strictObject({
      remove: inline("Words of the paragraph, list item or table row that is left out.", "TLS certificates"),
    }),
    z.strictObject({
      after: inline("Words of the paragraph, list item or table row that it follows.", "Entry point"),
      add: markdown("What is added.", "| Healthcheck | Use the orchestrator's. |"),
    }),
  ],
  { error: "expected { find: …, replace: … }, { remove: … } or { after: …, add: … }" },
);

const changes = z.array(change);

const freeSection = z
  .strictObject({
    title: inline("The heading; without it, the text brings its own headings, or needs none.", "Metrics").optional(),
    text: markdown("What stands below the heading.", "The metrics are at `/metrics`.").optional(),
    partial: sectionName("The partial that words the section, instead of a title and a text.", "fips").optional(),
    parameters: parameters
      .meta({ description: "The partial's parameters.", examples: [{ container: "my-nginx" }] })
      .optional(),
    changes: changes
      .meta({ description: "Changes to the partial's text.", examples: [[{ remove: "TLS certificates" }]] })
      .optional(),
    level: choice(
      ["2", "3", "4", "5", "6"],
      "The level of the partial's heading; that of its place where left out.",
      "3",
    )
      .meta({ editorType: ["string", "integer"] })
      .optional(),
    after: sectionName("The section that it follows.", "use-cases").optional(),
    before: sectionName("The section that it precedes.", "migration").optional(),
    into: sectionName("The section below whose own text it stands, before all subsections.", "access").optional(),
  })
  .refine(
    ({ after, before, into }) => [after, before, into].filter(Boolean).length < 2,
    "unexpected second place, expected one of `after`, `before` and `into`",
  )
  .refine(
    ({ title, text, partial }) => (partial === undefined ? text !== undefined : (title ?? text) === undefined),
    "expected either a `text`, with or without a `title`, or a `partial`",
  )
  .refine(
    (section) =>
      section.partial !== undefined || (section.parameters ?? section.level ?? section.changes) === undefined,
    "unexpected `parameters`, `changes` or `level` without a `partial`",
  );

const list = <T extends z.ZodType>(item: T, description: string, ...examples: unknown[]) =>
  z.array(item).meta({ description, examples });

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
  start: z
    .strictObject({
      text: markdown("What stands before the sample.", "To try it alone, run the following command.").optional(),
      mode: choice(
        ["detached", "interactive"],
        "How the sample runs: `-d --name <name>`, or `--rm -it`. Detached where there are ports.",
        "interactive",
      ).optional(),
      options: list(verbatim("An option.", "--network host"), "Further options of `docker run`, one a line.", [
        "--read-only",
      ]).optional(),
      envPurpose: inline(
        "What the required variables are for: ends the sentence that names them.",
        "connect to the database",
      ).optional(),
      notes: list(markdown("A note.", "It needs a cluster."), "Notes below the sample.", [
        "It needs access to a cluster.",
      ]).optional(),
    })
    .meta({
      description: "The section that starts the image. The sample is made from the facts.",
      examples: [{ text: "Run the following command." }],
    })
    .optional(),
  useCases: list(useCase, "The use cases, in their order.", [
    { title: "Deploy in Kubernetes", text: "Apply the manifest." },
  ]).optional(),
  comparison: z
    .strictObject({
      with: inline(
        "The kind of image it is compared with: stands before the title in the table's head.",
        "Docker Official",
      ).optional(),
      rows: list(
        z.strictObject({
          feature: inline("The row's first cell; the name of a shared row changes that row.", "Debugging"),
          standard: inline("The other image's cell.", "Full shell").optional(),
          hardened: inline("The hardened image's cell.", "No shell").optional(),
        }),
        "Rows of the comparison that are changed or added.",
        [{ feature: "Shell access", hardened: "A minimal shell" }],
      ).optional(),
      omit: list(inline("The row's first cell.", "Debugging"), "Shared rows that are left out.", [
        "Debugging",
      ]).optional(),
    })
    .meta({ description: "The comparison with the usual image.", examples: [{ with: "Non-hardened" }] })
    .optional(),
  variants: z
    .strictObject({
      available: list(
        choice(["runtime", "dev", "compat", "fips"], "A variant.", "dev"),
        "The variants that exist; runtime and dev where left out.",
        ["runtime", "dev", "fips"],
      ).optional(),
      ...variantFields,
      notes: markdown("What else a reader must know to choose.", "The dev variant has a compiler.").optional(),
    })
    .meta({ description: "The image's variants.", examples: [{ available: ["runtime", "dev", "fips"] }] })
    .optional(),
  migration: z
    .strictObject({
      kind: choice(
        ["table", "drop-in"],
        "What changes: a table of notes, or nothing (a drop-in replacement).",
        "drop-in",
      ).optional(),
      from: pattern(
        /^[a-z0-9]+(?:[._:/-]+[a-z0-9]+)*$/,
        "an image's repository without its tag",
        "The upstream image that is replaced.",
        "kserve/agent",
      ).optional(),
      platform: inline("Where the image usually runs: “your existing … deployments”.", "Kubernetes").optional(),
      rows: list(
        z.strictObject({
          item: inline("The row's first cell; the name of a shared row changes that row.", "Ports"),
          note: inline("The migration note.", "The image listens on 8080 instead of 80."),
        }),
        "Rows of the migration table that are changed or added.",
        [{ item: "Ports", note: "The image listens on 8080." }],
      ).optional(),
      omit: list(inline("The row's first cell.", "TLS certificates"), "Shared rows that are left out.", [
        "TLS certificates",
      ]).optional(),
    })
    .meta({ description: "How to migrate to the image.", examples: [{ kind: "drop-in", from: "kserve/agent" }] })
    .optional(),
  troubleshooting: z
    .strictObject({
      omit: list(sectionName("A topic.", "privileged-ports"), "Shared topics that are left out.", [
        "privileged-ports",
      ]).optional(),
      add: list(topic, "Topics of the image's own.", [{ title: "DNS", text: "…" }]).optional(),
    })
    .meta({ description: "The troubleshooting topics.", examples: [{ omit: ["privileged-ports"] }] })
    .optional(),
  sections: z
    .strictObject({
      omit: list(sectionName("A section.", "minimalism"), "Sections of the layout that are left out.", [
        "minimalism",
      ]).optional(),
      order: list(
        sectionName("A section.", "migration"),
        "Sections in the order wanted; they take each other's places, the rest stay.",
        ["variants", "comparison"],
      ).optional(),
      replace: z
        .record(z.string(), replacement)
        .meta({
          description: "Sections that are replaced, by their name.",
          examples: [{ variants: { text: "## Image variants\n\nThere is one." } }],
        })
        .optional(),
      add: list(freeSection, "Sections of your own, at any place; the end of the guide where none is given.", [
        { after: "use-cases", title: "Metrics", text: "…" },
      ]).optional(),
      parameters: z
        .record(z.string(), parameters)
        .meta({
          description: "Parameters of a section's partial, instead of those that the layout gives.",
          examples: [{ minimalism: { container: "my-nginx" } }],
        })
        .optional(),
      changes: z
        .record(z.string(), changes)
        .meta({
          description: "Changes to the words of a shared section, where the guide says it otherwise.",
          examples: [{ permissions: [{ find: "the nonroot user", replace: "a nonroot user" }] }],
        })
        .optional(),
    })
    .meta({
      description: "Changes to the layout's sections, by their names in the layout.",
      examples: [{ omit: ["minimalism"] }],
    })
    .optional(),
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
