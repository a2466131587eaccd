import type { Heading } from "mdast";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "unbash";
import { visit } from "unist-util-visit";
import { describe, expect, test } from "vitest";
import { isCollection, parseAllDocuments } from "yaml";
import { loadCatalog } from "../../src/catalog/load.ts";
import { formatMarkdown } from "../../src/format/format-markdown.ts";
import { parseGfm } from "../../src/markdown/parse.ts";
import { createSamples } from "../../src/verify/code/samples.ts";
import { DEFAULT_CONFIG } from "../../src/verify/config.ts";
import { mendPage } from "../../src/verify/fix.ts";
import type { FixableFinding } from "../../src/verify/rule.ts";
import { hidePlaceholders } from "../../src/markdown/placeholders.ts";
import { verifyText } from "../../src/verify/verify.ts";
import { REPOSITORY } from "../support/project.ts";

/* What `--fix` does to every page of the published catalog: it mends some, and harms none. */
const SHARED = process.env["DHI_SHARED"] ?? resolve(REPOSITORY, "../shared");
const ROOT = join(SHARED, "catalog");
const isThere = existsSync(ROOT);
if (!isThere && process.env["CI"] === "true") throw new Error(`no catalog at ${SHARED}: set DHI_SHARED`);

interface Mended {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  readonly fixed: readonly FixableFinding[];
  readonly again: string;
  readonly came: readonly FixableFinding[];
}

/** Makes something of each text once: several tests ask the same of the same pages. */
function once<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const made = known.get(text) ?? make(text);
    known.set(text, made);
    return made;
  };
}

const style = once(formatMarkdown);
const parsed = once(parseGfm);

describe.skipIf(!isThere)("--fix on the catalog (skipped where ../shared or DHI_SHARED has no catalog/)", () => {
  const mended = isThere ? mendAll() : Promise.resolve([]);
  const changedPages = async () => (await mended).filter(({ before, after }) => before !== after);

  test("mends some pages, and a second time changes nothing", { timeout: 600_000 }, async () => {
    const pages = await mended;
    expect(pages.filter(({ fixed }) => fixed.length > 0).length).toBeGreaterThan(pages.length / 10);
    expect(pages.filter(({ after, again }) => again !== after).map(({ file }) => file)).toEqual([]);
  });

  test("brings no finding", async () => {
    expect((await mended).flatMap(({ came }) => came)).toEqual([]);
  });

  test("leaves each heading its children", async () => {
    const changed = (await changedPages()).filter(({ before, after }) => childrenOf(before) !== childrenOf(after));
    expect(changed.map(({ file }) => file)).toEqual([]);
  });

  test("leaves a sample that parsed one that parses", { timeout: 600_000 }, async () => {
    const parsers: Readonly<Record<string, (sample: string) => boolean>> = {
      yaml: isYaml,
      json: isJson,
      shell: (sample) => parse(hidePlaceholders(sample.replace(/^\s*\$ /gm, ""))).errors === undefined,
      docker: (sample) => /^\s*FROM\s/m.test(sample) && !/\\\s*\n\s*\n|\\\s*$/.test(sample),
    };
    const broken: string[] = [];
    for (const { file, before, after } of await changedPages()) {
      const [old, fresh] = [samplesOf(before), samplesOf(after)];
      expect(fresh.length, file).toBe(old.length);
      for (const [index, sample] of old.entries()) {
        if (sample === fresh[index]) continue;
        for (const [language, parses] of Object.entries(parsers))
          if (parses(sample) && !parses(fresh[index] ?? "")) broken.push(`${file} ${language}\n${sample}`);
      }
    }
    expect(broken).toEqual([]);
  });

  test("leaves house style as it was", async () => {
    const left = (await changedPages()).filter(
      ({ before, after }) => style(before) === before && style(after) !== after,
    );
    expect(left.map(({ file }) => file)).toEqual([]);
  });
});

async function mendAll(): Promise<Mended[]> {
  const catalog = await loadCatalog({ directory: ROOT });
  const samples = createSamples();
  const files = ["image", "chart"].flatMap((kind) =>
    readdirSync(join(ROOT, kind)).flatMap((name) => [`${kind}/${name}/guides.md`, `${kind}/${name}/overview.md`]),
  );
  const pages: Mended[] = [];
  for (const file of files.filter((each) => existsSync(join(ROOT, each)))) {
    const before = readFileSync(join(ROOT, file), "utf8");
    const verify = (text: string) => verifyText(file, text, catalog, DEFAULT_CONFIG, [], samples);
    const mending = { verify, style };
    const found = await verify(before);
    const { text: after, fixed } = await mendPage(before, found, mending);
    const left = fixed.length > 0 ? await verify(after) : found;
    const again = (await mendPage(after, left, mending)).text;
    pages.push({
      file,
      before,
      after,
      fixed,
      again,
      came: left.filter((each) => count(left, each) > count(found, each)),
    });
  }
  return pages;
}

function count(findings: readonly FixableFinding[], { code, message }: FixableFinding): number {
  return findings.filter((other) => other.code === code && other.message === message).length;
}

/** Each heading with the headings above it, whatever their levels. */
function childrenOf(text: string): string {
  const above: Heading[] = [];
  const paths: string[] = [];
  visit(parsed(text), "heading", (heading) => {
    while (above.length > 0 && (above.at(-1)?.depth ?? 0) >= heading.depth) above.pop();
    above.push(heading);
    const words = above.map(({ position }) => text.slice(position?.start.offset, position?.end.offset));
    paths.push(words.map((each) => each.replace(/^#+ /, "")).join(" > "));
  });
  return paths.join("\n");
}

function samplesOf(text: string): string[] {
  const samples: string[] = [];
  visit(parsed(text), "code", ({ value }) => void samples.push(value));
  return samples;
}

function isYaml(sample: string): boolean {
  const documents = parseAllDocuments(sample, { uniqueKeys: false, logLevel: "silent" });
  return (
    Array.isArray(documents) &&
    documents.length > 0 &&
    documents.every(({ errors, contents }) => errors.length === 0 && isCollection(contents))
  );
}

function isJson(sample: string): boolean {
  try {
    JSON.parse(sample);
    return true;
  } catch {
    return false;
  }
}
