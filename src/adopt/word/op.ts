/** Where a tag stood that prints nothing itself; alone on a line it takes the line with it. */
export const BORDER = "\uf8ff";

/** A step of a pattern: words that must be there, a parameter's value, or a choice that a parameter makes. */
export type Op =
  | { readonly id: number; readonly kind: "literal"; readonly text: string; readonly written: string }
  | {
      readonly id: number;
      readonly kind: "capture";
      readonly name: string;
      /** Whether it stands for whole leaves, for a sample, for some lines of one, behind an empty line or not, or for words. */
      readonly takes: "leaves" | "sample" | "lines" | "paragraph" | "words";
    }
  | {
      readonly id: number;
      readonly kind: "branch";
      readonly name: string;
      readonly isSwitch: boolean;
      readonly then: readonly Op[];
      readonly otherwise: readonly Op[];
    }
  | {
      readonly id: number;
      readonly kind: "list";
      readonly name: string;
      /** The number of the item that is next. */
      readonly index: number;
      /** What stands for that item; made when it is needed. */
      readonly item: () => readonly Op[];
      /** The list from the item behind it on. */
      readonly rest: () => Op;
    }
  | {
      readonly id: number;
      /** A row of a shared table, which a guide may have, leave out or change; or a row that it may add. */
      readonly kind: "row";
      readonly isAdded: boolean;
      readonly table: string;
      /** The row's first cell; the number of an added row. */
      readonly key: string;
      readonly ops: readonly Op[];
      /** For an added row, the place for one more. */
      readonly rest?: () => Op;
    };

/** A template as something to match texts with. */
export interface Pattern {
  readonly partial: string;
  readonly ops: readonly Op[];
}
