import type { Templates } from "../../render/templates.ts";
import type { SharedText } from "../learn/shared-text.ts";
import type { FlatLayout } from "./choose-layout.ts";
import type { PageContext } from "./page-context.ts";

/** What all pages of one kind and name have in common. */
export interface SharedContext extends PageContext {
  readonly templates: Templates;
  readonly texts: ReadonlyMap<string, SharedText>;
  /** The layouts, the usual one first. */
  readonly layouts: readonly FlatLayout[];
  /** Partials that say what many guides add to shared sections. */
  readonly additions: readonly string[];
  /** Blocks that several guides say: see commonBlocks. */
  readonly common: ReadonlySet<string>;
}
