import type { Catalog } from "../../catalog/catalog.ts";
import type { ProseText } from "../parsed/prose.ts";
import { repositoryOf } from "../parsed/image-references.ts";
import type { ParsedGuide } from "../parsed/parsed-guide.ts";
import type { RuleProblem, Rule } from "../rule.ts";

const NAME = String.raw`(?<name>(?!(?:Images?|upstream|standard|official|same|default)\b)[A-Za-z0-9][\w.+/-]*(?:\s+(?:[A-Z0-9(][\w.+/()-]*|for|of|and)){0,5}?)`;

/** Where the shared text has the image's own name; each captures the name. */
const PLACES: Readonly<Record<ProseText["kind"], readonly RegExp[]>> = {
  heading: [
    new RegExp(String.raw`^(?:Start|Run)\s+an?\s+${NAME}\s+(?:instance|container|image)$`, "d"),
    new RegExp(String.raw`^Common\s+${NAME}\s+use\s+cases$`, "d"),
    new RegExp(String.raw`^What['’]s\s+included\s+in\s+this\s+${NAME}\s+(?:[Hh]ardened\s+)?[Ii]mage$`, "d"),
    new RegExp(String.raw`^How\s+to\s+use\s+this\s+${NAME}\s+image$`, "d"),
  ],
  cell: [
    new RegExp(
      String.raw`^(?:Non-[Hh]ardened|Docker\s+Official|Docker\s+Hardened|Standard)\s+${NAME}(?:\s+[Ii]mages?)?$`,
      "d",
    ),
  ],
  paragraph: [
    new RegExp(String.raw`\bSwitching\s+to\s+the\s+hardened\s+${NAME}\s+image\b`, "d"),
    new RegExp(String.raw`\bdrop-in\s+replacement\s+for\s+the\s+standard\s+${NAME}\s+image\b`, "d"),
    new RegExp(String.raw`\bmodule\s+version\s+in\s+use\s+by\s+your\s+${NAME}\s+instance\b`, "d"),
    new RegExp(String.raw`^This\s+Docker\s+Hardened\s+${NAME}\s+image\b`, "d"),
  ],
};
/** In the shared text the name of the product follows the sentence on privileged ports. */
const DEFAULT_PORTS =
  /(?:^|[.:]\s+)(?!(?:The|Its?|Their|These|Those|This|That|All|Both|Such|Our|Your|Most|Other|Non|Any|Note|However|With)\b)(?<name>[A-Z][\w.+-]*(?:\s+[A-Z][\w.+-]*){0,3})(?:['’]s)?\s+default\s+ports?\s(?:\d+\s+)?works?\b/d;
/** Where the name of the hardened image itself stands, so that any name that has nothing in common with it is wrong. */
const HARDENED = /\bhardened\s+$/i;

/** A guide names another image where its own name belongs. */
export const ownName: Rule = {
  code: "own-name",
  severity: "error",
  needs: "names",
  check: ({ guide, catalog }) => {
    // The wording is that of images; a chart's page names the images that it deploys.
    if (!guide.name || guide.chart || catalog.imageNames.size === 0) return [];
    return [...namesInPlace(guide, catalog), ...debugSamples(guide, catalog)];
  },
};

function namesInPlace(guide: ParsedGuide, catalog: Catalog): RuleProblem[] {
  const title = guide.image?.title ?? guide.name ?? "";
  // Both columns of one comparison name the image: that is one mistake.
  const seen = new Set<string>();
  return guide.prose.flatMap((prose) => {
    const indent = prose.plain.length - prose.plain.trimStart().length;
    // Of a table only the head names the images that are compared.
    const places = prose.cell?.isHead === false ? [] : PLACES[prose.kind];
    return [...places, DEFAULT_PORTS].flatMap((place): RuleProblem[] => {
      const match = place.exec(prose.plain.trim());
      const name = match?.groups?.["name"];
      const [from, to] = match?.indices?.groups?.["name"] ?? [0, 0];
      if (name === undefined || isOwn(name, guide) || isComparedTo(prose, guide)) return [];
      const other = otherImage(name, guide, catalog);
      if (prose.kind === "heading" && other !== undefined && startsOther(prose, other, guide)) return [];
      const start = prose.start + indent + from;
      const isPort =
        place === DEFAULT_PORTS && !guide.text.slice(0, start).includes(name) && isUnrelated(name, start, guide);
      const isAlien = HARDENED.test(prose.plain.trim().slice(0, from)) && isUnrelated(name, start, guide);
      if (other === undefined && !isPort && !isAlien) return [];
      const key = `${prose.cell?.heads.join("|") ?? start} ${name}`;
      if (seen.has(key)) return [];
      seen.add(key);
      return [
        {
          start,
          end: prose.start + indent + to,
          message: `unexpected name ${name.replace(/\s+/g, " ")}${other === undefined ? "" : `, which is the image ${other}`}, expected ${title}`,
          expected: title,
          fix: "Hold the whole sentence against this image: it was written for another.",
        },
      ];
    });
  });
}

/** Whether a section does start another image, which the guide's own needs: its samples pull that one. */
function startsOther({ start, level }: ProseText, other: string, { prose, references }: ParsedGuide): boolean {
  const next = prose.find((one) => one.kind === "heading" && one.start > start && one.level <= level);
  const own = references.filter((one) => one.block && one.start > start && one.start < (next?.start ?? Infinity));
  return own.some((reference) => repositoryOf(reference) === other);
}

/** Whether the hardened image beside is the guide's own, so that another one is what it is compared to. */
function isComparedTo({ cell, plain }: ProseText, guide: ParsedGuide): boolean {
  if (!cell || /\bhardened\b/i.test(plain.replace(/\bnon-hardened\b/i, ""))) return false;
  return cell.heads.some((head) => {
    const name = /(?<!non-)\bhardened\s+(.*?)(?:\s+images?)?$/i.exec(head.trim())?.[1];
    return name !== undefined && isOwn(name, guide);
  });
}

/** Shares no word with the image's own names, nor with the headings above, which may use another name for it. */
function isUnrelated(name: string, at: number, { name: own = "", image, prose }: ParsedGuide): boolean {
  const words = (text: string) =>
    text
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter((word) => word.length > 1);
  const generic = /^(?:docker|hardened|images?|dhi|the|this|variant|container|runtime|base)$/;
  const names = words(name).filter((word) => !generic.test(word));
  const headings = prose.filter(({ kind, start }) => kind === "heading" && start < at).map(({ plain }) => plain);
  const known = [own, image?.title ?? "", ...headings].flatMap(words);
  return names.length > 0 && !names.some((word) => known.some((one) => one.includes(word) || word.includes(one)));
}

/** The sample that mounts a debugger starts the guide's own image. */
function debugSamples(guide: ParsedGuide, catalog: Catalog): RuleProblem[] {
  return guide.references.flatMap(({ path, prefix, block, start, text, line }): RuleProblem[] => {
    const name = path.replace(/^dhi-/, "");
    const own = `${prefix}/${path.startsWith("dhi-") ? "dhi-" : ""}${guide.name ?? ""}`;
    const isDebug = block?.value.includes("type=image") === true && /\/(?:dbg|debug)\//.test(line + text);
    if (!isDebug || prefix === "" || name === guide.name || !catalog.imageNames.has(name)) return [];
    if (/source=\S*$/.test(line.slice(0, line.indexOf(text)))) return [];
    return [
      {
        start,
        end: start + text.length,
        message: `unexpected image ${text} in the debug sample, expected ${own}`,
        expected: own,
      },
    ];
  });
}

/** The image that a name means, where that is not the guide's own. */
function otherImage(name: string, guide: ParsedGuide, { images, imageNames }: Catalog): string | undefined {
  const wanted = normal(name);
  for (const other of imageNames) {
    if (other === guide.name) continue;
    if (normal(other) === wanted || normal(images.get(other)?.title ?? "") === wanted) return other;
  }
  return undefined;
}

function isOwn(name: string, { name: own = "", image }: ParsedGuide): boolean {
  return [own, image?.title ?? ""].some((known) => normal(known) === normal(name));
}

/** Names are the same where they differ in case, blanks and hyphens alone. */
function normal(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9+]/g, "");
}
