import type { CodeBlock } from "./code-blocks.ts";

/** A placeholder as guides write it: `<tag>`, `${TAG}`, `$TAG` or `{{ .Values.tag }}`. */
const PLACEHOLDER = String.raw`<[^<>\n]{1,60}>|\$\{[^}\n]+\}|\$\w+|\{\{[^}\n]+\}\}`;
const PATH_PART = String.raw`(?:${PLACEHOLDER}|[a-z0-9][a-z0-9._-]*)+`;
const HOST = String.raw`(?:[a-z0-9-]+\.)+[a-z]{2,}`;

const REFERENCE = new RegExp(
  String.raw`(?<![\w./@<>$:{}-])(?<lead>(?:(?:oci|docker|docker-image)://)?(?:(?:registry-1\.)?docker\.io/(?=<|\$|\w+-?namespace/))?)` +
    String.raw`(?<prefix>${HOST}|dhi|${PLACEHOLDER}|[a-z][a-z0-9]*-?namespace)/` +
    String.raw`(?<path>${PATH_PART}(?:/${PATH_PART})*)` +
    String.raw`(?::(?<tag>(?:${PLACEHOLDER}|[A-Za-z0-9_.-])*(?:${PLACEHOLDER}|[A-Za-z0-9_])))?`,
  "gi",
);

/** An image reference in a guide: `dhi.io/nginx:<tag>`, `oci://dhi.io/redis-chart`, `<your-namespace>/dhi-nginx`. */
export interface ImageReference {
  readonly text: string;
  /** What stands before it: a scheme, and Docker Hub's registry where a namespace follows. */
  readonly lead: string;
  readonly start: number;
  readonly end: number;
  /** What stands before the first slash. */
  readonly prefix: string;
  /** What stands between the first slash and the tag. */
  readonly path: string;
  /** The tag as written, and its offset; undefined where there is none. */
  readonly tag: { readonly text: string; readonly start: number } | undefined;
  /** The code block that it stands in; undefined in prose. */
  readonly block: CodeBlock | undefined;
  /** The line that it stands in. */
  readonly line: string;
}

/** Lists all references to images and charts whose prefix may be that of a hardened image, in prose and in code. */
export function imageReferencesOf(text: string, code: readonly CodeBlock[]): ImageReference[] {
  return [...text.matchAll(REFERENCE)].flatMap((match) => {
    const { lead = "", prefix = "", path = "", tag } = match.groups ?? {};
    if (!mayBeHardened(prefix)) return [];
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
      path,
      tag: tag === undefined ? undefined : { text: tag, start: end - tag.length },
      block: code.find((block) => block.start <= start && start < block.end),
      line: text.slice(lineStart, lineEnd === -1 ? undefined : lineEnd),
    };
  });
}

function mayBeHardened(prefix: string): boolean {
  return /^dhi$|^dh[a-z]{0,2}\.|^[a-z]hi\.io$/.test(prefix) || isNamespace(prefix);
}

/**
 * Whether a prefix stands for the reader's own namespace, `<your-namespace>` and its like.
 *
 * @param prefix what stands before the first slash of a reference
 */
export function isNamespace(prefix: string): boolean {
  return /^<?(?:your|my)?[-_ ]?(?:(?:docker|hub|org|dhi)[-_ ]?)*(?:namespace|organization|org)>?$/i.test(prefix);
}

/** Whether a text holds a placeholder that the reader fills in. */
export function hasPlaceholder(text: string): boolean {
  return new RegExp(PLACEHOLDER).test(text);
}

/**
 * Makes a pattern of a name or a tag whose placeholders stand for anything.
 *
 * @param text for example `<version>-debian13-dev`
 */
export function placeholderPattern(text: string): RegExp {
  const parts = text.split(new RegExp(PLACEHOLDER, "g")).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".+")}$`);
}

/**
 * Whether a reference is to something that the reader builds or names: the target of `docker tag`, what `docker build`
 * makes, or a tag such as `build` or `local`.
 *
 * @returns true where nobody publishes it
 */
export function isReadersOwn({ line, text, tag }: ImageReference): boolean {
  if (tag && /^(?:build|custom|local|test|testing)$/.test(tag.text)) return true;
  const before = line.slice(0, Math.max(0, line.indexOf(text)));
  const isTarget = /\bdocker\s+(?:image\s+)?tag\s+(\S+)\s+["']?$/.test(before);
  return isTarget || /\bbuild\b.*\s(?:-t|--tag)[\s=]+["']?$/.test(before);
}
