import type { Facts } from "../catalog/facts.ts";
import { lineOf } from "./image-tags.ts";
import { oneLine } from "./plain-text.ts";
import type { Fact } from "./fact.ts";

/** As the schema has it. */
const NAME = /^[A-Za-z_][A-Za-z0-9_.-]*$/;

/** What the base system sets, or what changes with each release: no news for a reader. */
const UNTOLD =
  /^(?:PATH|HOME|USER|LANG|LANGUAGE|LC_\w+|DEBIAN_FRONTEND|SSL_CERT_\w+)$|(?:^|_)(?:VERSION|MAJOR|MINOR|PATCH|RELEASE|BUILD|COMMIT|SHA\d*)$/;

/**
 * The variables that the definitions set, each as a fact of its own. What a program takes for a variable that nobody sets,
 * definitions do not say: so of others there is no fact.
 *
 * @param variables those that a descriptor speaks of, whether it should or not
 * @returns a fact for each that a guide may speak of, and each that the descriptor does
 */
export function environmentFacts({ environment, definitions }: Facts, variables: readonly string[]): Fact[] {
  const told = environment.map(({ value: [name] }) => name).filter((name) => NAME.test(name) && !UNTOLD.test(name));
  const known = new Set(environment.map(({ value: [name] }) => name));
  const named = variables.filter((name) => known.has(name));
  return [...new Set([...told, ...named])].map((name) => {
    const stated = environment.filter(({ value }) => value[0] === name);
    const values = stated.map(({ value: [, value] }) => oneLine(value));
    const [first] = stated;
    const agreed = stated.length === 1 && first?.sources.length === definitions.length;
    return {
      name: `env.${name}`,
      path: ["env"],
      evidence: agreed ? { kind: "agreed", value: values[0] } : { kind: "disputed", values },
      source: `${first?.sources[0]?.file ?? ""}: environment`,
      stated: {
        definitions: definitions.map((definition) => ({ file: definition.file, line: lineOf(definition) })),
        values: stated.map(({ value: [, value], ...rest }) => ({ ...rest, value })),
      },
    };
  });
}
