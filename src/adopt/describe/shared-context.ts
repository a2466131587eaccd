import type { PageDefaults } from "../../guide/content.ts";
import type { Templates } from "../../render/templates.ts";
import type { SharedText } from "../learn/shared-text.ts";
import type { FlatLayout } from "./choose-layout.ts";

/** What all guides of a project have in common. */
export interface SharedContext {
  readonly templates: Templates;
  readonly texts: ReadonlyMap<string, SharedText>;
  /** The layouts, the usual one first. */
  readonly layouts: readonly FlatLayout[];
  readonly defaults: PageDefaults;
  /** Partials that say what many guides add to shared sections. */
  readonly additions: readonly string[];
  /** Blocks that several guides say: see commonBlocks. */
  readonly common: ReadonlySet<string>;
}
