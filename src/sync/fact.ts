import type { Stated } from "../catalog/facts.ts";
import type { YamlPath } from "../findings/problem.ts";

/** Programs that some or all runtime variants have, as a descriptor says it. */
interface Programs {
  readonly names: readonly string[];
  readonly where?: string;
}

/** The value of a fact, as a descriptor says it. */
export type StatedValue = string | readonly string[] | Programs | true;

/** What the definitions say of one fact. */
export type Evidence =
  /** One thing, or, where the value is undefined, that there is none. */
  | { readonly kind: "agreed"; readonly value: StatedValue | undefined }
  /** Different things: a person decides which of them the guide speaks about. */
  | { readonly kind: "disputed"; readonly values: readonly string[] }
  /** A set, of which some members are certain, and others are stated by some definitions alone. */
  | { readonly kind: "set"; readonly certain: readonly string[]; readonly possible: readonly string[] }
  /** That something is so, or that a list has a member; or that it is not so. */
  | { readonly kind: "flag"; readonly value: boolean; readonly member?: string }
  /** Sources of which some say that it is so, and some that it is not: nobody but a person knows who is right. */
  | { readonly kind: "contradicted"; readonly affirming: readonly string[]; readonly denying: readonly string[] }
  /** Nothing that proves or disproves it: what a person says stays. Only "none" is wrong where some have it. */
  | { readonly kind: "unknown"; readonly someHaveIt: boolean };

/** What a descriptor says of a fact that is not known, so that its guide says nothing. */
export const UNKNOWN = "unknown";

/** What a descriptor says where the definitions differ. */
export const VARIES = "varies";

/** One fact: where a descriptor has it, and what is true of it. */
export interface Fact {
  /** As `keep` names it: `ports`, `variants.available`, `env.PGDATA`. */
  readonly name: string;
  /** Where the descriptor has it; a variable of `env` is named by {@link name}, unless one row of it is meant. */
  readonly path: YamlPath;
  /** What a descriptor without the key says. */
  readonly fallback?: StatedValue;
  /** Whether guides pass over it: then a descriptor need not state it, and what it states is kept true. */
  readonly isPassedOver?: boolean;
  readonly evidence: Evidence;
  /** Where the truth stands: a definition and its key. */
  readonly source: string;
  /** All that definitions state of it, where that is known value by value. */
  readonly stated?: Statement | undefined;
  /** What a comment behind the value says of where it comes from. */
  readonly origin?: Origin;
}

/** What definitions state of one fact. */
export interface Statement {
  /** The definitions that the fact is about, by their files; of a variable with the line of versions that each is of. */
  readonly definitions: readonly { readonly file: string; readonly line?: string }[];
  /** Each distinct value with who states it; of a set, each member. */
  readonly values: readonly Stated<string | boolean | readonly string[]>[];
}

/** Where a value comes from, in words, and what the value is called there. */
export interface Origin {
  readonly label: "fips" | "stig";
  readonly text: string;
  /** The same of all who state it. */
  readonly all: readonly string[];
}

/** The facts that a descriptor can state, for the variables of which it says what the image sets them to. */
export type FactsFor = (variables: readonly string[]) => readonly Fact[];

/**
 * What is asked of a person where nobody knows whether the image has a program of a kind.
 *
 * @param fact the shell or the package manager
 * @returns the words of a comment
 */
export function unknownTodo({ name }: Pick<Fact, "name">): string {
  const what = name === "shell" ? "shell" : "package manager";
  return `TODO: name the ${what} as { names: [...] }, or remove the line where there is none: the definitions do not tell`;
}
