import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import { read, REPOSITORY } from "../support/project.ts";

/*
 * GitHub reads these files, and says nothing of a form that it does not show: their shapes, as its documentation has them.
 */

const FORMS = ".github/ISSUE_TEMPLATE";

const words = z.string().min(1);
const validations = z.strictObject({ required: z.boolean() }).optional();
const shared = { label: words, description: words.optional() };
const written = { ...shared, placeholder: words.optional(), value: words.optional() };
const id = z.string().regex(/^[A-Za-z0-9_-]+$/);
const options = z
  .array(words)
  .min(1)
  .refine((all) => new Set(all).size === all.length, "an option twice");
const checks = z.array(z.strictObject({ label: words, required: z.boolean().optional() })).min(1);

const element = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("markdown"), attributes: z.strictObject({ value: words }) }),
  z.strictObject({ type: z.literal("input"), id, attributes: z.strictObject(written), validations }),
  z.strictObject({
    type: z.literal("textarea"),
    id,
    attributes: z.strictObject({ ...written, render: words.optional() }),
    validations,
  }),
  z.strictObject({
    type: z.literal("dropdown"),
    id,
    attributes: z.strictObject({
      ...shared,
      options,
      multiple: z.boolean().optional(),
      default: z.number().int().optional(),
    }),
    validations,
  }),
  z.strictObject({
    type: z.literal("checkboxes"),
    id,
    attributes: z.strictObject({ ...shared, options: checks }),
    validations,
  }),
]);

const isUnique = (values: readonly (string | undefined)[]) => {
  const given = values.filter((value) => value !== undefined);
  return new Set(given).size === given.length;
};

const form = z.strictObject({
  name: words,
  description: words,
  title: words.optional(),
  labels: z.array(words).optional(),
  assignees: z.array(words).optional(),
  projects: z.array(words).optional(),
  type: words.optional(),
  body: z
    .array(element)
    .refine((all) => all.some(({ type }) => type !== "markdown"), "nothing to fill in")
    .refine((all) => isUnique(all.map((each) => ("id" in each ? each.id : undefined))), "an id twice")
    .refine(
      (all) => isUnique(all.map(({ attributes }) => ("label" in attributes ? attributes.label : undefined))),
      "a label twice",
    ),
});

const chooser = z.strictObject({
  blank_issues_enabled: z.boolean().optional(),
  contact_links: z.array(z.strictObject({ name: words, url: z.url(), about: words })).optional(),
});

const group = z.strictObject({
  patterns: z.array(words).optional(),
  "exclude-patterns": z.array(words).optional(),
  "update-types": z.array(z.enum(["major", "minor", "patch"])).optional(),
});
const dependabot = z.strictObject({
  version: z.literal(2),
  updates: z
    .array(
      z.strictObject({
        "package-ecosystem": z.enum(["npm", "github-actions"]),
        directory: z.string().startsWith("/"),
        schedule: z.strictObject({ interval: z.enum(["daily", "weekly", "monthly"]) }),
        groups: z.record(words, group).optional(),
      }),
    )
    .refine((all) => isUnique(all.map((each) => `${each["package-ecosystem"]} ${each.directory}`)), "a place twice"),
});

const problemsOf = (schema: z.ZodType, text: string): string[] =>
  schema.safeParse(parse(text)).error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ?? [];

const forms = readdirSync(join(REPOSITORY, FORMS)).filter((name) => name !== "config.yml");

test.each([
  ...forms.map((name) => [`${FORMS}/${name}`, form] as const),
  [`${FORMS}/config.yml`, chooser] as const,
  [".github/dependabot.yml", dependabot] as const,
])("%s has the shape that GitHub documents", (file, schema) => {
  expect(problemsOf(schema, read(REPOSITORY, file))).toEqual([]);
});

test("each form has a name of its own", () => {
  const names = forms.map((file) => (parse(read(REPOSITORY, `${FORMS}/${file}`)) as { name: string }).name);
  expect(isUnique(names)).toBe(true);
});

describe("a mistake is told", () => {
  const BUG = `${FORMS}/bug.yml`;
  test.each([
    [BUG, form, "description: A command", "about: A command", "about"],
    [BUG, form, "id: command", "id: version", "an id twice"],
    [BUG, form, "label: Command", "label: Version", "a label twice"],
    [BUG, form, "type: textarea", "type: text", "body"],
    [BUG, form, "required: true", "required: yes", "required"],
    [`${FORMS}/config.yml`, chooser, "about: ", "description: ", "contact_links"],
    [".github/dependabot.yml", dependabot, "interval: weekly", "interval: sometimes", "interval"],
    [
      ".github/dependabot.yml",
      dependabot,
      "package-ecosystem: npm",
      "package-ecosystem: github-actions",
      "a place twice",
    ],
  ] as const)("%s", (file, schema, right, wrong, message) => {
    const text = read(REPOSITORY, file);
    expect(text).toContain(right);
    expect(problemsOf(schema, text.replace(right, wrong)).join("\n")).toContain(message);
  });
});

test("changesets: the configuration is as its own schema says", async () => {
  const { Ajv } = await import("ajv");
  const { $schema, ...config } = JSON.parse(read(REPOSITORY, ".changeset/config.json")) as Record<string, unknown>;
  const schema = JSON.parse(read(join(REPOSITORY, ".changeset"), String($schema))) as object;
  const ajv = new Ajv({ strict: false });
  expect(ajv.validate(schema, config), ajv.errorsText()).toBe(true);
  expect(ajv.validate(schema, { ...config, access: "everybody" })).toBe(false);
});

test("a changeset names this package and a kind of release", () => {
  const files = readdirSync(join(REPOSITORY, ".changeset")).filter((name) => /^(?!README).*\.md$/.test(name));
  for (const file of files) {
    const [, head = ""] = /^---\n([\s\S]*?)\n---\n/.exec(read(REPOSITORY, `.changeset/${file}`)) ?? [];
    const schema = z.strictObject({ "dhi-guides": z.enum(["major", "minor", "patch"]) });
    expect(problemsOf(schema, head), file).toEqual([]);
  }
});
