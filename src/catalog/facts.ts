import { complianceOf, isFipsVariant } from "./compliance.ts";
import { packageManagersIn, shellsIn } from "./contents.ts";
import type { ComplianceClaim, Definition, ImageInfo, Port, Source, User } from "./definition.ts";

/** One value that definitions state, who says so, and whether all of them do. */
export interface Stated<T> {
  readonly value: T;
  readonly sources: readonly Source[];
  /** False where other definitions of the same kind say something else, or nothing. */
  readonly everywhere: boolean;
}

/**
 * What a set of definitions says. Each fact is a list of the distinct values stated: one, stated everywhere, where the
 * definitions agree; several, or one that is not stated everywhere, where they do not.
 */
export interface Facts {
  readonly definitions: readonly Definition[];
  readonly tags: readonly Stated<string>[];
  readonly platforms: readonly Stated<string>[];
  readonly distributions: readonly Stated<string>[];
  readonly dates: readonly Stated<readonly [name: string, date: string]>[];
  readonly users: readonly Stated<User>[];
  readonly entrypoints: readonly Stated<readonly string[]>[];
  readonly cmds: readonly Stated<readonly string[]>[];
  readonly workDirs: readonly Stated<string>[];
  readonly environment: readonly Stated<readonly [name: string, value: string]>[];
  readonly ports: readonly Stated<Port>[];
  readonly shells: readonly Stated<string>[];
  readonly packageManagers: readonly Stated<string>[];
}

/** One image: its names, and its facts by the variants that exist. */
export interface ImageFacts {
  /** The repository without its registry, for example `nginx`. */
  readonly name: string;
  /** The human name from `info.yaml`; where there is none, the repository's name. */
  readonly title: string;
  readonly info: ImageInfo;
  readonly all: Facts;
  /**
   * Definitions with `variant: runtime`, without those of the `compat` flavor and those whose tags all say `sdk`. This set
   * and those below hold FIPS variants only where there are no others of their kind.
   */
  readonly runtime: Facts;
  readonly dev: Facts;
  readonly compat: Facts;
  readonly flavors: ReadonlyMap<string, Facts>;
  /** Who states that it has FIPS variants or is certified for a STIG, and who that it has or is not. */
  readonly compliance: readonly ComplianceClaim[];
}

/**
 * Gathers the facts of one image.
 *
 * @param name the repository without its registry
 * @param info what people are told about it
 * @param definitions all definitions of the image
 * @returns its facts
 */
export function imageFacts(name: string, info: ImageInfo, definitions: readonly Definition[]): ImageFacts {
  const usual = (isMeant: (definition: Definition) => boolean) => stateFacts(withoutFips(definitions.filter(isMeant)));
  const flavors = [...new Set(definitions.flatMap(({ flavor }) => flavor ?? []))].sort();
  return {
    name,
    title: info.title ?? name,
    info,
    all: stateFacts(definitions),
    runtime: usual(isRuntime),
    dev: usual(({ variant }) => variant === "dev"),
    compat: usual(({ flavor }) => flavor === "compat"),
    flavors: new Map(flavors.map((flavor) => [flavor, usual((definition) => definition.flavor === flavor)])),
    compliance: complianceOf(definitions, info),
  };
}

/** A FIPS variant is one of its own, with settings of its own; where there is no other, it stands for all. */
function withoutFips(definitions: readonly Definition[]): readonly Definition[] {
  const usual = definitions.filter((definition) => !isFipsVariant(definition));
  return usual.length > 0 ? usual : definitions;
}

function isRuntime({ variant, flavor, tags }: Definition): boolean {
  // An SDK builds applications, as a dev variant does, whatever it is called.
  const isSdk = tags.length > 0 && tags.every((tag) => /(?:^|-)sdk(?:-|$)/.test(tag));
  return variant === "runtime" && flavor !== "compat" && !isSdk;
}

/**
 * States what a set of definitions says, value by value.
 *
 * @param definitions any definitions, usually those of one variant of one image
 * @returns the facts, each value with its sources in the order of the definitions
 */
export function stateFacts(definitions: readonly Definition[]): Facts {
  const state = <T>(key: string, pick: (definition: Definition) => readonly T[]) => stateValues(definitions, key, pick);
  return {
    definitions,
    tags: state("tags", ({ tags }) => tags),
    platforms: state("platforms", ({ platforms }) => platforms),
    distributions: state("distribution", ({ distribution }) => [distribution]),
    dates: state("dates", ({ dates }) => Object.entries(dates)),
    users: state("accounts.run-as", ({ user }) => (user ? [user] : [])),
    entrypoints: state("entrypoint", ({ entrypoint }) => (entrypoint.length > 0 ? [entrypoint] : [])),
    cmds: state("cmd", ({ cmd }) => (cmd.length > 0 ? [cmd] : [])),
    workDirs: state("work-dir", ({ workDir }) => (workDir === undefined ? [] : [workDir])),
    environment: state("environment", ({ environment }) => Object.entries(environment)),
    ports: state("ports", ({ ports }) => ports),
    shells: state("contents.packages", ({ packages }) => shellsIn(packages)),
    packageManagers: state("contents.packages", ({ packages }) => packageManagersIn(packages)),
  };
}

/**
 * States the distinct values of one fact.
 *
 * @param definitions those that are asked
 * @param key where one says it
 * @param pick what it says
 * @returns each value with its sources, in the order of the definitions
 */
export function stateValues<T, D extends Pick<Definition, "file">>(
  definitions: readonly D[],
  key: string,
  pick: (definition: D) => readonly T[],
): Stated<T>[] {
  const byValue = new Map<string, { value: T; sources: Source[] }>();
  for (const definition of definitions) {
    const source = { file: definition.file, key };
    const distinct = new Map(pick(definition).map((value) => [JSON.stringify(value), value]));
    for (const [text, value] of distinct) {
      const stated = byValue.get(text);
      if (stated) stated.sources.push(source);
      else byValue.set(text, { value, sources: [source] });
    }
  }
  return [...byValue.values()].map((stated) => ({
    ...stated,
    everywhere: stated.sources.length === definitions.length,
  }));
}
