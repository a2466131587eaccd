import { win32 } from "node:path";
import { expect, test } from "vitest";
import { relativePath, slashed } from "../../src/files/relative-path.ts";

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
