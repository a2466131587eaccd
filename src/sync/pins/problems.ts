import type { Problem, TextPlace } from "../../findings/problem.ts";
import { firstNames } from "../../findings/suggest.ts";
import { commandLine } from "../../package.ts";
import type { StalePin } from "./roll-text.ts";

/** A tag that is not published any more: `sync --pins` would write another, or a person decides. */
export function stalePinProblem({ tag, to, name, isDoubtful, beside }: StalePin, place: TextPlace): Problem {
  if (!isDoubtful)
    return {
      code: "pin-outdated",
      severity: "error",
      message: `unexpected tag ${tag}, expected ${to}, the newest of the same shape`,
      expected: to,
      fix: `run ${commandLine("sync --pins")}, or name \`pins\` under \`keep\` and say why`,
      place,
    };
  return {
    code: "pin-undecided",
    severity: "warning",
    message:
      beside === undefined
        ? `unexpected tag ${tag}: ${name} publishes no newer one of the same shape and major version; the newest like it is ${to}`
        : `unexpected tag ${tag}: rolled to ${to}, it would not differ from ${beside} beside it any more`,
    expected: to,
    fix: "write the tag that is meant, or <tag>, or name `pins` under `keep` and say why",
    place,
  };
}

/** A version whose pins are rolled stands in other words, too. */
export function mentionedProblem(version: string, to: string, lines: readonly number[], place: TextPlace): Problem {
  const [, ...others] = lines;
  const further =
    others.length > 0 ? `, and in line${others.length > 1 ? "s" : ""} ${firstNames(others.map(String))}` : "";
  return {
    code: "pin-mentioned",
    severity: "warning",
    message: `unexpected ${version}, since pins say ${to} now: it stands here${further}`,
    fix: "write the version that is meant; nobody but a person can tell",
    place,
  };
}
