import type { CodeBlock } from "./code-blocks.ts";
import { dockerRunsOf } from "./docker-runs.ts";
import type { ImageReference } from "./image-references.ts";
import { isShellBlock } from "./shell-script.ts";

/** What stands on the line before an image that is pulled. */
const BEFORE: readonly RegExp[] = [
  /\b(?:docker|podman|nerdctl)\s+(?:image\s+|container\s+)?(?:run|pull|create)\s(?:.*\s)?["']?$/,
  /\b(?:imagetools\s+inspect|manifest\s+inspect)\s(?:.*\s)?["']?$/,
  /^\s*FROM\s+(?:--platform=\S+\s+)?["']?$/i,
  /^\s*(?:COPY|ADD)\s(?:.*\s)?--from=["']?$/i,
  /^\s*RUN\s(?:.*\s)?--mount=\S*\bfrom=$/i,
  /^\s*(?:-\s+)?["']?image["']?\s*:\s*["']?$/,
  /[{,]\s*["']?image["']?\s*:\s*["']?$/,
  /\bset\s+image\s(?:.*\s)?[\w*.-]+=["']?$/,
  /\s--image(?:=|\s+)["']?$/,
  /\s--driver-opt(?:=|\s+)["']?(?:\S+,)?image=$/,
];

/** What stands before it in a list of arguments, as clients of MCP servers and launchers are given them. */
const BEFORE_IN_ARGUMENTS = /["']?args["']?\s*:\s*\[\s*["']run["'][^\]]*["']$/;

const MOUNT = /--mount[= ]["']?(?:\S*,)?(?:source|src)=$/;

/**
 * Tells whether a sample pulls an image: in `docker run` and its like, as the base of a build, or as the image of a
 * manifest or of Compose.
 *
 * @returns `mounted` for the source of `--mount type=image`; undefined where it is only named, or is a comment's
 */
export function pullOf({ block, start, lead }: ImageReference): "pulled" | "mounted" | undefined {
  // The line as the sample has it: without the marker of a quote.
  const line = block?.lines.findLast(({ offset }) => offset <= start);
  if (!block || !line || lead.startsWith("oci:") || /^\s*(?:#|\/\/)/.test(line.text)) return undefined;
  const before = line.text.slice(0, start - lead.length - line.offset);
  if (MOUNT.test(before) && /\btype=image\b/.test(line.text)) return "mounted";
  const isPulled =
    BEFORE.some((pattern) => pattern.test(before)) ||
    (isShellBlock(block) && dockerRunsOf(block).some(({ image }) => image.start <= start && start < image.end)) ||
    (/^\s*["']/.test(line.text) && BEFORE_IN_ARGUMENTS.test(textBefore(block, start)));
  return isPulled ? "pulled" : undefined;
}

function textBefore({ lines }: CodeBlock, end: number): string {
  const above = lines.filter(({ offset }) => offset < end);
  return above.map(({ text, offset }) => text.slice(0, end - offset)).join("\n");
}
