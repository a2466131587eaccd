import type { Descriptor } from "./descriptor/schema.ts";
import type { Problem } from "./diagnostics/problem.ts";
import { createGuide, type GuideDefaults } from "./guide/guide.ts";
import { findNearRows } from "./render/near-rows.ts";
import type { ParsedTemplate } from "./render/parse-template.ts";
import { renderGuide, type RenderedSection } from "./render/render.ts";
import type { Templates } from "./render/templates.ts";
import { createSpeller } from "./spell.ts";

/** The words of a guide. */
export interface WordedGuide {
  /** The guide in house style; undefined where there are errors. */
  readonly text: string | undefined;
  readonly problems: readonly Problem[];
  /** The sections before they were styled, with their marks: they say where each line came from. */
  readonly sections: readonly RenderedSection[];
  /** The files of all templates that word the guide, or would if its facts were others. */
  readonly templates: readonly string[];
}

/** Words a guide, whose prose files stand in a folder. */
export type WordGuide = (descriptor: Descriptor, proseFolder: string) => WordedGuide;

/** What the words of every guide depend on; plain data, so that a thread can be told. */
export interface Wording {
  /** What the project decides. */
  readonly settings: Omit<GuideDefaults, "proseFolder">;
  /** Its templates, with which nothing is wrong. */
  readonly templates: readonly ParsedTemplate[];
}

/**
 * The stages of the pipeline behind the first, from what the author wrote to the text. They touch no file, so that another
 * thread can go through them.
 *
 * @param settings what the project decides
 * @param templates its templates
 * @returns a function that words one guide
 */
export function createWording(settings: Wording["settings"], templates: Templates): WordGuide {
  const spell = createSpeller(templates.chunks);
  function word(descriptor: Descriptor, proseFolder: string): WordedGuide {
    // 2 what the guide says
    const guide = createGuide(descriptor, { ...settings, proseFolder });

    // 3 how it is worded
    const rendered = renderGuide(guide, templates);
    if ("problems" in rendered) return unworded(rendered.problems);
    const { sections, templates: used } = rendered;

    // 4 how it is spelled
    return { text: spell(sections), problems: findNearRows(descriptor, sections), sections, templates: used };
  }

  return (descriptor, proseFolder) => {
    try {
      return word(descriptor, proseFolder);
    } catch (error) {
      if (error instanceof RangeError && error.message.includes("call stack")) return unworded([TOO_DEEP]);
      throw error;
    }
  };
}

const TOO_DEEP: Problem = {
  code: "text-too-deep",
  severity: "error",
  message: "unexpected depth of what stands within each other in a text",
  fix: "write it with fewer",
  place: { path: [], part: "value" },
};

function unworded(problems: readonly Problem[]): WordedGuide {
  return { text: undefined, problems, sections: [], templates: [] };
}
