import { expect, test } from "vitest";
import { buildGuides, explainLines } from "../../src/index.ts";
import { makeProject, minimal } from "../support/project.ts";

/* What an author writes in place of a block in a list stands in that list. */

const PARTIAL = `## Lamp

1. Trim the wick.

   Take good scissors.

   - Not too short
     - Never to the oil

2. Light it.
3. Hang it.

7) Another house.
`;

const guideWith = (words: string, text: string) =>
  guideAfter(`replace: ${words}\n        with: ${JSON.stringify(text)}\n`);

function guideAfter(change: string) {
  const yaml = `layout: own\nsections:\n  changes:\n    lamp:\n      - ${change}\n`;
  const root = makeProject({
    "templates/own.hbs": "{{> lamp}}\n",
    "templates/partials/lamp.hbs": PARTIAL,
    "images/app.yaml": minimal("app", yaml),
  });
  const { guides, findings } = buildGuides({ root });
  expect(findings).toEqual([]);
  return guides[0];
}

test.each([
  [
    "a paragraph of an item",
    "Take good",
    "Take a knife.\n\nA clean one.\n",
    "\n   Take a knife.\n\n   A clean one.\n\n",
  ],
  ["a sample in place of it", "Take good", "```sh\ntrim\n```\n", "\n   ```sh\n   trim\n   ```\n\n"],
  ["an item of a nested list", "Not too", "- Short\n", "\n   - Short\n     - Never to the oil\n"],
  ["the deepest one", "Never to", "- To the oil\n", "   - Not too short\n     - To the oil\n"],
  ["text that is written as deep as it stands", "Take good", "   Take a knife.\n", "\n   Take a knife.\n\n"],
])("%s", (_, words, text, expected) => {
  expect(guideWith(words, text)?.text).toContain(expected);
});

test("its lines are the descriptor's", () => {
  const guide = guideWith("Take good", "Take a knife.\n");
  if (guide?.text === undefined) throw new Error("no guide");
  const line = guide.text.split("\n").indexOf("   Take a knife.");
  expect(explainLines(guide)[line]).toMatchObject({ kind: "descriptor" });
});

test.each([
  ["with its paragraphs and lists", "Trim the", "## Lamp\n\n1. Light it.\n"],
  ["with its nested list", "Not too", "\n   Take good scissors.\n\n2. Light it.\n"],
  ["that is the last", "Light it", "     - Never to the oil\n"],
])("an item that is removed goes %s", (_, words, end) => {
  expect(guideAfter(`remove: ${words}`)?.text).toContain(end);
});

test("a list of another sign behind an item that is removed counts as it did", () => {
  expect(guideAfter("remove: Hang it")?.text).toContain("2. Light it.\n\n7) Another house.\n");
});

test("a paragraph of an item that is removed goes alone", () => {
  expect(guideAfter("remove: Take good")?.text).toContain("1. Trim the wick.\n\n   - Not too short\n");
});
