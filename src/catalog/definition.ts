/** Where something is said: the file of a definition, of `info.yaml` or of facts, and the key in it. */
export interface Source {
  readonly file: string;
  readonly key: string;
  /** Where the file has it from, in its own words. */
  readonly origin?: string;
}

/** What is said of an image: that it has FIPS variants, or that it is certified for a STIG. */
export type ComplianceFact = "fips" | "stig";

/** One statement, and who makes it. What nobody states is not denied. */
export interface ComplianceClaim {
  readonly fact: ComplianceFact;
  readonly value: boolean;
  readonly source: Source;
}

/** Something of which claims are made: a definition, or what people are told of an image. */
export interface Claiming {
  readonly compliance?: readonly ComplianceClaim[];
}

/** A port as `8080/tcp`; a definition that leaves the protocol out means TCP. */
export interface Port {
  readonly port: number;
  readonly protocol: string;
}

/** The user that a container starts as. A numeric `run-as` that no account has is its own name. */
export interface User {
  readonly name: string;
  readonly uid: number | undefined;
}

/** What people are told about an image: its `info.yaml`. */
export interface ImageInfo extends Claiming {
  /** The human name. */
  readonly title: string | undefined;
  /** One sentence about it. */
  readonly description: string | undefined;
  /** The programs that it brings. */
  readonly tools: readonly { readonly name: string; readonly description: string | undefined }[];
}

/** Where nobody is told anything. */
export const NO_INFO: ImageInfo = { title: undefined, description: undefined, tools: [] };

/** One definition file, `image/<name>/<distro>/<version>.yaml`, reduced to what a guide can speak about. */
export interface Definition extends Claiming {
  /** Relative to the catalog, with `/` on every platform. */
  readonly file: string;
  /** The folder's name under `image/`. */
  readonly folder: string;
  /** The distribution's folder, for example `debian-13`. */
  readonly distribution: string;
  /** The repository as pulled, for example `dhi.io/nginx`. */
  readonly image: string;
  /** The human name, for example `Nginx 1.29.x (dev)`. */
  readonly title: string;
  readonly variant: string;
  /** Without what says that the variant is FIPS compliant: `sfw` of `sfw-fips`. */
  readonly flavor: string | undefined;
  readonly tags: readonly string[];
  readonly platforms: readonly string[];
  readonly dates: Readonly<Record<string, string>>;
  readonly user: User | undefined;
  /** The users that it has; there may be more, which packages bring along. */
  readonly accounts: readonly User[];
  /** The names of its groups. */
  readonly groups: readonly string[];
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly workDir: string | undefined;
  readonly environment: Readonly<Record<string, string>>;
  readonly ports: readonly Port[];
  readonly packages: readonly string[];
}

/** One definition file of a chart, `chart/<name>/helm/<version>.yaml`: what one line of its versions is made of. */
export interface ChartRelease {
  /** Relative to the catalog, with `/` on every platform. */
  readonly file: string;
  /** The folder's name under `chart/`. */
  readonly folder: string;
  /** The repository as pulled, for example `dhi.io/loki-chart`. */
  readonly image: string;
  /** The human name, for example `Loki Helm chart 18.x`. */
  readonly title: string;
  /** The versions that it publishes. */
  readonly tags: readonly string[];
  /** What it deploys, in the order in which it is said; the catalog may not have all of it. */
  readonly images: readonly UsedRepository[];
  /** The charts that it brings along; their names end in `-chart`. */
  readonly charts: readonly UsedRepository[];
  /** Whether it names neither; a name that nobody understands is one, too. */
  readonly usesNothing: boolean;
  /** Where upstream's sources are: `git+https://github.com/o/r.git#v1.2.3`. */
  readonly sources: readonly string[];
}

/** A repository without its registry, and the tag that is used of it. */
export interface UsedRepository {
  readonly name: string;
  readonly tag: string | undefined;
}

/**
 * Whether a user is root, by name or by uid.
 *
 * @param user the user a container starts as; a definition without one starts as root
 * @returns true for root
 */
export function isRoot(user: User | undefined): boolean {
  return user === undefined || user.uid === 0 || user.name === "root";
}
