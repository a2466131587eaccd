import type { Definition } from "../catalog/definition.ts";
import { type ImageFacts, stateValues } from "../catalog/facts.ts";
import type { Statement } from "./fact.ts";
import { flavorName, isCompat, plainFacts, primaryFacts } from "./primary.ts";

/**
 * What the definitions of an image state, value by value and as they spell it: the evidence that facts are drawn from.
 *
 * @returns by the names of facts; variables are not among them
 */
export function statementsOf(image: ImageFacts): Readonly<Record<string, Statement | undefined>> {
  const facts = primaryFacts(image);
  const plain = plainFacts(facts);
  return {
    ports: statement(facts.definitions, "ports", ({ ports }) =>
      ports.map(({ port, protocol }) => `${port}/${protocol}`),
    ),
    user: statement(facts.definitions, "accounts.run-as", userOf),
    uid: statement(facts.definitions, "accounts.run-as", ({ user }) =>
      user?.uid === undefined ? [] : [String(user.uid)],
    ),
    shell: { definitions: facts.definitions, values: facts.shells },
    packageManager: { definitions: facts.definitions, values: facts.packageManagers },
    entrypoint: { definitions: plain.definitions, values: plain.entrypoints },
    cmd: { definitions: plain.definitions, values: plain.cmds },
    workDir: { definitions: plain.definitions, values: plain.workDirs },
    "variants.available": variants(image),
    "variants.flavors": statement(image.all.definitions, "flavor", ({ flavor }) =>
      flavor === undefined || isCompat(flavor) ? [] : [flavorName(flavor)],
    ),
    "variants.devUser": statement(image.dev.definitions, "accounts.run-as", userOf),
    "variants.compatUser": statement(image.compat.definitions, "accounts.run-as", userOf),
  };
}

function statement(
  definitions: readonly Definition[],
  key: string,
  pick: (definition: Definition) => readonly string[],
): Statement {
  return { definitions, values: stateValues(definitions, key, pick) };
}

/** A definition without a user starts as root. */
const userOf = ({ user }: Definition) => [user?.name ?? "root"];

function variants({ all, runtime, dev, compat }: ImageFacts): Statement {
  const values = Object.entries({ runtime, dev, compat }).flatMap(([name, { definitions }]) => {
    const files = new Set(definitions.map(({ file }) => file));
    const key = isCompat(name) ? "flavor" : "variant";
    return stateValues(all.definitions, key, ({ file }) => (files.has(file) ? [name] : []));
  });
  return { definitions: all.definitions, values };
}
