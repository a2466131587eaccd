import { join, posix } from "node:path";
import { readText } from "../files/read-text.ts";
import type { Finding } from "../findings/finding.ts";
import { type PagePaths, type Project, publishedFolders } from "../core.ts";

/** Each page of a thing carries its logo. */
const MOST_BYTES = 64 * 1024;

/** Far more than a drawing repeats its shapes. */
const MOST_COPIES = 10_000;

/** Where the logo of a thing stands: beside its `info.yaml`, whether there is one or not. */
export function logoFile(info: string): string {
  return posix.join(posix.dirname(info), "logo.svg");
}

/** A thing's logo, or why there is none. */
export interface Logo {
  /** A `data:` address of an image, in which no script runs and which loads nothing; undefined where there is none. */
  readonly address: string | undefined;
  readonly findings: readonly Finding[];
}

/**
 * Finds the logo of a thing: its own, or else the one that the catalog has for it. What is wrong with one of the catalog
 * is not for the project to mend, so nothing is said of it.
 */
export function findLogo(project: Project, paths: PagePaths): Logo {
  const own = readLogo(project.root, paths.info);
  if (own.address !== undefined || own.findings.length > 0) return own;
  for (const folder of publishedFolders(project, paths)) {
    const { address } = readLogo(folder, "info.yaml");
    if (address !== undefined) return { address, findings: [] };
  }
  return own;
}

/**
 * Reads the logo of a thing. The site has it within its pages, never as a file: an SVG that is opened by itself is a
 * document, which may run scripts in the site's name.
 *
 * @param root what the file is named from
 * @param info where the thing's `info.yaml` stands or would stand, relative to the root
 * @returns the logo; a warning where there is one that is not shown
 */
export function readLogo(root: string, info: string): Logo {
  const file = logoFile(info);
  const read = readText(join(root, file));
  if ("problem" in read && read.problem.code === "file-missing") return { address: undefined, findings: [] };
  const problem = "problem" in read ? read.problem.message : refusal(read.text);
  if ("problem" in read || problem !== undefined) {
    const message = `the logo is not shown: ${problem}`;
    return { address: undefined, findings: [{ ...SEVERITY, file, line: 1, column: 1, message }] };
  }
  // What is encoded here is UTF-8, whatever the text says of itself.
  return { address: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(read.text)}`, findings: [] };
}

const SEVERITY = { code: "preview-logo", severity: "warning" } as const;

/** Nothing of a logo runs; but it could keep a browser busy for ever. */
function refusal(text: string): string | undefined {
  const bytes = Buffer.byteLength(text);
  if (bytes > MOST_BYTES) return `unexpected size of ${bytes} bytes, expected at most ${MOST_BYTES}`;
  const svg = text.replace(/&#(?:x([\da-f]{1,4})|(\d{1,5}));/gi, (_, hex?: string, decimal?: string) =>
    String.fromCharCode(hex === undefined ? Number(decimal) : parseInt(hex, 16)),
  );
  if (!/<(?:[\w-]+:)?svg[\s>]/.test(svg)) return "unexpected text, expected SVG";
  if (svg.includes("<!ENTITY")) return "unexpected <!ENTITY, expected an SVG without entities";
  if (/data:\s*image\/svg/i.test(svg)) return "unexpected SVG within the SVG, expected its shapes";
  const copies = copiesOf(svg);
  return copies > MOST_COPIES ? "unexpected <use> of what uses others, which makes too many shapes" : undefined;
}

/** How many copies `<use>` can make at most: of each shape that is referred to, as often as it is, within all others. */
function copiesOf(svg: string): number {
  const counts = new Map<string, number>();
  for (const [, id = ""] of svg.matchAll(/\bhref\s*=\s*["']\s*#([^"']*)/g)) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts.values()].reduce((product, count) => product * count, 1);
}
