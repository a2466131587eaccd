import * as z from "zod";
import { choice, flag, inline, list, markdown, pattern, present, words } from "./fields.ts";
import { notes } from "./note-fields.ts";

/*
 * How an image is started: the commands of the start section, made from the facts.
 */

/** `-d --name <name>`, `--rm -it`, `--rm`, `--rm -i`. */
const MODES = ["detached", "interactive", "foreground", "stdin"] as const;

/** What Docker takes for a tag, with what the reader fills in. */
export const TAG = /^(?:\w|<[A-Za-z][\w-]*>)(?:[\w.-]|<[A-Za-z][\w-]*>){0,127}$/;

/** A name as Docker takes one for a container. */
export const CONTAINER_NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]+$/;

const names = list(
  pattern(/^[A-Za-z_][A-Za-z0-9_.-]*$/, "the name of a variable", "The name of one of `env`.", "POSTGRES_USER"),
  "",
);
const paths = list(
  pattern(/^\/[^\s:]*$/, "an absolute path in the container", "The `path` of one of `volumes`.", "/var/lib/data"),
  "",
);
const container = (description: string) =>
  pattern(CONTAINER_NAME, "a container's name: letters, digits, and _ . - behind the first", description, "my-app");
const tag = (description: string) => pattern(TAG, "a tag, for example <tag>-dev", description, "<tag>-dev");
const options = list(words("An option.", "--network host"), "Further options of `docker run`, one a line.", [
  "--read-only",
]);

const described = <T extends z.ZodType>(schema: T, description: string, example: unknown) =>
  schema.meta({ description, examples: [example] });

/** A start command behind the first one. It says of the facts only what it names. */
const furtherStart = z
  .strictObject({
    title: inline("A heading above it.", "Open a shell").optional(),
    text: markdown("What stands before the sample.", "To print the version:").optional(),
    mode: choice(MODES, "How it runs; in the foreground where left out.", "detached").optional(),
    container: container("The container's name; detached, that of the first start where left out.").optional(),
    publish: flag("Whether it publishes the ports; not where left out.", true).optional(),
    tag: tag("The image's tag, where it is not `<tag>`.").optional(),
    env: described(names, "The names of the variables that it sets; none where left out.", [
      "POSTGRES_USER",
    ]).optional(),
    volumes: described(paths, "The paths of the volumes that it mounts; none where left out.", [
      "/var/lib/data",
    ]).optional(),
    options: options.optional(),
    args: list(words("An argument.", "--version"), "The arguments that it hands to the entry point.", [
      "--version",
    ]).optional(),
    notes: notes("What stands below it.", "It prints one line.").optional(),
  })
  .refine(({ title, text }) => (title ?? text) !== undefined, "expected a `text` or a `title` above its sample");

/** The same start as a Compose file. */
const compose = z.union(
  [
    present(),
    z.strictObject({
      text: markdown("What stands before it, instead of the shared sentence.", "Or use Docker Compose:").optional(),
      service: pattern(
        /^[A-Za-z0-9._-]+$/,
        "a service's name: letters, digits, and . _ -",
        "What the service is called; as the image where left out.",
        "app",
      ).optional(),
    }),
  ],
  { error: "expected true, or { text: …, service: NAME }" },
);

/** The section that starts the image. */
export const startField = z
  .strictObject({
    text: markdown("What stands before the sample.", "To try it alone, run the following command.").optional(),
    mode: choice(MODES, "How the sample runs; detached where there are ports, else interactive.", "stdin").optional(),
    container: container("The container's name in samples; detached, as the image where left out.").optional(),
    publish: flag("Whether the sample publishes the ports; it does where left out.", false).optional(),
    tag: tag("The image's tag in the sample, where it is not `<tag>`.").optional(),
    env: described(names, "The names of the variables that it sets; those required, or with a value, where left out.", [
      "POSTGRES_USER",
    ]).optional(),
    volumes: described(paths, "The paths of the volumes that it mounts; all that have a source where left out.", [
      "/var/lib/data",
    ]).optional(),
    options: options.optional(),
    envPurpose: inline(
      "What the required variables are for: ends the sentence that names them.",
      "connect to the database",
    ).optional(),
    notes: notes("What stands below the sample.", "It needs access to a cluster.").optional(),
    compose: described(compose, "The same start as a Compose file, below the sample.", true).optional(),
    further: list(
      furtherStart,
      "Further start commands, each with a text above; one shows of the facts only what it names.",
      [{ text: "To print the version:", args: ["--version"] }],
    ).optional(),
  })
  .meta({
    description: "The section that starts the image. The sample is made from the facts.",
    examples: [{ text: "Run the following command." }],
  });
