import { plural } from "../findings/plural.ts";
import { commandLine } from "../package.ts";
import { codeSpan, folded } from "./markdown.ts";
import { listed } from "./listed.ts";

/** The pages of a side that there are not. */
export interface Unmade {
  /** What is wrong with its settings, where nothing can be made. */
  readonly settings: string | undefined;
  /** The pages that cannot be made, as people call them. */
  readonly pages: readonly string[];
}

/** What keeps a report from saying all. */
export interface ProjectState {
  readonly before: Unmade;
  readonly after: Unmade;
  /** The pages that a build would write otherwise than they stand there. */
  readonly outdated: readonly string[];
  /** What else was left out, and why. */
  readonly notes: readonly string[];
}

/** The characters that the pages of a line may take. */
const MOST_LISTED = 1500;

/** Says what could not be made or is not built: what follows is to be read with it. */
export function stateSection({ before, after, outdated, notes }: ProjectState): string {
  const build = `a build changes ${outdated.length === 1 ? "it" : "them"}: ${commandLine("build")}`;
  return [
    ...unmadeLines("Before the change", before),
    ...unmadeLines("After the change", after),
    ...(outdated.length > 0
      ? [withPages(`**${plural(outdated.length, "page")} not built from the sources that are there**`, build, outdated)]
      : []),
    ...notes.map((note) => `> ${codeSpan(note, 500)}`),
  ].join("\n\n");
}

function unmadeLines(when: string, { settings, pages }: Unmade): string[] {
  if (settings !== undefined)
    return [
      `> **${when}, no page can be made**: ${codeSpan(settings, 500)}. Pages are compared as they are committed.`,
    ];
  if (pages.length === 0) return [];
  return [
    withPages(`**${when}, ${plural(pages.length, "page")} cannot be made**`, "compared as committed, if at all", pages),
  ];
}

function withPages(what: string, more: string, pages: readonly string[]): string {
  const spans = pages.map((page) => codeSpan(page, 100));
  if (spans.length <= 3) return `> ${what} (${spans.join(", ")}); ${more}.`;
  return `> ${what}; ${more}.\n\n${folded(plural(pages.length, "page"), listed(spans, MOST_LISTED))}`;
}
