import fc from "fast-check";
import { expect, test } from "vitest";
import type { Finding } from "../../src/findings/finding.ts";
import { formatJunit } from "../../src/findings/reporters/junit.ts";
import { FINDING } from "./finding.ts";
import { parseXml } from "./strict-xml.ts";

test("a suite for each file, a test for each finding", () => {
  const findings: Finding[] = [
    { ...FINDING, message: 'unexpected <a> & "b"', fix: "write c", url: "https://example.com/a" },
    { ...FINDING, severity: "warning", line: 9 },
    { ...FINDING, severity: "note", file: "images/b.yaml" },
  ];
  const root = parseXml(formatJunit(findings, "dhi-guides", (file) => `docs/${file}`));
  expect(root).toMatchObject({ name: "testsuites", attributes: { tests: "3", failures: "2", errors: "0" } });
  expect(root.children.map(({ attributes }) => attributes)).toEqual([
    { name: "docs/images/a.yaml", tests: "2", failures: "2", errors: "0" },
    { name: "docs/images/b.yaml", tests: "1", failures: "0", errors: "0" },
  ]);
  const [error, warning] = root.children[0]?.children ?? [];
  expect(error?.attributes).toEqual({
    classname: "docs/images/a.yaml",
    name: "3:5 a-rule",
    file: "docs/images/a.yaml",
    line: "3",
  });
  expect(error?.children).toEqual([
    {
      name: "failure",
      attributes: { message: 'unexpected <a> & "b"', type: "error" },
      children: [],
      text: 'docs/images/a.yaml:3:5: unexpected <a> & "b"\nwrite c\nhttps://example.com/a',
    },
  ]);
  expect(warning?.children[0]?.attributes["type"]).toBe("warning");
  expect(root.children[1]?.children[0]?.children.map(({ name }) => name)).toEqual(["system-out"]);
});

test("no findings are one test that passes", () => {
  const root = parseXml(formatJunit([], "dhi-guides"));
  expect(root.attributes).toMatchObject({ tests: "1", failures: "0" });
  expect(root.children[0]?.children).toMatchObject([{ name: "testcase", children: [] }]);
});

test.each([
  "]]></failure></testcase><script/>",
  '" onload="x',
  "<!-- --><![CDATA[",
  "&xxe; &#0;",
  "\u0000\u0008\u000b\u001b[1m",
  "\ufffe\uffff",
  "\ud800 alone, \udc00 alone, \u{1f600} together",
  "a\r\nb\tc\u2028",
])("a stranger's text %j is text", (message) => {
  const [suite] = parseXml(formatJunit([{ ...FINDING, message, file: message, fix: message }], "x")).children;
  expect(suite?.children).toMatchObject([{ name: "testcase", children: [{ name: "failure", children: [] }] }]);
});

test("any text gives XML that is well-formed", () => {
  const text = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }));
  fc.assert(
    fc.property(text, text, (message, file) => {
      parseXml(formatJunit([{ ...FINDING, message, file }], "x"));
    }),
  );
});
