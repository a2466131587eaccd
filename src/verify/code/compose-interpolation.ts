import { type Document, isMap, isNode, isScalar, isSeq, type Pair, visit, type YAMLMap } from "yaml";

import type { CodeBlock } from "../parsed/code-blocks.ts";

/** A variable that Compose takes for its own, although a shell in the container is meant. */
export interface Interpolation {
  /** As written: `$VAR`, `${VAR%%.*}`. */
  readonly text: string;
  /** Its index in the block's value. */
  readonly index: number;
  /** Whether Compose refuses the file; else it puts in what the reader's shell has, mostly nothing. */
  readonly isRefused: boolean;
}

/**
 * What Compose replaces: `$NAME`, `${NAME}`, `${NAME:-default}`. Other braces it refuses; `$(`, `$1` and a `$` at the end
 * only old versions do.
 */
const VARIABLE =
  /\$(?:\$|(?<name>[A-Za-z_]\w*)|\{(?<braced>[A-Za-z_]\w*)(?<rest>(?::?[-?+]|\[)[^}]*)?\}|(?<refused>\{(?!\{)[^{}<\n]*\}?))/g;
/** What a container's shell reads. */
const SCRIPTS = new Set(["command", "entrypoint", "healthcheck"]);

/**
 * Finds the variables and substitutions of a container's shell in a Compose file that Compose would replace itself.
 *
 * @param document a document with `services:`
 * @param isGiven whether the page tells the reader to set a variable
 */
export function wrongInterpolations(
  document: Document.Parsed,
  block: CodeBlock,
  isGiven: (name: string) => boolean,
): Interpolation[] {
  const services = document.get("services");
  if (!isMap(services)) return [];
  return services.items.flatMap(({ value: service }) =>
    isMap(service) ? service.items.flatMap((pair) => interpolationsIn(pair, service, block, isGiven)) : [],
  );
}

function interpolationsIn(
  { key, value: node }: Pair,
  service: YAMLMap,
  block: CodeBlock,
  isGiven: (name: string) => boolean,
): Interpolation[] {
  const found: Interpolation[] = [];
  if (!isNode(node)) return found;
  const isScript = SCRIPTS.has(String(key));
  visit(node, {
    Scalar: (place, { value, range }) => {
      if (place === "key" || typeof value !== "string" || !range) return;
      const source = block.value.slice(range[0], range[1]);
      for (const { 0: text, index, groups = {} } of source.matchAll(VARIABLE)) {
        const at = { text, index: range[0] + index };
        if (groups["refused"] !== undefined) found.push({ ...at, isRefused: true });
        const name = groups["name"] ?? groups["braced"];
        if (name === undefined || groups["rest"] !== undefined || !isScript || isGiven(name)) continue;
        if (isAssigned(name, value) || isSet(name, service)) found.push({ ...at, isRefused: false });
      }
    },
  });
  return found;
}

/** Whether a script sets a variable itself. */
function isAssigned(name: string, script: string): boolean {
  return new RegExp(`(?:^|[\\s;&|(])(?:${name}=|for\\s+${name}\\s+in\\b|read\\s+(?:-\\w+\\s+)*${name}\\b)`).test(
    script,
  );
}

/** Whether a service sets a variable of its container to a value of the file's own. */
function isSet(name: string, service: YAMLMap): boolean {
  const environment = service.get("environment");
  if (isMap(environment)) {
    const value: unknown = environment.get(name);
    return value !== undefined && value !== null && !String(value).includes("$");
  }
  if (!isSeq(environment)) return false;
  return environment.items.some((item) => isScalar(item) && new RegExp(`^${name}=[^$]*$`).test(String(item.value)));
}
