import { posix, win32 } from "node:path";
import { describe, expect, test } from "vitest";
import { meantFiles, relativePath, slashed } from "../../src/files/relative-path.ts";

test.each([
  ["C:\\docs", "C:\\docs\\out\\a\\guides.md", "out/a/guides.md"],
  ["C:\\docs\\sub", "C:\\docs\\catalog\\a.md", "../catalog/a.md"],
  ["C:\\docs", "c:\\DOCS\\images\\a.yaml", "images/a.yaml"],
  ["\\\\server\\share", "\\\\server\\share\\out\\a.md", "out/a.md"],
])("what Windows says of the way from %s to %s is spelled with slashes", (from, to, expected) => {
  expect(slashed(win32.relative(from, to), win32.sep)).toBe(expected);
});

test("a backslash is a character of a name elsewhere", () => {
  expect(slashed("out/a\\b.md", "/")).toBe("out/a\\b.md");
});

test("a path from a folder to a file has slashes", () => {
  expect(relativePath("/docs/sub", "/docs/out/a.md")).toBe("../out/a.md");
});

describe("what somebody types may be meant from the current folder or from the root", () => {
  /** Windows, in a current folder of the test's. */
  const windows = (folder: string) => ({
    ...win32,
    resolve: (...steps: string[]) => win32.resolve(folder, ...steps),
  });

  test.each([
    ["C:\\docs", "out\\redis\\guides.md", "out/redis/guides.md"],
    ["C:\\docs", "out/redis/guides.md", "out/redis/guides.md"],
    ["C:\\docs", ".\\out\\redis\\..\\redis\\guides.md", "out/redis/guides.md"],
    ["C:\\docs", "C:\\docs\\out\\redis\\guides.md", "out/redis/guides.md"],
    ["C:\\docs", "c:/Docs/out/redis/guides.md", "out/redis/guides.md"],
    ["C:\\docs\\out\\redis", "guides.md", "out/redis/guides.md"],
    ["C:\\docs\\images", "..\\out\\redis/guides.md", "out/redis/guides.md"],
    ["C:\\", "out\\redis\\guides.md", "out/redis/guides.md"],
    ["D:\\elsewhere", "out\\redis\\guides.md", "out/redis/guides.md"],
  ])("on Windows, in %s: %s", (folder, given, file) => {
    expect(meantFiles(given, "C:\\docs", windows(folder))).toContain(file);
  });

  test("a root that is relative itself", () => {
    expect(meantFiles("docs\\sub\\images\\a.yaml", "docs\\sub", windows("C:\\"))).toContain("images/a.yaml");
  });

  test("elsewhere, a backslash is a character of a name", () => {
    expect(meantFiles("out\\a.md", "/docs", posix)).toContain("out\\a.md");
    expect(meantFiles("/docs/out/a.md", "/docs", posix)).toEqual(["out/a.md", "out/a.md"]);
  });
});
