import type { BuiltPage } from "../../build/built-page.ts";
import { describeGuide, type Description } from "../describe/describe-guide.ts";
import { nameAdditions } from "../describe/name-additions.ts";
import type { Fields } from "../describe/page-context.ts";
import type { SharedContext } from "../describe/shared-context.ts";
import type { Identity } from "../read/identity.ts";
import type { PublishedGuide } from "../read/published-guide.ts";

/** A guide that comes back from its files, or what is wrong. */
export type Proof =
  { readonly description: Description; readonly built: BuiltPage } | { readonly problems: readonly string[] };

/** So many sections are given back to their author before all are. */
const MOST_TRIES = 8;

/**
 * Describes a guide so that it comes back byte for byte: a section in which it does not is its author's own text, and the
 * guide is described again.
 *
 * @param guide the published guide
 * @param context the project's templates and settings
 * @param rest what its descriptor says already
 * @param first its description, where it was described already
 * @param make stages a description's files and makes the guide from them
 * @returns what came back; or what was wrong at last, where not even the guide in its own words did
 */
export function proveGuide(
  guide: PublishedGuide,
  context: SharedContext,
  rest: Fields,
  first: Description | undefined,
  make: (description: Description) => BuiltPage,
): Proof {
  const own = new Set<string>();
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const described = (tries === 0 && first) || describeGuide(guide, context, rest, own);
    const description = nameAdditions(described, guide, context);
    const built = make(description);
    if (built.text === guide.source.text) return { description, built };
    const culprit = culpritOf(guide, description, built);
    if (culprit === undefined) break;
    own.add(culprit);
  }
  const all = new Set(context.texts.keys());
  // At last even its references stay as they are.
  const plain: Identity = { ...guide.identity, registry: undefined, canonical: (text) => text };
  let last: BuiltPage | undefined;
  for (const identity of [guide.identity, plain]) {
    const description = describeGuide({ ...guide, identity }, context, rest, all);
    const built = make(description);
    if (built.text === guide.source.text) return { description, built };
    last = built;
  }
  const problems = last?.findings.filter(({ severity }) => severity === "error").map(({ message }) => message) ?? [];
  return { problems: problems.length > 0 ? problems : ["its text does not come back"] };
}

/** The shared section in which the guide does not come back. */
function culpritOf({ source }: PublishedGuide, { parts }: Description, { text }: BuiltPage): string | undefined {
  const shared = parts.flatMap((part) => (part.kind === "shared" ? [part.partial] : []));
  if (text === undefined) return shared[0];
  const line = firstDifference(text, source.text);
  let start = 0;
  let culprit: string | undefined;
  for (const part of parts) {
    if (part.kind === "shared" && (culprit === undefined || start <= line)) culprit = part.partial;
    start += part.sections.reduce((sum, { lines }) => sum + lines.length + 1, 0);
  }
  return culprit;
}

function firstDifference(a: string, b: string): number {
  const [one, other] = [a.split("\n"), b.split("\n")];
  return one.findIndex((line, index) => line !== other[index]);
}
