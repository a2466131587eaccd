import { sourceText } from "../claims/problems.ts";
import type { Container } from "../parsed/container.ts";
import { containersOf } from "../parsed/containers.ts";
import type { ParsedGuide } from "../parsed/parsed-guide.ts";
import { definitionsOf } from "../parsed/referenced.ts";
import type { Rule, RuleProblem } from "../rule.ts";

/**
 * A sample publishes no port that the image's definitions declare, but another, which the guide does not configure. One
 * beside a declared port may well be listened on.
 */
export const portUndeclared: Rule = {
  code: "port-undeclared",
  severity: "warning",
  needs: "definitions",
  check: ({ guide, catalog, samples }) => {
    const configured = configuredNumbers(guide);
    return containersOf(guide, samples).flatMap((container): RuleProblem[] => {
      const { image, ports } = container;
      if (isSetElsewhere(container)) return [];
      const definitions = definitionsOf(image, catalog, guide.namespace);
      const declared = new Set(definitions.flatMap((definition) => definition.ports.map(({ port }) => port)));
      const published = ports.flatMap((word) => ({ ...word, port: containerPort(word.text) }));
      if (declared.size === 0 || published.some(({ port }) => port !== undefined && declared.has(port))) return [];
      const known = [...declared].sort((a, b) => a - b).join(", ");
      const sources = definitions.map(({ file }) => ({ file, key: "ports" }));
      return published
        .filter(({ port }) => port !== undefined && !configured.has(port) && !isTold(port, container))
        .map(({ start, end, port }) => ({
          start,
          end,
          message: `unexpected container port ${port ?? ""}: ${image} declares ${known} (${sourceText(sources)})`,
          expected: known,
        }));
    });
  },
};

/** Whether another program is started, or what it is told stands in a file that the guide may not show. */
function isSetElsewhere({ hasEntrypoint, hasMoreEnvironment, mounts, args }: Container): boolean {
  const places = [...mounts.map(({ target }) => target), ...args.map(({ text }) => text)];
  return hasEntrypoint || hasMoreEnvironment || places.some((place) => CONFIGURATION.test(place));
}

/** Whether the program is told of a port: `-p 8000` behind the image is no option of docker's. */
function isTold(port: number, { args }: Container): boolean {
  return args.some(({ text }) => new RegExp(`(?<!\\d)${port}(?!\\d)`).test(text));
}

/** A file of settings, or a folder of them. */
const CONFIGURATION =
  /\.(?:conf|cfg|cnf|config|env|hcl|ini|json|properties|toml|xml|ya?ml)$|^\/etc\/|\/(?:conf|config|conf\.d)(?:\/|$)/i;

/** A mapping of ports, as it stands in a command and in a Compose file, there in its long form, too. */
const PUBLISHED =
  /\b(?:target|published):\s*"?\d+|(?:-p|--publish)[ =]?\S+|(?<![\d.:=])(?:\d+(?:\.\d+){3}:)?\d+:\d+(?:\/\w+)?/g;
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

function containerPort(mapping: string): number | undefined {
  const match = /(?:^|:)(\d+)(?:\/\w+)?$/.exec(mapping);
  return match ? Number(match[1]) : undefined;
}
