import { expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { makeProject, minimal, read, record } from "../support/project.ts";

/** How a guide goes on where a section that ends in a list is followed by an author's text without a title. */
async function behindList(text: string): Promise<string> {
  const root = makeProject({
    "templates/partials/no-shell.hbs": "## No shell\n\n- one\n- two\n",
    "images/app.yaml": minimal("app", `sections: { add: [{ text: "${text}", after: no-shell }] }\n`),
  });
  expect(await build([], { root, reporter: "pretty", quiet: true }, record())).toBe(0);
  const [, section = ""] = read(root, "out/app/guides.md").split("### No shell\n\n");
  return section.split(/\n+#/)[0] ?? "";
}

// Whether two lists are one is said by their signs, as in any Markdown: so an author can have either.
test.each([
  ["goes on with it", "- three", "- one\n- two\n\n- three"],
  ["is a list of its own, with another sign", "* three", "- one\n- two\n\n* three"],
  ["is a list of its own, if it is numbered", "1. three", "- one\n- two\n\n1. three"],
  ["is a list of its own behind a text", "Also:\\n\\n- three", "- one\n- two\n\nAlso:\n\n- three"],
])("an added list behind a shared list %s", async (_, text, expected) => {
  expect(await behindList(text)).toBe(expected);
});
