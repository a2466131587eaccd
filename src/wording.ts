import type { Descriptor } from "./descriptor/schema.ts";
import type { Problem } from "./diagnostics/problem.ts";
import { createGuide, type GuideDefaults } from "./guide/guide.ts";
import { asTextLimit, TextLimitError } from "./markdown/text-limit.ts";
import { findNearRows } from "./render/near-rows.ts";
import type { ParsedTemplate } from "./render/parse-template.ts";
import { reachOf, renderAnew, type Reach } from "./render/render-anew.ts";
import { renderGuide } from "./render/render.ts";
import type { RenderedSection } from "./render/rendered-section.ts";
import type { Templates } from "./render/templates.ts";
import { JOINED, startsOf, type Seams } from "./seams.ts";
import { createSpeller } from "./spell.ts";

/** The words of a guide. */
export interface WordedGuide {
  /** The guide in house style; undefined where there are errors. */
  readonly text: string | undefined;
  /** Where its sections begin; "" where they cannot be told apart, or there is no text. */
  readonly seams: Seams;
  readonly problems: readonly Problem[];
  /** The sections before they were styled, with their marks: they say where each line came from. */
  readonly sections: readonly RenderedSection[];
  /** The files of all templates that word the guide, or would if its facts were others. */
  readonly templates: readonly string[];
}

/** What is new about the words of a guide. */
export interface RewordedGuide {
  /** The text of each section, together with those joined to it; undefined where it is as it was. */
  readonly pieces: readonly (string | undefined)[];
  readonly templates: readonly string[];
}

/**
 * Tells the two kinds of words apart.
 *
 * @param words what {@link Words} gave
 * @returns whether they are of some sections alone
 */
export function isReworded(words: WordedGuide | RewordedGuide): words is RewordedGuide {
  return "pieces" in words;
}

/** Words guides, whose prose files stand in a folder. */
export interface Words {
  readonly word: (descriptor: Descriptor, proseFolder: string) => WordedGuide;
  /** Words anew what partials have changed of a guide whose sections began there; all of it where that does not do. */
  readonly reword: (descriptor: Descriptor, proseFolder: string, seams: Seams) => WordedGuide | RewordedGuide;
}

/** What wording depends on, beside descriptors; plain data, so that a thread can be told. */
export interface Wording {
  /** What the project decides. */
  readonly settings: Omit<GuideDefaults, "proseFolder">;
  /** Its templates, with which nothing is wrong. */
  readonly templates: readonly ParsedTemplate[];
  /** The partials that have changed since guides were worded, by name. */
  readonly changed: ReadonlySet<string>;
}

/**
 * The stages of the pipeline behind the first, from what the author wrote to the text. They touch no file, so that another
 * thread can go through them.
 *
 * @param wording what the words depend on
 * @param templates the project's templates, arranged
 * @returns what words guides
 */
export function createWording({ settings, changed }: Omit<Wording, "templates">, templates: Templates): Words {
  const { spell, spellAnew } = createSpeller(templates.chunks);
  let reach: Reach | undefined;

  function word(descriptor: Descriptor, proseFolder: string): WordedGuide {
    // 2 what the guide says
    const guide = createGuide(descriptor, { ...settings, proseFolder });

    // 3 how it is worded
    const rendered = renderGuide(guide, templates);
    if ("problems" in rendered) return unworded(rendered.problems);
    const { sections, templates: used } = rendered;

    // 4 how it is spelled
    return { ...spell(sections), problems: findNearRows(descriptor, sections), sections, templates: used };
  }

  function reword(descriptor: Descriptor, proseFolder: string, seams: Seams): WordedGuide | RewordedGuide {
    const guide = createGuide(descriptor, { ...settings, proseFolder });
    reach ??= reachOf(changed, templates.partials);
    const joined = startsOf(seams).map((start) => start === JOINED);
    const rendered = renderAnew(guide, templates, reach, joined);
    const pieces = rendered && spellAnew(rendered.sections, joined);
    if (!rendered || !pieces) return word(descriptor, proseFolder);
    const anew = rendered.sections.filter((section) => section !== undefined);
    // Nothing was found about the other sections, or the guide would not have been remembered.
    if (findNearRows(descriptor, anew).length > 0) return word(descriptor, proseFolder);
    return { pieces, templates: rendered.templates };
  }

  return { word: orTooDeep(word), reword: orTooDeep(reword) };
}

/** Where a text is more than a parser can take, it is the author's fault, not ours. */
function orTooDeep<Asked extends unknown[], T>(word: (...asked: Asked) => T): (...asked: Asked) => T | WordedGuide {
  return (...asked) => {
    try {
      return word(...asked);
    } catch (error) {
      const limit = asTextLimit(error);
      if (!(limit instanceof TextLimitError)) throw error;
      const { code, message, fix } = limit;
      return unworded([{ code, severity: "error", message, fix, place: { path: [], part: "value" } }]);
    }
  };
}

function unworded(problems: readonly Problem[]): WordedGuide {
  return { text: undefined, seams: "", problems, sections: [], templates: [] };
}
