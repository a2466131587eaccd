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
export const TAG = String.raw`v?\d[\w.-]*`;

/** What may stand before a reference, but not within one. */
const START = String.raw`(?<![A-Za-z\d./@<$:{}-])`;
const SCHEME = String.raw`(?:(?:oci|docker|docker-image)://)?`;

/**
 * A pattern of a repository as it is pulled, without a scheme and its tag: from our registry, from Docker Hub, or from a
 * mirror, which has it as `dhi-<name>` in whatever namespace.
 *
 * @param repository the repository
 */
export function repositoryPattern({ name, copies = [] }: PinnedRepository): string {
  // No longer than a registry takes: a text without blanks is not looked through from each of its letters.
  const mirror = String.raw`(?:[\w.:<>{}$-]{1,128}/){1,8}dhi-`;
  const own = String.raw`(?:(?:(?:registry-1\.)?docker\.io/)?dhi/|dhi\.io/|${mirror})${escapeStringRegexp(name)}`;
  return [own, ...copies.map((copy) => escapeStringRegexp(copy))].join("|");
}

/** A pattern of what Helm and Docker pull, with its scheme or without. */
export function pulledPattern(repository: PinnedRepository): string {
  return `${START}${SCHEME}(?:${repositoryPattern(repository)})`;
}

/**
 * Finds the tags in references to a repository: `dhi.io/traefik:3.6.2`. What is pinned by a digest, too, is pulled by that;
 * what goes on in a placeholder is no tag yet.
 *
 * @param text any text
 * @param repository the repository
 */
export function findReferences(text: string, repository: PinnedRepository): Pin[] {
  const pattern = new RegExp(`${pulledPattern(repository)}:(?<tag>${TAG})`, "g");
  return [...text.matchAll(pattern)].flatMap((match) => {
    const { tag: written = "" } = match.groups ?? {};
    const end = match.index + match[0].length;
    const tag = written.replace(/[._-]+$/, "");
    return goesOn(text, end, tag !== written) ? [] : [{ start: end - written.length, tag }];
  });
}

/**
 * Adds the names under which a text copies a repository and its tag: `docker tag dhi.io/traefik:3.6.2 mine/traefik:3.6.2`.
 *
 * @param repository the repository
 * @param text a text as a whole
 */
export function withCopies(repository: PinnedRepository, text: string): PinnedRepository {
  const copies = findReferences(text, repository).flatMap(({ start, tag }) => {
    const line = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
    if (!/\b(?:tag|copy|cp)\b/.test(line)) return [];
    const [, reference = ""] = TARGET.exec(text.slice(start + tag.length, start + tag.length + 300)) ?? [];
    return reference.endsWith(`:${tag}`) ? [reference.slice(0, -tag.length - 1)] : [];
  });
  return copies.length === 0 ? repository : { ...repository, copies };
}

/** What follows the source of a copy, on its line or the next, without a scheme. */
const TARGET = /^["']?[ \t]+(?:\\\n[ \t]*)?["']?(?:[a-z]+:\/\/)?([^\s"'`]+)/;

/** Whether what stands behind a tag belongs to it: `@sha256:…`, `3.6.2-<variant>`, `3.6.2${SUFFIX}`. */
function goesOn(text: string, end: number, isCut: boolean): boolean {
  const rest = text.slice(end, end + 20);
  // `**` ends what is bold, one star stands for anything.
  if (/^(?:[@/$+[]|\{\{?|\*(?!\*|\s|$))/.test(rest) || /^\\?<(?!\/|br\b)/.test(rest)) return true;
  // A full stop ends a sentence; a dash wants something behind it.
  return isCut && (text[end - 1] === "-" || /^\\?[<*]/.test(rest));
}
