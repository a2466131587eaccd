import { describe, expect, it } from "vitest";
import { categoryTitle, compareTitles, groupByCategory, letterOf } from "../../src/preview/categories.ts";

describe("the title of a category", () => {
  it.each([
    ["machine-learning-and-ai", "Machine learning and AI"],
    ["api-management", "API management"],
    ["internet-of-things", "Internet of things"],
    ["databases-and-storage", "Databases and storage"],
    ["content-management-system", "Content management system"],
    ["security", "Security"],
    ["ai", "AI"],
    ["ci-and-cd", "CI and CD"],
    ["public-apis", "Public APIs"],
    ["graphql-servers", "GraphQL servers"],
    ["linux", "Linux"],
    ["web3", "Web3"],
    ["constructor", "Constructor"],
    ["to-string-and-proto", "To string and proto"],
  ])("%s is %s", (slug, title) => {
    expect(categoryTitle(slug)).toBe(title);
  });
});

describe("things by category", () => {
  const group = (...categories: readonly (readonly string[])[]) =>
    groupByCategory(categories.map((own, index) => ({ index, categories: own }))).map(({ title, items }) => [
      title,
      items.map(({ index }) => index),
    ]);

  it("stand in each of theirs, in their order, and those without one at the end", () => {
    expect(group(["web-servers", "api-management"], [], ["security"], ["api-management"])).toEqual([
      ["API management", [0, 3]],
      ["Security", [2]],
      ["Web servers", [0]],
      ["Other", [1]],
    ]);
  });

  it("stand together where they name none, and where they name other", () => {
    expect(group(["other"], ["zebras"], [])).toEqual([
      ["Zebras", [1]],
      ["Other", [0, 2]],
    ]);
  });

  it("stand once in a category that they name twice", () => {
    expect(group(["security", "security"])).toEqual([["Security", [0]]]);
  });

  it("are in no group where nothing has a category", () => {
    expect([group(), group([], [])]).toEqual([[], []]);
  });
});

describe("the order of titles", () => {
  it("is that of an index", () => {
    const titles = ["etcd", "Zot", ".NET", "Éclair", "7-Zip", "Airflow", "airbyte", "“Quoted”"];
    expect(titles.toSorted(compareTitles)).toEqual([
      "7-Zip",
      "airbyte",
      "Airflow",
      "Éclair",
      "etcd",
      ".NET",
      "“Quoted”",
      "Zot",
    ]);
  });

  it("tells titles apart that an index does not", () => {
    expect(compareTitles("Redis", "redis")).toBe(-compareTitles("redis", "Redis"));
    expect(compareTitles("Redis", "redis")).not.toBe(0);
  });

  it.each([
    ["airbyte", "A"],
    [".NET", "N"],
    ["Éclair", "E"],
    ["7-Zip", "0–9"],
    ["数据库", "数"],
    ["…", "#"],
    ["", "#"],
  ])("puts %s below %s", (title, letter) => {
    expect(letterOf(title)).toBe(letter);
  });
});
