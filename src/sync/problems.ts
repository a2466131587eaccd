import type { Problem } from "../findings/problem.ts";
import { commandLine } from "../package.ts";
import { formatValue, type Contradiction, type FactChange, type Denial } from "./compare.ts";
import type { Fact } from "./fact.ts";
import { shortLine } from "./plain-text.ts";
import type { SyncedSnapshot } from "./snapshot.ts";

/** More candidates than these are not listed. */
const MOST = 5;

/** The definitions say another thing, which `sync` would write. */
export function outdatedProblem({ fact, path, from, to }: FactChange): Problem {
  const { evidence, source } = fact;
  const isFlag = evidence.kind === "flag";
  const name = isFlag ? fact.path.join(".") : fact.name;
  const says = isFlag ? `, as is stated (${source})` : ` as the definitions say (${source})`;
  return {
    code: "descriptor-outdated",
    severity: "error",
    message: `unexpected ${name} ${formatValue(from)}, expected ${formatValue(to)}${says}`,
    expected: formatValue(to),
    fix: `run ${commandLine("sync")}, or name the fact under \`keep\` and say why`,
    place: { path, part: "value" },
  };
}

/** A comment names a source of a fact that states it no more. */
export function outdatedOrigin({ name, path, origin }: Fact): Problem[] {
  if (!origin) return [];
  return [
    {
      code: "descriptor-outdated",
      severity: "error",
      message: `unexpected source of ${name}, which does not state it any more, expected ${shortLine(origin.text)}`,
      fix: `run ${commandLine("sync")}, or say in a comment of yours where it comes from`,
      place: { path, part: "value" },
    },
  ];
}

/** A snapshot says another thing than the definitions, is not there, or was edited. */
export function outdatedSnapshot(
  { outdated: facts, text }: Pick<SyncedSnapshot, "outdated" | "text">,
  isThere: boolean,
): Problem {
  if (text === undefined)
    return {
      code: "facts-outdated",
      severity: "error",
      message: "unexpected facts that no page prints, expected no such file",
      fix: `run ${commandLine("sync")}, which removes it, or give a page a section that prints them`,
      place: { line: 1, column: 1 },
    };
  const what = facts.length > 0 ? `other ${facts.join(", ")} than the definitions` : "facts that were edited by hand";
  return {
    code: "facts-outdated",
    severity: "error",
    message: isThere ? `unexpected ${what}` : "unexpected absence, expected the facts of the definitions",
    fix: `run ${commandLine("sync")}, which writes the file`,
    place: { line: 1, column: 1 },
  };
}

/** The definitions say several things, and none of them is what the descriptor says. */
export function deniedProblem({ fact, path, value, expected }: Denial): Problem {
  const known = expected.slice(0, MOST).join(" or ") + (expected.length > MOST ? " or another one" : "");
  return {
    code: "fact-denied",
    severity: "warning",
    message: `unexpected ${fact.name} ${value}, which no definition says; expected ${known} (${fact.source})`,
    expected: known,
    fix: "write what the guide speaks about, or name the fact under `keep` and say why",
    place: { path, part: "value" },
  };
}

/** Sources contradict each other, so that nothing is changed. */
export function contradictedProblem({ fact, path, affirming, denying }: Contradiction): Problem {
  return {
    code: "fact-contradicted",
    severity: "warning",
    message: `unexpected contradiction about ${fact.name}: it is so by ${sourcesText(affirming)}, and is not by ${sourcesText(denying)}`,
    fix: "correct one of the sources: until then the descriptor stays as it is; or name the fact under `keep` and say why",
    place: { path, part: "value" },
  };
}

function sourcesText(sources: readonly string[]): string {
  const [first = "", second] = sources;
  if (sources.length > 2) return `${first} and ${sources.length - 1} more`;
  return second === undefined ? first : `${first} and ${second}`;
}

/** A guide claims what the definitions deny, and goes on until somebody decides. */
export function keptProblem(name: string, reason: string): Problem {
  return {
    code: "fact-kept",
    severity: "note",
    message: `${name} is kept ${reason}`,
    fix: `decide who is right; without the line under \`keep\`, ${commandLine("sync")} writes what the definitions say`,
    place: { path: ["keep", name], part: "key" },
  };
}

/** A fact is kept, though the definitions say the same; or there is no such fact. */
export function unusedProblem(name: string): Problem {
  return {
    code: "keep-unused",
    severity: "warning",
    message: `unexpected "${name}" under keep: the definitions do not say otherwise`,
    fix: "remove it",
    place: { path: ["keep", name], part: "key" },
  };
}

/** The YAML is written in a way that cannot be edited without a change of something else. */
export function failedProblem(changes: readonly string[]): Problem {
  return {
    code: "sync-failed",
    severity: "error",
    message: `the facts cannot be written into this YAML without changing more: ${changes.join("; ")}`,
    fix: "write them yourself",
    place: { line: 1, column: 1 },
  };
}
