import leven from "leven";

import { usedTags } from "../../catalog/charts.ts";
import type { Catalog } from "../../catalog/catalog.ts";
import {
  commandBefore,
  type ImageReference,
  hasPlaceholder,
  imageOfTag,
  isReadersOwn,
  repositoryOf,
} from "../parsed/image-references.ts";
import type { ParsedGuide } from "../parsed/parsed-guide.ts";
import { pullOf } from "../parsed/pulls.ts";
import { commentsAt, isSaidAbsent } from "../parsed/surroundings.ts";
import type { RuleProblem, Rule } from "../rule.ts";

/** Names that stand for the reader's own image. */
const READERS_OWN = /^(?:your|my|our|example|sample|custom)[-_]|^(?:app|image|name|repository)$|^[A-Z][A-Z_-]*$/;

/** A guide refers to an image or a chart that the catalog does not publish, or under another registry's name. */
export const imageExists: Rule = {
  code: "image-exists",
  severity: "error",
  needs: "names",
  check: ({ guide, catalog }) => {
    if (catalog.imageNames.size === 0) return [];
    return [
      ...guide.references.flatMap((reference) => {
        const problem = referenceProblem(reference, guide, catalog);
        return problem === undefined || isSaidAbsent(reference, guide) ? [] : [problem];
      }),
      ...bareImages(guide, catalog),
    ];
  },
};

function referenceProblem(reference: ImageReference, guide: ParsedGuide, catalog: Catalog): RuleProblem | undefined {
  const { prefix, isMirrored, path, start, text, line, block } = reference;
  if (isReadersOwn(reference, guide.references)) return undefined;
  const at = { start, end: start + text.length };
  const [first = "", ...deeper] = path.split("/");

  if (prefix === "dhi") {
    // Packages are built into images from a namespace of the same name; nobody pulls them.
    if (path.startsWith("pkg-")) return undefined;
    // What mirrors a repository names it so.
    if (/\bdhi(?:ctl)?\s+(?:\S+\s+)*?mirror\s/.test(commandBefore(reference))) return undefined;
    if (guide.chart && usedTags(guide.chart, path) && !block) return undefined;
    // In running text that is how a repository is called.
    if (!block && !reference.tag && isKnown(path, catalog)) return undefined;
    if (!isKnown(path, catalog)) return isPulled(reference) ? unknown(reference, catalog) : undefined;
    return {
      ...at,
      message: `unexpected registry dhi in ${text}, expected dhi.io`,
      expected: `dhi.io${text.slice(prefix.length)}`,
      edits: [{ start, end: start + prefix.length, text: "dhi.io" }],
    };
  }
  if (prefix !== "dhi.io" && !isMirrored) {
    if (leven(prefix, "dhi.io") !== 1 || !isKnown(first.replace(/^dhi-/, ""), catalog)) return undefined;
    return {
      ...at,
      message: `unexpected registry ${prefix} in ${text}, expected dhi.io`,
      expected: `dhi.io${text.slice(prefix.length)}`,
      edits: [{ start, end: start + prefix.length, text: "dhi.io" }],
    };
  }
  if (isMirrored) {
    if (!/^dhi-./.test(first) || hasPlaceholder(first)) return undefined;
    return isKnown(first.slice(4), catalog) ? misplaced(reference, catalog) : unknown(reference, catalog);
  }
  if (deeper.length > 0 && !deeper.every((part) => /^(?:v2|manifests|tags|blobs)$/.test(part))) {
    if (/\bhttps?:\/\/\S*$/.test(line.slice(0, Math.max(0, line.indexOf(text))))) return undefined;
    return {
      ...at,
      message: `unexpected reference ${text}, expected dhi.io/<repository>: the registry has no deeper names`,
      expected: `dhi.io/${deeper.at(-1) ?? ""}`,
      severity: block ? undefined : "warning",
    };
  }
  if (hasPlaceholder(path) || READERS_OWN.test(path)) return undefined;
  if (guide.text[start + text.length] === "/" && reference.tag) {
    return {
      ...at,
      message: `unexpected / after ${text}, expected a blank before the command`,
      edits: [{ start: start + text.length, end: start + text.length, text: " " }],
    };
  }
  return isKnown(path, catalog) ? misplaced(reference, catalog) : unknown(reference, catalog);
}

/** A chart where an image is pulled, or an image where Helm wants a chart. */
function misplaced(reference: ImageReference, catalog: Catalog): RuleProblem | undefined {
  const { prefix, path, start, text, lead } = reference;
  const name = repositoryOf(reference);
  const end = start + prefix.length + 1 + path.length;
  const at = { start, end: start + text.length };
  const isImage = catalog.imageNames.has(name);
  if (isImage && lead.startsWith("oci:") && catalog.chartNames?.has(name)) {
    const expected = `${text.slice(0, end - start)}-chart`;
    return {
      ...at,
      message: `unexpected image ${lead}${text}, expected the chart ${lead}${expected}`,
      expected,
      edits: [{ start: end, end, text: "-chart" }],
    };
  }
  if (isImage || !isPulledAsImage(reference)) return undefined;
  const image = name.slice(0, -"-chart".length);
  const expected = catalog.imageNames.has(image) ? text.slice(0, end - start - "-chart".length) : undefined;
  return {
    ...at,
    message: `unexpected chart ${text} where an image is pulled${expected === undefined ? "" : `, expected ${expected}`}`,
    ...(expected !== undefined && { expected }),
  };
}

/** What a sample pulls, or tells a chart to. */
function isPulledAsImage(reference: ImageReference): boolean {
  const { block, lead, line, text } = reference;
  if (!block || lead.startsWith("oci:")) return false;
  return pullOf(reference) !== undefined || VALUE.test(line.slice(0, Math.max(0, line.indexOf(text))));
}

/** `--set image.repository=`: the tag, which `untagged-reference` asks for, is another value. */
const VALUE = /(?:^|[\s"'.{,-])image(?:\.repository)?["']?\s*[:=]\s*["']?$/;

/** `dhi/x` may as well be a folder: an image is one that has a tag, or of which the line says that it is one. */
function isPulled({ path, tag, line }: ImageReference): boolean {
  if (!/^[a-z0-9][a-z0-9-]*$/.test(path)) return false;
  return tag !== undefined || /\b(?:images?|docker|podman|FROM|registry|repository)\b/i.test(line);
}

function isKnown(name: string, { imageNames, chartNames }: Catalog): boolean {
  if (imageNames.has(name)) return true;
  return name.endsWith("-chart") && (chartNames === undefined || chartNames.has(name.slice(0, -6)));
}

function unknown({ start, text, prefix, isMirrored, path }: ImageReference, catalog: Catalog): RuleProblem {
  const known = closest(path, catalog);
  const what = path.endsWith("-chart") ? "chart" : "image";
  const reference = !isMirrored ? `dhi.io/${known ?? ""}` : `${prefix}/dhi-${known ?? ""}`;
  return {
    start,
    end: start + text.length,
    message: `unexpected ${what} ${text}, which the catalog does not publish${known === undefined ? "" : `, expected ${reference}`}`,
    ...(known !== undefined && { expected: reference }),
    // A chart of this name pulls images of this name: the list of images may be behind.
    severity: catalog.chartNames?.has(path.replace(/^dhi-/, "")) ? "warning" : undefined,
  };
}

function closest(path: string, { imageNames, chartNames, charts }: Catalog): string | undefined {
  const name = path.replace(/^dhi-/, "");
  if (imageNames.has(name)) return name;
  // A chart's repository may be called otherwise than its folder.
  const folder = charts.get(name.replace(/-chart$/, ""));
  if (folder && name.endsWith("-chart")) return folder.name;
  const repositories = [...(chartNames ?? [])].map((chart) => `${chart}-chart`);
  const candidates = path.endsWith("-chart") ? repositories : [...imageNames];
  const [best] = candidates
    .map((candidate) => ({ candidate, distance: leven(name, candidate) }))
    .sort((a, b) => a.distance - b.distance);
  return best && best.distance <= Math.max(1, Math.floor(name.length / 4)) ? best.candidate : undefined;
}

/**
 * `image: nginx` in a manifest that otherwise pulls from dhi.io: the guide's own image, or one that is called after the
 * tag. Of another the upstream image may be meant.
 */
function bareImages(guide: ParsedGuide, catalog: Catalog): RuleProblem[] {
  return guide.code
    .filter(({ value }) => /^[ \t]*(?:-[ \t]+)?image:[ \t]*["']?dhi\.io\//m.test(value))
    .flatMap((block) =>
      block.lines.flatMap(({ text, offset }): RuleProblem[] => {
        const match = /^\s*(?:-\s+)?image:\s*["']?([a-z0-9-]+)(?::([\w.<>-]+))?["']?\s*(?:\s#.*)?$/.exec(text);
        const [, name, tag] = match ?? [];
        if (name === undefined || !catalog.imageNames.has(name)) return [];
        const start = offset + text.indexOf(name, text.indexOf("image:") + 6);
        if (/\b(?:upstream|official|not|no)\b/i.test(commentsAt(block, start))) return [];
        const other = tag === undefined ? undefined : imageOfTag(name, tag, catalog.imageNames);
        if (other === undefined && name !== guide.name) return [];
        const written = other === undefined ? name : `${name}:${tag ?? ""}`;
        const expected = `dhi.io/${other ?? name}`;
        return [
          {
            start,
            end: start + written.length,
            message: `unexpected image ${written} beside images of dhi.io, expected ${expected}`,
            expected,
            severity: "warning",
          },
        ];
      }),
    );
}
