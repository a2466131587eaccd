import { SHARED_CODES } from "../drift/drift-problems.ts";
import type { Finding } from "../findings/finding.ts";
import { firstNames } from "../findings/suggest.ts";
import { plural } from "../findings/plural.ts";
import type { BuiltPage } from "./built-page.ts";

/** A finding about shared text, and the guides that have it. */
interface Shared {
  readonly finding: Finding;
  readonly names: Set<string>;
  /** Whether each guide's says the same. */
  isAlike: boolean;
  /** Whether the guides are named where there is but one: the text is not its own. */
  readonly isCommon: boolean;
}

/** What was found in the guides of a run. What is found in the shared text of many of them is told once. */
export class GuideFindings {
  /** By what they say: the pages of a descriptor have its findings in common. */
  readonly #own = new Map<string, Finding>();
  readonly #shared = new Map<string, Shared>();

  /** @param guide a guide that was made */
  add({ paths, findings }: Pick<BuiltPage, "paths" | "findings">): void {
    for (const finding of findings)
      if (SHARED_CODES.has(finding.code)) this.addShared(finding, paths.id);
      else this.addOwn(finding);
  }

  /** @param finding a finding that is told as it is */
  addOwn(finding: Finding): void {
    this.#own.set(JSON.stringify(finding), finding);
  }

  /**
   * @param finding a finding that stands at the source of shared text
   * @param name the guide in which it was found
   * @param place what tells the shared text from another; where the finding stands, if left out
   * @param isCommon whether others may use the text: then a single guide is named, too
   */
  addShared(
    finding: Finding,
    name: string,
    place = `${finding.line}:${finding.column} ${finding.file}`,
    isCommon = true,
  ): void {
    const key = `${finding.code} ${finding.severity} ${place}`;
    const known = this.#shared.get(key);
    if (known) {
      known.names.add(name);
      known.isAlike &&= known.finding.message === finding.message;
    } else this.#shared.set(key, { finding, names: new Set([name]), isAlike: true, isCommon });
  }

  /** @returns the findings, those of shared text with the guides that they concern */
  all(): Finding[] {
    return [...this.#own.values(), ...[...this.#shared.values()].map(told)];
  }
}

/** Where guides differ in what is wrong with the same text, the finding is that of the first. */
function told({ finding: { expected, ...finding }, names, isAlike, isCommon }: Shared): Finding {
  if (names.size === 1 && !isCommon) return { ...finding, ...(expected !== undefined && { expected }) };
  const guides = `${plural(names.size, "guide")}: ${firstNames([...names])}`;
  const where = isAlike ? guides : `as in ${firstNames([...names].slice(0, 1))}, of ${guides}`;
  return {
    ...finding,
    message: `${finding.message} (${where})`,
    // What only some of the guides say is another finding than what all of them do.
    ...(finding.fact !== undefined && names.size > 1 && { fact: JSON.stringify([finding.fact, ...names]) }),
    ...(isAlike && expected !== undefined && { expected }),
  };
}
