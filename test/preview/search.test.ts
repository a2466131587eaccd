import { describe, expect, it } from "vitest";
import { KINDS } from "../../src/core.ts";
import { askedIn, joinNames, singularsOf } from "../../src/preview/client/search/asked.ts";
import { keyOf } from "../../src/preview/address.ts";
import type { IndexEntry, SearchBase, SectionText } from "../../src/preview/search/index-data.ts";
import { searchFiles } from "../../src/preview/search/search-files.ts";
import type { Passage, SearchPage } from "../../src/preview/search/search-page.ts";
import { wordExpression, wordsOf } from "../../src/preview/search/words.ts";
import { readSearchScript } from "./search-script.ts";

/** A guide with one section of passages; a passage of a template has its place. */
function guide(name: string, passages: readonly Passage[], heading = "Start"): SearchPage {
  const kind = KINDS[0];
  const page = kind.pages[0];
  const paths = { kind, page, id: name, name } as unknown as SearchPage["paths"];
  const summary = {
    ...{ title: name, description: "", categories: [], formerly: [], related: [], registry: "public", variants: [] },
  } as SearchPage["summary"];
  const address = `${keyOf(paths)}.html#start`;
  return {
    ...{ key: keyOf(paths), paths, summary },
    sections: [{ address, heading: { text: heading, place: undefined }, passages }],
  };
}

const own = (text: string): Passage => ({ text, place: undefined });
const given = (text: string, line = 4): Passage => ({ text, place: `templates/partials/a.hbs:${line}` });

/** The numbers of the documents that have a word in a text or a heading. */
function documentsWith(files: ReadonlyMap<string, string>, word: string): readonly number[] {
  const entries = partsOf(files).flatMap(([, entries]) => entries);
  const fields = entries.find(([each]) => each === word)?.[1] ?? {};
  return Object.values(fields).flatMap((documents) => Object.keys(documents).map(Number));
}

function partsOf(files: ReadonlyMap<string, string>): readonly (readonly [string, readonly IndexEntry[]])[] {
  return baseOf(files).parts.map(([first, path]) => [first, readSearchScript(files.get(path) ?? "")]);
}

function baseOf(files: ReadonlyMap<string, string>): SearchBase {
  return readSearchScript(files.get("assets/search.js") ?? "");
}

describe("what the search loads", () => {
  it("has a text that a template gives to many pages once, with a page that has it", () => {
    const text = "Before you begin, mirror it.";
    const files = searchFiles(
      ["one", "two", "three"].map((name) => guide(name, [own(`All of ${name}.`), given(text)])),
    );
    const { texts } = baseOf(files);
    expect(texts.map(({ counts }) => counts)).toEqual([{ 0: 3 }]);
    expect(documentsWith(files, "mirror")).toEqual([3]);
    const [section] = readSearchScript<readonly SectionText[]>(files.get(texts[0]?.script ?? "") ?? "");
    expect(section).toEqual({ address: "guides/one.html#start", heading: "Start", text, kind: 0 });
  });

  it("finds a value in a block of a template on the page that has it", () => {
    const values = ["API_SECRET", "PORT", "USER", "TOKEN"];
    const pages = values.map((value, index) => guide(`n${index}`, [given(`Set ${value} before you start.`)]));
    const files = searchFiles(pages);
    expect(values.map((value) => documentsWith(files, value.toLowerCase().replace("_", "-")))).toEqual([
      [0],
      [1],
      [2],
      [3],
    ]);
    expect(documentsWith(files, "before")).toEqual([4]);
    expect(files.get("assets/search/guides/n0.js")).toContain("Set API_SECRET before");
  });

  it("finds what a template gives to one page alone, or published words say instead of it, on that page", () => {
    const drift = { text: "Wording of old.", place: "images/b/drift.yaml:3" };
    const files = searchFiles([
      guide("a", [given("Rare.", 1), given("Often.", 2)]),
      guide("b", [drift, given("Often.", 2)]),
    ]);
    expect(documentsWith(files, "rare")).toEqual([0]);
    expect(documentsWith(files, "old")).toEqual([1]);
    expect(documentsWith(files, "often")).toEqual([2]);
  });

  it("is cut into parts in the order of words, each word in one", () => {
    const words = Array.from({ length: 9000 }, (_, index) => `w${(index * 7919) % 9000}`);
    const parts = partsOf(searchFiles([guide("a", [own(words.join(" "))])]));
    expect(parts.length).toBeGreaterThan(3);
    const all = parts.flatMap(([, entries]) => entries.map(([word]) => word));
    expect(all).toEqual(all.toSorted((one, other) => (one < other ? -1 : 1)));
    expect(new Set(all).size).toBe(all.length);
    expect(parts.map(([first]) => first)).toEqual(parts.map(([, entries]) => entries[0]?.[0]));
  });

  it("has no names of things in its parts", () => {
    const files = searchFiles([guide("zebra-exporter", [own("Text.")])]);
    expect(documentsWith(files, "zebra")).toEqual([]);
    expect(baseOf(files).things[0]?.slice(0, 2)).toEqual(["zebra-exporter", "zebra-exporter"]);
  });

  it("finds a page by a heading of its own", () => {
    const files = searchFiles([guide("a", [own("One.")], "Rotate certificates"), guide("b", [own("One.")], "Begin")]);
    expect(documentsWith(files, "rotate")).toEqual([0]);
    expect(files.get("assets/search/guides/a.js")).toContain("Rotate certificates");
  });

  it("has the same bytes for the same pages, and another version for another text of any of them", () => {
    const make = (text: string) =>
      searchFiles([guide("a", [own("One."), given("Two.")]), guide("b", [own(text), given("Two.")])]);
    expect([...make("Old.")]).toEqual([...make("Old.")]);
    expect(baseOf(make("New.")).version).not.toBe(baseOf(make("Old.")).version);
  });
});

describe("the words of a text", () => {
  it.each([
    ["AIRFLOW__API_AUTH", ["airflow-api-auth", "airflow", "api-auth", "api", "auth"]],
    [
      "kube-state-metrics 2.10.",
      ["kube-state-metrics", "kube", "state-metrics", "state", "metrics", "2-10", "2", "10"],
    ],
    ["Où est-ce? __proto__", ["où", "est-ce", "est", "ce", "proto"]],
    ["--flag=/etc/app", ["flag", "etc", "app"]],
    ["Zu\u0308rich", ["z\u00fcrich"]],
    ["Redis 数据库", ["redis", "数", "据", "库"]],
    ["使用Redis。", ["使", "用", "redis"]],
    ["--- .* !", []],
    [`sha256:${"0a".repeat(60)}`, ["sha256"]],
  ])("%s", (text, words) => expect(wordsOf(text)).toEqual(words));
});

describe("the expression for words", () => {
  it.each([
    [
      ["api-secret"],
      "Set API_SECRET, api.secret or API secret; no API_SECRETS.",
      ["API_SECRET", "api.secret", "API secret"],
    ],
    [["master-key"], "MEILI_MASTER_KEY", ["MASTER_KEY"]],
    [["var-lib"], "in /var/lib/app, not /var/libs", ["var/lib"]],
    [["key", "key-value"], "a key-value store", ["key-value"]],
    [["据"], "数据库", ["据"]],
  ])("%j finds in %j", (words, text, found) => expect(text.match(wordExpression(words) ?? "")).toEqual(found));

  it("is none for no words", () => expect(wordExpression([])).toBeUndefined());
});

describe("what is asked for", () => {
  it.each([
    ["node exporter", ["node", "exporter"]],
    ["What is the difference between dev and runtime?", ["difference", "dev", "runtime"]],
    ["the and of", ["the", "and", "of"]],
    ["redis redis REDIS", ["redis"]],
    ["no shell", ["no", "shell"]],
    [
      Array.from({ length: 30 }, (_, index) => `w${index}`).join(" "),
      Array.from({ length: 12 }, (_, index) => `w${index}`),
    ],
    [" .* ", []],
  ])("%s", (typed, words) => expect(askedIn(typed)).toEqual(words));

  it("has as many neighbours in one name as can be", () => {
    const names = ["kube-state", "kube-state-metrics", "b-c"];
    const join = (words: readonly string[]) => joinNames(words, (run) => names.includes(run));
    expect(join(["a", "kube", "state", "metrics", "b", "c"])).toEqual(["a", "kube-state-metrics", "b-c"]);
    expect(join(["kube", "metrics"])).toEqual(["kube", "metrics"]);
    expect(join([])).toEqual([]);
  });

  it.each([
    ["exporters", "exporter"],
    ["proxies", "proxy"],
    ["caches", "cache"],
    ["patches", "patch"],
  ])("%s may be the plural of %s", (word, singular) => expect(singularsOf(word)).toContain(singular));

  it.each(["aws", "go", "redi"])("%s is no plural", (word) => expect(singularsOf(word)).toEqual([]));
});
