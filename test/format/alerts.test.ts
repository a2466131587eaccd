import { describe, expect, test } from "vitest";
import { formatMarkdown } from "../../src/format/format-markdown.ts";

describe("alerts", () => {
  test.each([
    ["at the top", "> [!NOTE]\n> Text.\n", "> [!NOTE]\n>\n> Text.\n"],
    ["that are right already", "> [!NOTE]\n>\n> Text.\n", "> [!NOTE]\n>\n> Text.\n"],
    ["in a list", "- item\n\n  > [!TIP]\n  > Text.\n", "- item\n\n  > [!TIP]\n  >\n  > Text.\n"],
    ["that open a list item", "- > [!TIP]\n  > Text.\n", "- > [!TIP]\n  >\n  > Text.\n"],
    ["of several lines", "> [!WARNING]\n> One\n> two.\n>\n> Three.\n", "> [!WARNING]\n>\n> One two.\n>\n> Three.\n"],
  ])("%s keep their marker on a line of its own", (_, markdown, expected) => {
    expect(formatMarkdown(markdown)).toBe(expected);
  });

  test.each([
    ["a sample", "```\n> [!NOTE]\n> Text.\n```\n"],
    ["a quote that mentions one", "> See [!NOTE] here.\n"],
    ["a marker that is none", "> [!HELLO] Text.\n"],
  ])("%s is no alert", (_, markdown) => {
    expect(formatMarkdown(markdown)).toBe(markdown);
  });
});
