import type { Prose } from "../guide/prose.ts";
import type { OutlineSection } from "./outline.ts";
import type { ParsedTemplate } from "./parse-template.ts";

/** The parameter of a partial that is one step of several: its number, where it is given no other. */
export const NUMBER = "number";

/** A heading that tells its number: `Step 3: Configure storage`, `3. Configure storage`. */
const NUMBERED = /^(?:step\s+(\d+)\b|(\d+)[.:)]\s)/i;

/**
 * Numbers the steps among sections that stand beside each other: those whose partial has a {@link NUMBER}. A step in the
 * author's own words tells its number in its heading, and so may a descriptor for a shared one; the next ones follow.
 *
 * @param sections the sections that a page has, at one depth
 * @param partials all partials, by name
 * @returns the number of each section; undefined for one that is no step
 */
export function numberSteps(
  sections: readonly OutlineSection[],
  partials: ReadonlyMap<string, ParsedTemplate>,
): readonly (number | undefined)[] {
  const isStep = (section: OutlineSection) =>
    section.kind === "partial" && partials.get(section.call.partial)?.parameters.has(NUMBER) === true;
  if (!sections.some(isStep)) return sections.map(() => undefined);
  let last = 0;
  return sections.map((section) => {
    const told = toldNumber(section);
    const number = isStep(section) ? (told ?? last + 1) : told;
    last = number ?? last;
    return number;
  });
}

/** The number that the descriptor says, or the layout. */
function toldNumber(section: OutlineSection): number | undefined {
  if (section.kind === "partial") {
    const given = section.parameters[NUMBER];
    const number = Number(typeof given === "object" ? given.text : (given ?? Number.NaN));
    return Number.isInteger(number) ? number : undefined;
  }
  const { text } = section;
  if (section.kind === "own" && section.title !== "") return numberIn(section.title.text);
  // Several steps may stand in one text: the last one counts.
  return headingsOf(text)
    .flatMap((heading) => numberIn(heading) ?? [])
    .at(-1);
}

function numberIn(heading: string): number | undefined {
  const [, step, item] = NUMBERED.exec(heading.trim()) ?? [];
  return step === undefined && item === undefined ? undefined : Number(step ?? item);
}

/** The headings of a text, those within others left out. */
function headingsOf(text: Prose | ""): string[] {
  const lines = text === "" ? [] : text.text.split(/\r?\n/);
  const [sign] = /^ {0,3}#{1,6}(?=[ \t])/.exec(lines.find((line) => line.trim() !== "") ?? "") ?? [];
  if (sign === undefined) return [];
  return lines.filter((line) => line.startsWith(`${sign} `)).map((line) => line.slice(sign.length));
}
