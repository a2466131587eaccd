import escapeStringRegexp from "escape-string-regexp";

/** What a text can pin: a repository of which definitions tell the tags. */
export interface PinnedRepository {
  /** Without its registry: `traefik`, `traefik-chart`. */
  readonly name: string;
  /** The tags that are published. */
  readonly tags: readonly string[];
  /** Whether Helm pulls it: then `--version` names the tag. */
  readonly isChart: boolean;
  /** Where a text copies it to: `registry.example.com/traefik`. */
  readonly copies?: readonly string[];
}

/** A tag in a text. */
export interface Pin {
  readonly start: number;
  readonly tag: string;
}

/** A tag as it may stand in a reference; what follows may make another thing of it. */
export const TAG = String.raw`v?\d(?:[\w.-]*[A-Za-z\d])?`;
/** Behind a tag: it goes on, in a digest, a choice or a placeholder. A tag of HTML ends it. */
const GOES_ON = String.raw`(?![A-Za-z\d]|[._]*(?:[A-Za-z\d@/$+[-]|\{\{|\\?<(?!/|br\b)))`;
/** What may stand before a reference, but not within one. */
const START = String.raw`(?<![A-Za-z\d./@<$:{}-])(?:(?:oci|docker|docker-image)://)?`;

/**
 * A pattern of a repository as it is pulled, without a scheme and its tag: from our registry, from Docker Hub, or from a
 * mirror, which has it as `dhi-<name>` in whatever namespace; a chart from whatever registry the reader fills in, too.
 */
export function repositoryPattern({ name, isChart }: PinnedRepository): string {
  // No longer than a registry takes: a text without blanks is not looked through from each of its letters.
  const mirror = String.raw`(?:[\w.:<>{}$-]{1,128}/){1,8}dhi-`;
  const registries = [String.raw`(?:(?:registry-1\.)?docker\.io/)?dhi/|dhi\.io/`, mirror];
  if (isChart) registries.push(String.raw`<[^<>\s]{1,60}>/`);
  return `(?:${registries.join("|")})${escapeStringRegexp(name)}`;
}

/**
 * Finds the tags in references to a repository: `dhi.io/traefik:3.6.2`.
 *
 * @param text any text
 * @param repository the repository
 */
export function findReferences(text: string, repository: PinnedRepository): Pin[] {
  const names = [repositoryPattern(repository), ...(repository.copies ?? []).map((copy) => escapeStringRegexp(copy))];
  return pinsMatching(text, `${START}(?:${names.join("|")}):(?<tag>${TAG})${GOES_ON}`);
}

/** Adds the names to which a text copies a repository and its tag: `docker tag dhi.io/app:3.6.2 mine/app:3.6.2`. */
export function withCopies(repository: PinnedRepository, text: string): PinnedRepository {
  const target = String.raw`["']?[ \t]+(?:\\\n[ \t]*)?["']?(?:[a-z]+://)?(?<target>[^\s"'\`]+):\k<tag>(?![\w.-])`;
  const pattern = `${START}${repositoryPattern(repository)}:(?<tag>${TAG})${target}`;
  const copies = [...text.matchAll(new RegExp(pattern, "g"))].flatMap(({ index, groups }) =>
    /\b(?:tag|copy|cp)\b.*$/.test(text.slice(text.lastIndexOf("\n", index) + 1, index))
      ? (groups?.["target"] ?? [])
      : [],
  );
  return { ...repository, copies };
}

/** Where a pattern's group `tag` matches; it ends the match. */
export function pinsMatching(text: string, pattern: string): Pin[] {
  return [...text.matchAll(new RegExp(pattern, "g"))].map((match) => {
    const { tag = "" } = match.groups ?? {};
    return { start: match.index + match[0].length - tag.length, tag };
  });
}
