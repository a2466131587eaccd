import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect } from "vitest";
import { facts, type FactsOptions } from "../../src/commands/facts.ts";
import { factsJsonSchema, type ThingFacts } from "../../src/index.ts";
import { makeProject, record, REPOSITORY } from "../support/project.ts";

/** Two images and a chart of our own making, whose definitions disagree in all ways. */
export const CATALOG = join(REPOSITORY, "test/fixtures/facts");

export const isValid = new Ajv2020({ allErrors: true }).compile(factsJsonSchema());

/** Runs the command, on that catalog where no other is given. */
export async function run(names: readonly string[], options: Partial<FactsOptions> = {}) {
  const context = record();
  const root = options.root ?? makeProject();
  const status = await facts(names, { root, reporter: "pretty", from: CATALOG, ...options }, context);
  return { status, stdout: context.stdout(), stderr: context.stderr(), root };
}

/** What it prints as JSON, which the schema takes. */
export async function dataOf(names: readonly string[], options: Partial<FactsOptions> = {}) {
  const { stdout } = await run(names, { json: true, ...options });
  const things = JSON.parse(stdout) as ThingFacts[];
  expect(isValid(things), JSON.stringify(isValid.errors)).toBe(true);
  return things;
}
