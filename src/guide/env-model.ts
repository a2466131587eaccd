import * as z from "zod";
import type { Descriptor } from "../descriptor/descriptor.ts";
import { Prose, prose } from "./prose.ts";
import { inlineOf, titleOf, verbatimOf, type Texts } from "./texts.ts";
import { isUnpublished } from "./unpublished.ts";
import { whenModel, whenOf } from "./when.ts";

/*
 * The tables of variables: what a template can name of them, and its value.
 */

const text = z.string();

const row = z.object({
  name: text.describe("The variable's name."),
  value: prose.describe('Its default, or "".'),
  required: z.boolean().describe("Whether the image does not start without it."),
  description: prose.describe("What it is for, in the author's words."),
  columns: z.array(prose).describe('The cells of the further columns, in their order; "" where there is none.'),
  when: whenModel,
});

export const envModel = z.array(row);

export const envGroupsModel = z.array(
  z.object({
    title: prose.describe('The group\'s title; "" for the variables without a group.'),
    env: envModel.describe("The group's variables."),
  }),
);

export const envColumnsModel = z.array(z.instanceof(Prose));

/** What templates can name of variables. */
interface Variables {
  /** Whether one has a description. */
  readonly described: boolean;
  readonly rows: z.output<typeof envModel>;
  readonly groups: z.output<typeof envGroupsModel>;
  readonly columns: z.output<typeof envColumnsModel>;
}

type Row = z.output<typeof row>;

type Variable = NonNullable<Descriptor["env"]>[number];

/**
 * Whether a variable has a row in a table.
 *
 * @param variable what the author wrote of it
 * @returns false where there is nothing to tell but what samples show
 */
export function hasRow({ default: preset, description, group, columns }: Variable): boolean {
  return (description ?? preset ?? group ?? columns) !== undefined;
}

/** The variables of which there is something to tell. */
export function envOf(descriptor: Descriptor, texts: Texts): Variables {
  const shown = [...(descriptor.env ?? []).entries()].filter(
    ([, variable]) => hasRow(variable) && !isUnpublished(variable.when, descriptor),
  );
  /** The further columns by what they are called, each with its title as it is first said. */
  const titles = new Map<string, Prose>();
  for (const [index, { columns = {} }] of shown)
    for (const title of Object.keys(columns))
      if (!titles.has(title.trim())) titles.set(title.trim(), headOf(title.trim(), ["env", index, "columns", title]));

  const groups = new Map<string, { title: Prose | ""; env: Row[] }>([["", { title: "", env: [] }]]);
  const rows = shown.map(([index, variable]): Row => {
    const { name, default: preset, description, required = false, group = "", columns = {}, when } = variable;
    const path = ["env", index];
    const cells = new Map(Object.entries(columns).map(([title, cell]) => [title.trim(), [title, cell] as const]));
    const made: Row = {
      name,
      value: preset ? verbatimOf(texts, preset, ...path, "default") : "",
      required,
      description: inlineOf(texts, description, ...path, "description"),
      columns: [...titles.keys()].map((title) => {
        const [written = "", cell] = cells.get(title) ?? [];
        return inlineOf(texts, cell, ...path, "columns", written);
      }),
      when: whenOf(when, texts, ...path, "when"),
    };
    const known = groups.get(group.trim());
    if (known) known.env.push(made);
    else groups.set(group.trim(), { title: titleOf(texts, group, ...path, "group"), env: [made] });
    return made;
  });
  return {
    described: shown.some(([, { description }]) => description !== undefined),
    rows,
    groups: [...groups.values()].filter(({ env }) => env.length > 0),
    columns: [...titles.values()],
  };
}

/** A column's title, which is no field's text: whether a cell of it is printed is what is asked. */
const headOf = (title: string, path: readonly (string | number)[]) =>
  new Prose(title, { kind: "descriptor", path, offset: 0 }, true);
