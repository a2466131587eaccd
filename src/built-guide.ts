import { findCutTexts } from "./descriptor/cut-texts.ts";
import { createLocator } from "./descriptor/locate.ts";
import type { Descriptor } from "./descriptor/schema.ts";
import { findTodos } from "./descriptor/todos.ts";
import type { Finding } from "./diagnostics/finding.ts";
import { place } from "./diagnostics/place.ts";
import type { Problem } from "./diagnostics/problem.ts";
import type { FileStamp } from "./incremental/stamp.ts";
import type { FileRecord } from "./incremental/state.ts";
import type { GuidePaths } from "./project/paths.ts";
import type { RenderedSection } from "./render/rendered-section.ts";
import type { Seams, SpelledBytes } from "./seams.ts";
import type { RewordedGuide, WordedGuide } from "./wording.ts";

/** One guide, made but not written. */
export interface BuiltGuide {
  readonly paths: GuidePaths;
  /** The guide in house style; undefined where there are errors. */
  readonly text: string | undefined;
  /** Where its sections begin; "" where they cannot be told apart, or there is no text. */
  readonly seams: Seams;
  /** What it was put together from, and the guide in UTF-8, where most of it was only copied. */
  readonly spliced?: { readonly from: FileStamp; readonly bytes: Uint8Array };
  /** The sections before they were styled, with their marks; none where it was not worded here, or not as a whole. */
  readonly sections: readonly RenderedSection[];
  readonly findings: readonly Finding[];
  /** The descriptor and its prose files, as they were read. */
  readonly inputs: readonly FileRecord[];
  /** The files of all templates that word the guide, or would if its facts were others. */
  readonly templates: readonly string[];
}

/** A descriptor that says a guide: nothing is wrong with it. */
export interface ReadGuide {
  readonly paths: GuidePaths;
  readonly text: string;
  readonly descriptor: Descriptor;
  readonly inputs: readonly FileRecord[];
  /** What the last build made of the same, where nothing but some partials has changed since. */
  readonly earlier: EarlierGuide | undefined;
}

/** What an output holds that the last build made, and what the file is. */
export interface EarlierGuide extends SpelledBytes {
  readonly stamp: FileStamp;
}

/**
 * Whether a guide has words yet to come.
 *
 * @param guide what {@link Pipeline.read} gave
 * @returns false where it is as far as it can be made
 */
export function isRead(guide: ReadGuide | BuiltGuide): guide is ReadGuide {
  return "descriptor" in guide;
}

/**
 * Puts a guide together of what was read and all its words.
 *
 * @param guide what was read
 * @param worded its words
 * @returns the guide, with its findings in their places
 */
export function finishWhole({ paths, text: written, descriptor, inputs }: ReadGuide, worded: WordedGuide): BuiltGuide {
  const { text, seams, sections, templates } = worded;
  // Most descriptors ask nothing any more: their comments need no look.
  const todos = written.includes("TODO") ? findTodos(written) : [];
  const own = [...todos, ...worded.problems];
  if (text === undefined) return unmade(paths, placeAll(own, paths.descriptor, written));
  const findings = placeAll([...findCutTexts(written, descriptor), ...own], paths.descriptor, written);
  return { paths, text, seams, sections, findings, inputs, templates };
}

/**
 * A guide of which most was only copied: it is hardly ever asked for its text. A class, because each literal with a getter
 * has a hidden class of its own, which keeps what the getter sees until V8's next big collection.
 */
export class SplicedGuide implements BuiltGuide {
  readonly paths: GuidePaths;
  readonly seams: Seams;
  readonly spliced: { readonly from: FileStamp; readonly bytes: Uint8Array };
  readonly sections: readonly RenderedSection[] = [];
  // What has findings is not remembered, so nothing is ever copied of it.
  readonly findings: readonly Finding[] = [];
  readonly inputs: readonly FileRecord[];
  readonly templates: readonly string[];

  constructor(read: ReadGuide, { templates }: RewordedGuide, { bytes, seams }: SpelledBytes, from: FileStamp) {
    this.paths = read.paths;
    this.seams = seams;
    this.spliced = { from, bytes };
    this.inputs = read.inputs;
    this.templates = templates;
  }

  get text(): string {
    return Buffer.from(this.spliced.bytes).toString();
  }
}

/**
 * A guide that there is not.
 *
 * @param paths where it would be
 * @param findings why
 * @returns the guide
 */
export function unmade(paths: GuidePaths, findings: readonly Finding[] = []): BuiltGuide {
  return { paths, text: undefined, seams: "", sections: [], findings, inputs: [], templates: [] };
}

/**
 * Puts what was found about a descriptor in its places.
 *
 * @param problems what was found
 * @param file the descriptor, as findings name it
 * @param text what it holds; undefined where it could not be read
 * @returns the findings
 */
export function placeAll(problems: readonly Problem[], file: string, text: string | undefined): Finding[] {
  if (problems.length === 0) return [];
  // A text that is no YAML says itself where it is none, and nothing else is looked up in it.
  const isLocated = text === undefined || problems.every(({ place: at }) => "line" in at);
  const locator = isLocated ? undefined : createLocator(text);
  return problems.map((problem) => place(problem, file, locator));
}
