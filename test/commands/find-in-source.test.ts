import { describe, expect, test } from "vitest";
import { findInSource } from "../../src/commands/find-in-source.ts";

/** Finds `<tag>` of a page's line in a source, and gives what the source has there. */
function find(page: string, source: string): string | undefined {
  const start = page.indexOf("<tag>");
  const found = findInSource({ start, end: start + "<tag>".length }, page, { text: source, line: 1, isYaml: false });
  return found && `${source.slice(0, found.start)}[${source.slice(found.start, found.end)}]`;
}

describe("the place of an edit in a source", () => {
  test.each([
    ["with all of its line", "Set <tag> here.", "Set <tag> here.", "Set [<tag>]"],
    ["with the words beside it", "- Set <tag> here.", "* Set <tag> here.", "* Set [<tag>]"],
    ["behind another beginning", "1. a b c d e f <tag>", "2. x b c d e f <tag>", "2. x b c d e f [<tag>]"],
    ["behind a very long word", `${"-".repeat(2000)} a b c d e <tag>`, "- a b c d e <tag>", "- a b c d e [<tag>]"],
    ["not where there are two", "- Set <tag>", "* Set <tag> or Set <tag>", undefined],
  ])("is found %s", (_how, page, source, expected) => {
    expect(find(page, source)).toBe(expected);
  });
});
