import { sourceText } from "../claims/problems.ts";
import type { Rule } from "../rule.ts";

/** A guide says nothing of ports that the image's definitions declare. It may have reasons: this is a note. */
export const portUnmentioned: Rule = {
  code: "port-unmentioned",
  severity: "note",
  needs: "definitions",
  check: ({ guide }) => {
    const ports = (guide.isComplete ? (guide.image?.runtime.ports ?? []) : []).filter(
      ({ value }) => !new RegExp(String.raw`(?<!\d)${value.port}(?!\d)`).test(guide.text),
    );
    if (ports.length === 0) return [];
    const names = ports.map(({ value }) => `${value.port}/${value.protocol}`).join(", ");
    const sources = ports.flatMap((port) => port.sources);
    return [
      {
        start: 0,
        message: `expected the guide to mention ${ports.length === 1 ? "port" : "ports"} ${names} (${sourceText(sources)})`,
        expected: ports.map(({ value }) => value.port).join(", "),
      },
    ];
  },
};
