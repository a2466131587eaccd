import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { factsText } from "../../src/commands/facts-text.ts";
import { catalogFacts, factsJsonSchema, type FactReport } from "../../src/index.ts";
import { definedThings } from "../../src/sync/find-defined.ts";
import { realCatalog } from "../support/catalog.ts";

/* What is said of every image and chart of the real catalog as data. */
const catalog = await realCatalog();

describe.skipIf(!catalog)("the facts of all images and charts of the catalog", () => {
  const all = catalog ? catalogFacts(catalog) : [];

  test("are what the schema takes", () => {
    const isValid = new Ajv2020().compile(factsJsonSchema());
    const wrong = all.filter((thing) => !isValid([thing]));
    expect(wrong.map(({ id }) => id)).toEqual([]);
    expect(all.length).toBe(catalog ? catalog.images.size + catalog.charts.size : 0);
  });

  test("name all definitions that a fact is about, where they differ, and none besides", () => {
    const wrong = all.flatMap(({ id, facts }) => {
      const isWrong = ({ values, silent = [], definitions, status }: FactReport) => {
        const told = new Set([...values.flatMap(({ sources }) => sources), ...silent].map(({ file }) => file));
        return status === "disputed" || status === "partial" ? told.size !== definitions : told.size > definitions;
      };
      return facts.filter(isWrong).map(({ name }) => `${id} ${name}`);
    });
    expect(wrong).toEqual([]);
  });

  test("have the values that `sync` writes", () => {
    if (!catalog) return;
    const wrong = definedThings(catalog).flatMap(({ id, name, sync, report }) => {
      const { text, snapshot } = sync(`name: ${name}\ntitle: T\n`, undefined);
      const written = {
        descriptor: parse(text, { schema: "failsafe" }) as Written,
        snapshot: parse(snapshot?.text ?? "", { schema: "failsafe" }) as Written,
      };
      return report()
        .facts.filter((fact) => fact.holder && JSON.stringify(valueIn(written[fact.holder], fact)) !== expected(fact))
        .map((fact) => `${id} ${fact.name}`);
    });
    expect(wrong).toEqual([]);
  });

  test("are a page of text each", () => {
    for (const thing of all) {
      expect(factsText(thing, { color: false }).split("\n").length, thing.id).toBeLessThan(100);
    }
  });
});

interface Written {
  readonly [key: string]: unknown;
}

function valueIn(written: Written | null, { name }: FactReport): unknown {
  if (name.startsWith("env.")) {
    const variables = (written?.["env"] ?? []) as readonly { name: string; default: string }[];
    return variables.find((variable) => `env.${variable.name}` === name)?.default;
  }
  return name.split(".").reduce<unknown>((value, key) => (value as Written | undefined)?.[key], written ?? {});
}

/** What a descriptor says by itself is not written. */
function expected({ name, value }: FactReport): string | undefined {
  const usual: Record<string, unknown> = { user: "nonroot", "variants.available": ["runtime", "dev"] };
  const text = JSON.stringify(value);
  return text === JSON.stringify(usual[name]) ? undefined : text;
}
