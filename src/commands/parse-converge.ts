import type { ConvergeChoice } from "../adopt/converge/converge-sources.ts";
import { LEAST_NEARNESS } from "../adopt/converge/nearness.ts";
import { ProjectError } from "../project/project.ts";

/** How near wordings are that become one, where only sections are named. */
const USUAL_RATIO = 0.9;

/**
 * Reads what `--converge` was given: a ratio, headings of sections, or both in several options.
 *
 * @param values the options' values: `0.95`, `Privileged ports`
 * @returns the ratio, 0.9 where there is none, and the sections, all where there are none
 * @throws ProjectError for a ratio that says nothing, or two ratios
 */
export function parseConverge(values: readonly string[]): ConvergeChoice {
  const isRatio = (value: string) => /^[\d.]+$/.test(value);
  const ratios = values.filter(isRatio).map(Number);
  const [ratio = USUAL_RATIO] = ratios;
  if (ratios.length > 1) throw new ProjectError("--converge takes one ratio");
  if (!(ratio >= LEAST_NEARNESS && ratio <= 1))
    throw new ProjectError(`--converge takes a ratio from ${LEAST_NEARNESS} to 1, or the heading of a section`);
  return { ratio, sections: values.filter((value) => !isRatio(value)) };
}
