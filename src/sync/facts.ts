import type { Catalog } from "../catalog/catalog.ts";
import type { Port, User } from "../catalog/definition.ts";
import type { Facts, ImageFacts, Stated } from "../catalog/facts.ts";
import { DEFAULT_USER, DEFAULT_VARIANTS, factFields, variantFields } from "../core.ts";
import { isSelfContained } from "../markdown/self-contained.ts";
import { complianceFacts } from "./compliance.ts";
import { environmentFacts } from "./environment.ts";
import { VARIES, type Fact, type StatedValue, type Evidence } from "./fact.ts";
import { oneLine } from "./plain-text.ts";
import { flavorName, isCompat, plainFacts, primaryFacts } from "./primary.ts";
import { programEvidence } from "./programs.ts";
import { statementsOf } from "./stated.ts";

/**
 * The facts of an image that a descriptor can state, in the order in which a descriptor has them. Tags, platforms and
 * dates are none of them: guides say `<tag>`, so that they stay true.
 *
 * @param chartNames the charts that are published, where they are known
 * @param variables the variables of which a descriptor says what the image sets them to
 * @returns one entry a fact, also where there is nothing of its kind
 */
export function factsOf(
  image: ImageFacts,
  { chartNames }: Pick<Catalog, "chartNames">,
  variables: readonly string[] = [],
): Fact[] {
  const facts = primaryFacts(image);
  const plain = plainFacts(facts);
  const user = userEvidence(facts);
  const stated = statementsOf(image);
  const entrypoint = commandValue(plain.entrypoints);
  const one = (name: string, key: string, evidence: Evidence, fallback?: StatedValue): Fact => ({
    name,
    path: name.split("."),
    evidence,
    source: sourceOf(facts, key),
    stated: stated[name],
    ...(fallback !== undefined && { fallback }),
  });
  const all = [
    one("ports", "ports", portEvidence(plain.ports, facts.ports)),
    ...environmentFacts(plain, variables),
    one("user", "accounts.run-as", user, DEFAULT_USER),
    ...uidEvidence(facts.users).map((evidence) => one("uid", "accounts.run-as", evidence)),
    one("shell", "contents.packages", programEvidence(facts, "shells")),
    one("packageManager", "contents.packages", programEvidence(facts, "packageManagers")),
    one("entrypoint", "entrypoint", { kind: "agreed", value: entrypoint }),
    {
      ...one("cmd", "cmd", { kind: "agreed", value: commandValue(plain.cmds) }),
      // What starts it, nobody can say in a word: then guides do not say either what that gets.
      ...(entrypoint === VARIES && { isPassedOver: true }),
    },
    one("workDir", "work-dir", agreement(plain.workDirs, workDir, plain)),
    ...(chartNames === undefined
      ? []
      : [{ ...one("chart", "", chartEvidence(image.name, chartNames)), source: "charts" }]),
    one("variants.available", "variant", variantEvidence(image), DEFAULT_VARIANTS),
    ...complianceFacts(image),
    one("variants.flavors", "flavor", setOf(flavorsOf(image)), []),
    one("variants.devUser", "accounts.run-as", otherUser(image.dev, { kind: "agreed", value: "root" })),
    one("variants.compatUser", "accounts.run-as", otherUser(image.compat, user)),
  ];
  return all.filter(isStatable);
}

/** A definition may hold what no descriptor takes: a blank in a user's name, a word that opens a fence. */
function isStatable({ name, evidence }: Fact): boolean {
  if (evidence.kind !== "agreed" || evidence.value === undefined) return true;
  const { value } = evidence;
  if (value === true) return true;
  const words = typeof value === "string" ? [value] : "names" in value ? [...value.names, value.where ?? ""] : value;
  if (!words.every(isSelfContained)) return false;
  const fields: Readonly<Record<string, { safeParse: (value: unknown) => { success: boolean } }>> = {
    ...factFields,
    "variants.devUser": variantFields.devUser,
    "variants.compatUser": variantFields.compatUser,
  };
  return fields[name]?.safeParse(evidence.value).success ?? true;
}

const PROTOCOLS = new Set(["tcp", "udp", "sctp"]);

function portEvidence(plain: readonly Stated<Port>[], all: readonly Stated<Port>[]): Evidence {
  const text = ({ value }: Stated<Port>) => `${value.port}/${value.protocol}`;
  const isReal = ({ value: { port, protocol } }: Stated<Port>) => port > 0 && port < 65_536 && PROTOCOLS.has(protocol);
  // Who declares no port may listen all the same.
  if (all.length === 0) return { kind: "unknown", someHaveIt: false };
  const certain = plain.filter(({ everywhere }) => everywhere).filter(isReal);
  return { kind: "set", certain: certain.map(text), possible: all.filter(isReal).map(text) };
}

/** One value that all definitions state, none that any states, or several. */
function agreement<T>(stated: readonly Stated<T>[], name: (value: T) => string | undefined, facts: Facts): Evidence {
  const [first] = stated;
  if (first === undefined) return { kind: "agreed", value: undefined };
  if (stated.length === 1 && first.sources.length === facts.definitions.length)
    return { kind: "agreed", value: name(first.value) };
  return { kind: "disputed", values: [...new Set(stated.flatMap(({ value }) => name(value) ?? []))] };
}

/** A definition without a user starts as root. */
function userEvidence({ definitions }: Facts): Evidence {
  const [name, ...others] = new Set(definitions.map(({ user }) => user?.name ?? "root"));
  if (others.length === 0 || name === undefined) return { kind: "agreed", value: name };
  return { kind: "disputed", values: [name, ...others] };
}

/** Every image starts somewhere: / is not worth a word. A slash at the end is the same folder. */
const workDir = (path: string) => path.replace(/(?<=.)\/+$/, "").replace(/^\/$/, "") || undefined;

/** Nothing where the definitions do not know the number; and everybody knows root's. */
function uidEvidence(users: readonly Stated<User>[]): Evidence[] {
  const numbers = [...new Set(users.flatMap(({ value }) => value.uid ?? []))];
  const [uid, ...others] = numbers;
  if (uid === undefined) return [];
  const isAgreed = others.length === 0 && users.every(({ value }) => value.uid === uid);
  if (isAgreed) return [{ kind: "agreed", value: uid === 0 ? undefined : String(uid) }];
  return [{ kind: "disputed", values: numbers.map(String) }];
}

function commandValue(commands: readonly Stated<readonly string[]>[]): StatedValue | undefined {
  const [first] = commands;
  return commands.length === 1 && first?.everywhere ? first.value.map(oneLine) : first && VARIES;
}

/** A chart of the image's own name deploys it; whether another one does, its author knows. */
function chartEvidence(name: string, chartNames: ReadonlySet<string>): Evidence {
  return chartNames.has(name) ? { kind: "agreed", value: name } : { kind: "disputed", values: [...chartNames] };
}

function variantEvidence({ runtime, dev, compat }: ImageFacts): Evidence {
  const certain = Object.entries({ runtime, dev, compat })
    .filter(([, { definitions }]) => definitions.length > 0)
    .map(([name]) => name);
  // Whether FIPS is one of them is a fact of its own, for where nobody states it, nothing is known.
  return { kind: "set", certain, possible: [...certain, "fips"] };
}

const setOf = (members: readonly string[]): Evidence => ({ kind: "set", certain: members, possible: members });

function flavorsOf({ flavors }: ImageFacts): string[] {
  const names = [...flavors.keys()].filter((flavor) => !isCompat(flavor)).map(flavorName);
  return [...new Set(names)].filter((name) => name !== "" && isSelfContained(name));
}

/** The user of a variant, where it is another than a guide says by itself. */
function otherUser(variant: Facts, usual: Evidence): Evidence {
  const evidence = userEvidence(variant);
  const isUsual = evidence.kind === "agreed" && usual.kind === "agreed" && evidence.value === usual.value;
  return isUsual ? { kind: "agreed", value: undefined } : evidence;
}

function sourceOf({ definitions }: Facts, key: string): string {
  const [first] = definitions;
  return first ? `${first.file}: ${key}` : "";
}
