import * as z from "zod";
import { choice, inline, list, pattern } from "./fields.ts";
import { whenField } from "./when-field.ts";

/*
 * The sections that are mainly a table, of whose shared rows a descriptor changes some.
 */

/** The comparison with the usual image. */
export const comparisonField = z
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
        when: whenField.optional(),
      }),
      "Rows of the comparison that are changed or added.",
      [{ feature: "Shell access", hardened: "A minimal shell" }],
    ).optional(),
    omit: list(inline("The row's first cell.", "Debugging"), "Shared rows that are left out.", [
      "Debugging",
    ]).optional(),
  })
  .meta({ description: "The comparison with the usual image.", examples: [{ with: "Non-hardened" }] });

/** How to migrate to the image. */
export const migrationField = z
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
        when: whenField.optional(),
      }),
      "Rows of the migration table that are changed or added.",
      [{ item: "Ports", note: "The image listens on 8080." }],
    ).optional(),
    omit: list(inline("The row's first cell.", "TLS certificates"), "Shared rows that are left out.", [
      "TLS certificates",
    ]).optional(),
  })
  .meta({ description: "How to migrate to the image.", examples: [{ kind: "drop-in", from: "kserve/agent" }] });
