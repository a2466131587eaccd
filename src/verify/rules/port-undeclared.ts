import { isMap, isScalar, isSeq } from "yaml";

import { sourceText } from "../claims/problems.ts";
import { isYamlBlock } from "../code/samples.ts";
import { offsetAt } from "../parsed/code-blocks.ts";
import type { ParsedGuide } from "../parsed/parsed-guide.ts";
import { definitionsOf } from "../parsed/referenced.ts";
import { dockerRunsOf } from "../parsed/docker-runs.ts";
import { isShellBlock } from "../parsed/shell-script.ts";
import type { RuleProblem, Rule, RuleContext } from "../rule.ts";

interface PublishedPort {
  readonly port: number;
  readonly image: string;
  readonly start: number;
}

/** A sample publishes a port that no definition of the image has and that the guide does not configure. */
export const portUndeclared: Rule = {
  code: "port-undeclared",
  severity: "warning",
  needs: "definitions",
  check: (context) => {
    const configured = configuredNumbers(context.guide);
    return [...dockerRuns(context), ...composeServices(context)].flatMap(({ port, image, start }): RuleProblem[] => {
      const definitions = definitionsOf(image, context.catalog, context.guide.namespace);
      const declared = definitions.flatMap(({ ports }) => ports.map((one) => one.port));
      if (declared.length === 0 || declared.includes(port) || configured.has(port)) return [];
      const known = [...new Set(declared)].sort((a, b) => a - b).join(", ");
      const sources = definitions.map(({ file }) => ({ file, key: "ports" }));
      return [
        {
          start,
          message: `unexpected container port ${port}: ${image} declares ${known} (${sourceText(sources)})`,
          expected: known,
        },
      ];
    });
  },
};

/** A mapping of ports, as it stands in a command and in a Compose file. */
const PUBLISHED = /(?:-p|--publish)[ =]?\S+|(?<![\d.:=])(?:\d+(?:\.\d+){3}:)?\d+:\d+(?:\/\w+)?/g;
/** Where a client looks for the port. */
const ADDRESS = /\b(?:localhost|127\.0\.0\.1):\d+/g;
/** What a manifest says of a port that the program has anyway; in any other file a key of this name sets it. */
const MANIFEST_PORT = /\b(?:containerPort|targetPort|port|hostPort):\s*\d+/g;

/** Numbers that stand in the guide other than as a port that is published: in an option, a variable or a setting. */
function configuredNumbers({ text, code }: ParsedGuide): Set<number> {
  let rest = "";
  let from = 0;
  for (const { value, start, end } of code) {
    rest += `${text.slice(from, start)}\n`;
    rest += /^(?:apiVersion|kind):/m.test(value) ? value.replace(MANIFEST_PORT, "") : value;
    from = end;
  }
  rest = (rest + text.slice(from)).replace(PUBLISHED, "").replace(ADDRESS, "");
  return new Set([...rest.matchAll(/(?<![\d.])\d{2,5}(?![\d.]*\d)/g)].map(([number]) => Number(number)));
}

function dockerRuns({ guide }: RuleContext): PublishedPort[] {
  return guide.code.filter(isShellBlock).flatMap((block) =>
    dockerRunsOf(block).flatMap(({ image, options }) =>
      options
        .filter(({ name }) => name === "-p" || name === "--publish")
        .flatMap(({ value, at }) => {
          const port = containerPort(value?.text ?? "");
          return port === undefined ? [] : [{ port, image: image.text, start: at.start }];
        }),
    ),
  );
}

function composeServices({ guide, samples }: RuleContext): PublishedPort[] {
  return guide.allCode.filter(isYamlBlock).flatMap((block) =>
    samples.yaml(block).flatMap((document) => {
      const services = document.get("services");
      if (!isMap(services)) return [];
      return services.items.flatMap(({ value: service }) => {
        if (!isMap(service)) return [];
        const image = service.get("image");
        const ports = service.get("ports");
        if (typeof image !== "string" || !isSeq(ports)) return [];
        return ports.items.flatMap((item) => {
          const port = isScalar(item) ? containerPort(String(item.value)) : undefined;
          if (port === undefined || !isScalar(item)) return [];
          return [{ port, image, start: offsetAt(block, item.range?.[0] ?? 0) }];
        });
      });
    }),
  );
}

function containerPort(mapping: string): number | undefined {
  const match = /(?:^|:)(\d+)(?:\/\w+)?$/.exec(mapping);
  return match ? Number(match[1]) : undefined;
}
