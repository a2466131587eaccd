import * as z from "zod";
import { DEFAULT_USER } from "./defaults.ts";
import { flag, inline, pattern, verbatim } from "./fields.ts";

/*
 * The facts of an image that its definitions confirm, besides ports and environment: `dhi-guides new --from` writes them,
 * `dhi-guides sync` keeps them true. What a guide says of them is worded by the partials.
 */

const list = <T extends z.ZodType>(item: T) => z.array(item).min(1, { error: "expected at least one" });

const userName = (description: string, ...examples: unknown[]) =>
  pattern(/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/, "a user's name, or its number", description, ...examples).meta({
    editorType: ["string", "integer"],
    minimum: 0,
  });

/** Programs that some images have and most have not. */
const programs = (what: string, ...names: string[]) =>
  z.union(
    [
      z.literal("unknown"),
      z.strictObject({
        names: list(verbatim("A program's name.", names[0])).meta({
          description: `What ${what} is called.`,
          examples: [names],
        }),
        where: inline(
          "The runtime variants that have it, where not all do: continues “in …”.",
          "Alpine-based images",
        ).optional(),
      }),
    ],
    { error: "expected names, or unknown where nobody knows whether there is one" },
  );

const words = (description: string, ...examples: unknown[]) =>
  z
    .union([z.literal("varies"), list(verbatim("A word of the command.", "--config"))], {
      error: "expected a list of words, or varies where the variants differ",
    })
    .meta({ description, examples });

/** The fields, to be spread into the descriptor's schema. */
export const factFields = {
  user: userName(`The user that the runtime image runs as; ${DEFAULT_USER} where left out.`, "root").optional(),
  uid: pattern(/^\d+$/, "a number", "That user's number, for who changes the owner of files.", 65532)
    .meta({ editorType: ["string", "integer"], minimum: 0 })
    .optional(),
  shell: programs("the shell of the runtime image", "bash")
    .meta({
      description: "The shell of the runtime image; left out where there is none, `unknown` to say nothing of it.",
      examples: [{ names: ["busybox"], where: "Alpine-based images" }],
    })
    .optional(),
  packageManager: programs("its package manager", "apt")
    .meta({
      description: "Its package manager; left out where there is none, `unknown` to say nothing of it.",
      examples: [{ names: ["apt"] }],
    })
    .optional(),
  entrypoint: words("The image's entry point, word by word; `varies` where its variants differ.", [
    "tini",
    "--",
    "/usr/bin/app",
  ]).optional(),
  cmd: words("What the image runs, or hands to its entry point, where a reader gives no arguments.", [
    "--config=/etc/app.yaml",
  ]).optional(),
  workDir: pattern(/^\/[^\s]*$/, "an absolute path", "The image's working directory, other than /.", "/app").optional(),
  chart: pattern(
    /^[a-z0-9]+(?:[._-]+[a-z0-9]+)*$/,
    "a chart's name",
    "The Helm chart that deploys the image, without the `-chart` of its repository.",
    "example-exporter",
  ).optional(),
};

/** The facts about variants, to be spread into `variants`. */
export const variantFields = {
  flavors: list(verbatim("A flavor's name, without its version.", "fpm"))
    .meta({ description: "What else tags name besides the version: flavors, but for compat.", examples: [["fpm"]] })
    .optional(),
  devUser: userName("The user of the dev variant, where it is not root.", "agent").optional(),
  compatUser: userName("The user of the compat variant, where it is another.", "root").optional(),
  stig: flag("Whether the image is certified for a STIG.", true).optional(),
};
