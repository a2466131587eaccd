/** A page on one side of a change. */
export interface PageSide {
  readonly text: string;
  /** Where each line came from: `templates/partials/access.hbs:12`. Undefined where that is not known. */
  readonly origins?: readonly string[] | undefined;
}

/** A page, before and after a change. */
export interface ReportedPage {
  /** Relative to the project's root. */
  readonly file: string;
  /** What people call it: `redis`, `chart/redis overview`. */
  readonly label: string;
  /** What its thing is called: the same change in other pages says their names instead. */
  readonly names: readonly string[];
  /** Its address in the preview. */
  readonly url?: string | undefined;
  /** Where it stood before, or what it was called, where that differs. */
  readonly moved?: { readonly file: string; readonly label: string } | undefined;
  /** Undefined where there was no such page. */
  readonly before: PageSide | undefined;
  /** Undefined where there is no such page any more. */
  readonly after: PageSide | undefined;
}

/** A line of a page, and where it came from. */
export interface Line {
  readonly text: string;
  readonly origin: string | undefined;
}

/** One thing that a change does to a page. */
export interface PageChange {
  /** What goes and what comes, without regard to where lines break; both are "" where only that differs. */
  readonly removed: string;
  readonly added: string;
  /** Whether it is within lines that stay. */
  readonly isWithin: boolean;
  /** The lines in which it happens. */
  readonly removedLines: readonly Line[];
  readonly addedLines: readonly Line[];
  /** The lines between two that stay: changes of the same are told together. */
  readonly hunk?: object | undefined;
}
