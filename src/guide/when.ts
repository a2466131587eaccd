import * as z from "zod";
import type { When } from "../descriptor/when-field.ts";
import type { YamlPath } from "../findings/problem.ts";
import { Prose, prose } from "./prose.ts";
import { inlineOf, type Texts } from "./texts.ts";

/*
 * For which versions and variants something is said: what a template can name of it. The partial `when` words it.
 */

const flag = z.boolean();
const names = z.array(z.instanceof(Prose));

export const whenModel = z
  .object({
    given: flag.describe("Whether it is for some versions or variants alone."),
    named: flag.describe("Whether variants or flavors are named."),
    variants: names.describe("The variants that it is for."),
    flavors: names.describe("The flavors that it is for."),
    from: prose.describe('The first version, or "".'),
    until: prose.describe('The last version, or "".'),
    version: prose.describe('The one version where the first and the last are the same; both are "" then.'),
  })
  .describe("For which versions and variants it is: see the partial `when`.");

export type WhenModel = z.output<typeof whenModel>;

/** For all versions and variants. */
const ALWAYS: WhenModel = { given: false, named: false, variants: [], flavors: [], from: "", until: "", version: "" };

/**
 * Works out for which versions and variants something is said.
 *
 * @param path where the descriptor says it
 */
export function whenOf(when: When | undefined, texts: Texts, ...path: YamlPath): WhenModel {
  if (when === undefined) return ALWAYS;
  const { variants = [], flavors = [], from, until } = when;
  const isOne = from === until;
  return {
    given: true,
    named: variants.length + flavors.length > 0,
    variants: variants.map((name, index) => texts(name, ...path, "variants", index)),
    flavors: flavors.map((name, index) => texts(name, ...path, "flavors", index)),
    from: isOne ? "" : inlineOf(texts, from, ...path, "from"),
    until: isOne ? "" : inlineOf(texts, until, ...path, "until"),
    version: isOne ? inlineOf(texts, from, ...path, "from") : "",
  };
}
