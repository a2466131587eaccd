import type { SectionCall } from "./layout.ts";
import { settleParameters, type SettledParameters } from "./parameters.ts";
import type { ParsedTemplate } from "./parse-template.ts";
import type { RenderedSection } from "./rendered-section.ts";
import { Wordings } from "./wordings.ts";

/** What guides have in common of a section that their descriptors leave as its layout calls it. */
export interface SharedSection {
  readonly parameters: SettledParameters;
  /** Most sections depend on little of what a guide says: the registry, which variants there are. */
  readonly wordings: Wordings<RenderedSection>;
}

/** The sections of layouts, each with what guides have in common of it. */
export class SharedSections {
  readonly #partials: ReadonlyMap<string, ParsedTemplate>;
  readonly #sections = new WeakMap<SectionCall, SharedSection>();

  /** @param partials all partials, by name */
  constructor(partials: ReadonlyMap<string, ParsedTemplate>) {
    this.#partials = partials;
  }

  /**
   * @param call the section as a layout calls it
   * @returns what guides have in common of it
   */
  of(call: SectionCall): SharedSection {
    let section = this.#sections.get(call);
    if (!section) {
      const parameters = settleParameters(call.parameters, this.#partials.get(call.partial));
      this.#sections.set(call, (section = { parameters, wordings: new Wordings() }));
    }
    return section;
  }
}
