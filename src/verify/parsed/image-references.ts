import escapeStringRegexp from "escape-string-regexp";
import type { CodeBlock } from "./code-blocks.ts";

/** A placeholder as guides write it: `<tag>`, `${TAG}`, `$TAG` or `{{ .Values.tag }}`. */
const PLACEHOLDER = String.raw`<[^<>\n]{1,60}>|\$\{[^}\n]+\}|\$\w+|\{\{[^}\n]+\}\}`;
/**
 * Letters that stand for digits make a placeholder of the whole version: `X.YY`, `v1.2.x`, `N.N`, `X.Y-rc.N`, `YYYYMMDD`,
 * `VERSION`, `YOUR_TAG`, `__VERSION__`.
 */
const LETTERS = String.raw`(?<![A-Za-z\d.])_{0,2}(?:your-|(?:[A-Za-z]+_)+)?v?(?:\d+\.)*(?:[Xx]+|[Yy]+|[Zz]+|[Nn]+|(?:YYYY|YY|MM|DD|HH)+|MAJOR|MINOR|PATCH|VERSION|version|TAG|tag)(?:\.\w+)*(?:-rc\.?\w+)?_{0,2}(?![A-Za-z\d])`;
const NEVER = "(?!)";
const PATH_PART = String.raw`(?:${PLACEHOLDER}|[a-z0-9][a-z0-9._-]*)+`;
const HOST = String.raw`(?:[a-z0-9-]+\.)+[a-z]{2,}`;

const referencesWith = (mirror: string) =>
  new RegExp(
    String.raw`(?<![\w./@<>$:{}-])(?<lead>(?:(?:oci|docker|docker-image)://)?(?:(?:registry-1\.)?docker\.io/(?=<|\$|\w+-?namespace/|${mirror}/))?)` +
      String.raw`(?<prefix>${mirror}|${HOST}|dhi|${PLACEHOLDER}|[a-z][a-z0-9]*-?namespace)/` +
      String.raw`(?<path>${PATH_PART}(?:/${PATH_PART})*)` +
      String.raw`(?::(?<tag>(?:${PLACEHOLDER}|[A-Za-z0-9_.-])*(?:${PLACEHOLDER}|[A-Za-z0-9_])))?`,
    "gi",
  );

const REFERENCE = referencesWith(NEVER);

/** A known mirror's namespace; what else it holds is its owner's. */
const mirrorPattern = (namespace: string) => `${escapeStringRegexp(namespace)}(?=/dhi-)`;

/** An image reference in a guide: `dhi.io/nginx:<tag>`, `oci://dhi.io/redis-chart`, `<your-namespace>/dhi-nginx`. */
export interface ImageReference {
  readonly text: string;
  /** What stands before it: a scheme, and Docker Hub's registry where a namespace follows. */
  readonly lead: string;
  readonly start: number;
  readonly end: number;
  /** What stands before the first slash. */
  readonly prefix: string;
  /** Whether that is a mirror's namespace: the known one, or one that the reader fills in. */
  readonly isMirrored: boolean;
  /** What stands between the first slash and the tag. */
  readonly path: string;
  /** The tag as written, and its offset; undefined where there is none. */
  readonly tag: { readonly text: string; readonly start: number } | undefined;
  /** The code block that it stands in; undefined in prose. */
  readonly block: CodeBlock | undefined;
  /** The line that it stands in. */
  readonly line: string;
}

/**
 * Lists all references to images and charts whose prefix may be that of a hardened image, in prose and in code.
 *
 * @param text the page
 * @param code its code
 * @param namespace that of the mirror that the page is for, where it is known
 */
export function imageReferencesOf(text: string, code: readonly CodeBlock[], namespace?: string): ImageReference[] {
  const pattern = namespace === undefined ? REFERENCE : referencesWith(mirrorPattern(namespace));
  return [...text.matchAll(pattern)].flatMap((match) => {
    const { lead = "", prefix = "", path = "", tag } = match.groups ?? {};
    const isMirrored = prefix === namespace || isNamespace(prefix);
    if (!isMirrored && !mayBeHardened(prefix)) return [];
    const start = match.index + lead.length;
    const end = match.index + match[0].length;
    const lineStart = text.lastIndexOf("\n", start) + 1;
    const lineEnd = text.indexOf("\n", start);
    return {
      text: text.slice(start, end),
      lead,
      start,
      end,
      prefix,
      isMirrored,
      path,
      tag: tag === undefined ? undefined : { text: tag, start: end - tag.length },
      block: code.find((block) => block.start <= start && start < block.end),
      line: text.slice(lineStart, lineEnd === -1 ? undefined : lineEnd),
    };
  });
}

function mayBeHardened(prefix: string): boolean {
  return /^dhi$|^dh[a-z]{0,2}\.|^[a-z]hi\.io$/.test(prefix);
}

/** The repository that a reference means, which a mirror has under another name: `redis` of `acme/dhi-redis`. */
export function repositoryOf({ isMirrored, path }: Pick<ImageReference, "isMirrored" | "path">): string {
  return isMirrored ? path.replace(/^dhi-/, "") : path;
}

/** Whether a prefix stands for the reader's own namespace, `<your-namespace>` and its like. */
function isNamespace(prefix: string): boolean {
  return /^<?(?:your|my)?[-_ ]?(?:(?:docker|hub|org|dhi)[-_ ]?)*(?:namespace|organization|org)>?$/i.test(prefix);
}

/** Whether a namespace begins with a host, as Docker tells it from a user of Docker Hub. */
export function hasHost(namespace: string): boolean {
  return /^(?:localhost\/|[^/<]*[.:])/.test(namespace);
}

/** Whether a text holds a placeholder that the reader fills in. */
export function hasPlaceholder(text: string): boolean {
  return new RegExp(PLACEHOLDER).test(text);
}

/** Whether a tag holds a placeholder, letters for digits among them. */
export function hasPlaceholderTag(tag: string): boolean {
  return new RegExp(`${PLACEHOLDER}|${LETTERS}`).test(tag);
}

/**
 * Makes a pattern of a tag whose placeholders stand for anything.
 *
 * @param tag for example `<version>-debian13-dev` or `X.Y-dev`
 */
export function placeholderPattern(tag: string): RegExp {
  const parts = tag.split(new RegExp(`${PLACEHOLDER}|${LETTERS}`, "g")).map((part) => escapeStringRegexp(part));
  // Placeholders beside each other stand for anything as one does.
  return new RegExp(`^${parts.join(".+").replaceAll(/(?:\.\+){2,}/g, ".+")}$`);
}

/**
 * Whether a reference is to something that the reader builds or names: the target of `docker tag`, what `docker build`
 * makes, there or elsewhere in the page, or a tag such as `build` or `local`.
 *
 * @param references those of the page
 * @returns true where nobody publishes it
 */
export function isReadersOwn(reference: ImageReference, references: readonly ImageReference[]): boolean {
  return references.some((other) => other.text === reference.text && isMade(other));
}

function isMade(reference: ImageReference): boolean {
  const { tag, block, start } = reference;
  if (block && isBuiltByCompose(block, start)) return true;
  if (tag && /^(?:build|custom|local|test|testing)$/.test(tag.text)) return true;
  const before = commandBefore(reference);
  const isTarget = /\bdocker\s+(?:image\s+)?tag\s+(\S+)\s+["']?$/.test(before);
  return isTarget || /\bbuild\b.*\s(?:-t|--tag)[\s=]+["']?$/.test(before);
}

/**
 * What stands before a reference in its line; in code, with the lines that go on in it by a `\` at their end.
 */
export function commandBefore({ line, text, block, start }: ImageReference): string {
  if (!block) return line.slice(0, Math.max(0, line.indexOf(text)));
  const at = block.lines.findLastIndex(({ offset }) => offset <= start);
  const own = block.lines[at];
  let first = at;
  while (block.lines[first - 1]?.text.trimEnd().endsWith("\\")) first--;
  const above = block.lines.slice(first, at).map((one) => one.text.trimEnd().slice(0, -1));
  return [...above, own?.text.slice(0, start - own.offset) ?? ""].join(" ");
}

/** Whether the service of Compose that an image is of is built: the image is what the build is called. */
function isBuiltByCompose({ lines }: CodeBlock, start: number): boolean {
  const at = lines.findLastIndex(({ offset }) => offset <= start);
  const indent = /^ +(?=image:)/.exec(lines[at]?.text ?? "")?.[0];
  if (indent === undefined) return false;
  const isInside = ({ text }: { readonly text: string }) => text.startsWith(indent) || text.trim() === "";
  const above = lines.slice(0, at).findLastIndex((line) => !isInside(line));
  const below = lines.slice(at).findIndex((line) => !isInside(line));
  const service = lines.slice(above + 1, below === -1 ? undefined : at + below);
  return service.some(({ text }) => text.startsWith(`${indent}build:`));
}

/**
 * The image that a tag of another registry's image is: `docker-dind` of `docker:dind` and `docker:28-dind`.
 *
 * @param imageNames the names of all images
 * @returns its name; undefined where there is none
 */
export function imageOfTag(name: string, tag: string, imageNames: ReadonlySet<string>): string | undefined {
  const kind = /^(?:v?\d[\d.]*-)?([a-z][a-z0-9-]*)$/.exec(tag)?.[1];
  const image = `${name}-${kind ?? ""}`;
  return kind !== undefined && imageNames.has(image) ? image : undefined;
}
