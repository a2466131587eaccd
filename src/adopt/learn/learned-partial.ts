import type { LeafKind } from "../../markdown/leaves.ts";
import type { Cluster } from "./clusters.ts";
import type { Difference, LearnedParameter } from "./parameters.ts";

/** A piece of a line: text, or something that differs. */
export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "value";
      readonly difference: Difference;
      /** What it is where it may be empty: then what sets it off goes with it. */
      readonly optional?: Optional;
    }
  | { readonly kind: "optional"; readonly text: string; readonly difference: Difference };

/** Words behind a blank, whole lines, or whole lines behind an empty one. */
export type Optional = "words" | "lines" | "paragraph";

/** What stands before a text that may be empty, and behind it. */
export const SET_OFF: Readonly<Record<Optional, readonly [before: string, behind: string]>> = {
  words: [" ", ""],
  lines: ["", "\n"],
  paragraph: ["\n", "\n"],
};

/** A piece of a section. */
export type Block =
  | {
      readonly kind: LeafKind;
      readonly indent: number;
      readonly gap: boolean;
      readonly inlines: readonly Inline[];
      /** The switch that it depends on. */
      readonly switch?: Difference;
    }
  | { readonly kind: "choice"; readonly blocks: readonly Block[]; readonly hasRest: boolean; readonly gap: boolean }
  | { readonly kind: "slot"; readonly difference: Difference; readonly gap: boolean }
  | {
      /** A table into which a descriptor's field works its changes: its head, the line below it, and its rows. */
      readonly kind: "table";
      readonly field: string;
      readonly rows: readonly Block[];
      readonly gap: boolean;
    };

/** A partial, learned from the guides that share its text. */
export interface LearnedPartial {
  readonly cluster: Cluster;
  readonly blocks: readonly Block[];
  readonly parameters: readonly LearnedParameter[];
  readonly nameOf: ReadonlyMap<Difference, string>;
  /** The guides for which it would take too many parameters: what they share may be a partial of its own. */
  readonly strangers: ReadonlySet<number>;
}

/** Where the project's partials name what a descriptor has fields for. */
export interface FieldTexts {
  /** The tables that a field changes: their heads, as the partial writes them, and the first cells of their rows. */
  readonly tables: readonly { readonly field: string; readonly head: string; readonly keys: readonly string[] }[];
  /** The texts that are there where a fact is true. */
  readonly switches: readonly { readonly fact: string; readonly text: string }[];
}

/** What makes a text shared, and a deviation a parameter. */
export interface LearningOptions {
  /** How many guides make a text shared. */
  readonly minimum: number;
  /** How many guides must deviate somewhere for a parameter to be worth it. */
  readonly deviation: number;
  /** Names that a parameter must not have: those of the model. */
  readonly reserved: ReadonlySet<string>;
  readonly fields: FieldTexts;
}
