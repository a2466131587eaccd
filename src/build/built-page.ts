import type { EntryOutcome } from "../drift/apply-drift.ts";
import type { DriftFile } from "../drift/drift-file.ts";
import type { Finding } from "../findings/finding.ts";
import type { FileRecord } from "../files/stamp.ts";
import type { PageContent } from "../guide/content.ts";
import type { RegistryProfile } from "../guide/registry.ts";
import type { PagePaths } from "../project/paths.ts";
import type { RenderedSection } from "../render/rendered-section.ts";

/** One page, made but not written. */
export interface BuiltPage {
  readonly paths: PagePaths;
  /** The page in house style; undefined where there are errors, or there is to be no such page. */
  readonly text: string | undefined;
  /** Whether the descriptor says that there is no such page. */
  readonly isAbsent?: boolean;
  readonly findings: readonly Finding[];
  /** The sections before they were formatted, with the marks that say where each line came from. */
  readonly sections: readonly RenderedSection[];
  /** The same sections in another registry profile; none where it has errors there. There are none without a text. */
  readonly sectionsIn?: (registry: RegistryProfile) => readonly RenderedSection[];
  /** What the guide says; undefined where the descriptor has errors. */
  readonly content: PageContent | undefined;
  /** The descriptor's text; undefined where it cannot be read. */
  readonly source: string | undefined;
  /** What became of the entries of its drift file; undefined where there is none, or the guide has errors. */
  readonly drift?: GuideDrift | undefined;
  /** The descriptor and its prose files, as they were read. */
  readonly inputs: readonly FileRecord[];
}

/** The drift of a guide, as it was applied. */
export interface GuideDrift {
  /** Relative to the root. */
  readonly path: string;
  readonly file: DriftFile;
  readonly outcomes: readonly EntryOutcome[];
  /** The line, from 1, on which the published text of an entry begins. */
  readonly lineOf: (index: number) => number;
}
