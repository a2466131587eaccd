import { expect, test } from "vitest";
import { driftKind } from "../../src/drift/drift-kind.ts";

/** The kind, one text, the other. */
const PAIRS: readonly (readonly [string, string, string])[] = [
  ["format", "- the `dev` variant", "- the dev variant"],
  ["format", "Use **bold** words.", "Use bold words"],
  ["format", "You can't do “this”.", "You can’t do 'this'."],
  ["format", "For example:", "For example"],
  ["format", "| **Shell** | none here |", "| Shell | none here. |"],
  ["shape", "- a b\n  - c d", "- a b\n- c d"],
  ["shape", "- a b\n- c d", "a b\n\nc d"],
  ["shape", "> A note", "A note"],
  ["shape", "See the [docs](https://x.example/z) for more.", "See the docs for more."],
  [
    "wording",
    "By default image variants intended for runtime, run as the nonroot user.",
    "By default, runtime variants run as a nonroot user.",
  ],
  ["wording", "Ensure that the files are there.", "Make sure the files are there."],
  ["wording", "Old vs. new", "Old vs new"],
  ["wording", "Use Docker here", "Use docker here"],
  ["wording", "## The `dev` variant", "## The dev variant"],
  ["wording", "1. Do it", "- Do it"],
  ["meaning", "No interactive shell", "No shell"],
  ["meaning", "It comes with FIPS (subscription)", "It comes with FIPS"],
  ["meaning", "Check volume mounts and files", "Check port mappings and files"],
  ["meaning", "### Yarn Configuration", "### Configuration"],
  ["meaning", "## Troubleshoot migration", "## Troubleshooting migration"],
  ["meaning", "It listens on port 80", "It listens on port 8080"],
  ["meaning", "It has a shell", "It has no shell"],
  ["meaning", "the container stops", "the image stops"],
  ["meaning", "You can run it", "You run it"],
  ["meaning", "Use curl, wget and git", "Use curl and git"],
  ["meaning", "Use `curl` here", "Use `wget` here"],
  ["meaning", "Run `app <tag>` now", "Run app <tag> now"],
  ["meaning", "Take <tag>", 'Take "<tag>"'],
  ["meaning", "See the [docs](https://x.example/a).", "See the [docs](https://x.example/b)."],
  ["meaning", "```sh\nrun\n```", "```sh\nrun it\n```"],
  ["meaning", "```sh\nrun\n```", "```\nrun\n```"],
  ["meaning", "A safe way", "An unsafe way"],
  ["meaning", "- [ ] Do it", "- [x] Do it"],
  ["meaning", "| Shell | none |", "| Shell | none | here |"],
];

test.each(PAIRS)("%s: %s | %s", (kind, shared, published) => {
  expect(driftKind(shared, published)).toBe(kind);
  expect(driftKind(published, shared)).toBe(kind);
});

/** The same, of an image. */
const OF_LAMP: readonly (readonly [string, string, string])[] = [
  ["wording", "- Public: `dhi.io/<repository>:<tag>`", "- Public: `dhi.io/lamp:<tag>`"],
  ["wording", "- Mirrored: `<your-namespace>/dhi-<repository>:<tag>`", "- Mirrored: `<your-namespace>/dhi-lamp:<tag>`"],
  ["wording", "| Image | `<image>` |", "| Image | `lamp` |"],
  ["wording", "- Of <name>\n  - `<name>`", "- Of lamp\n- `lamp`"],
  ["wording", "A lamp, called <name>", "The lamp, called lamp"],
  ["meaning", "- Public: `dhi.io/<repository>:<tag>`", "- Public: `dhi.io/lamps:<tag>`"],
  ["meaning", "- Public: `dhi.io/<repository>:<tag>`", "- Public: `dhi.io/wick:<tag>`"],
  ["meaning", "- Public: `dhi.io/<repository>:<tag>`", "- Public: `dhi.io/lamp:2`"],
  ["meaning", "- Public: `dhi.io/<repository>:<tag>`", "- Public: `dhi.io/lamp`"],
  ["meaning", "Take `<repository>` here", "Take `lamp` only"],
  ["meaning", "```sh\ndocker pull dhi.io/<name>\n```", "```sh\ndocker pull dhi.io/lamp\n```"],
];

test.each(OF_LAMP)("of the image lamp, %s: %s | %s", (kind, shared, published) => {
  expect(driftKind(shared, published, "lamp")).toBe(kind);
  expect(driftKind(published, shared, "lamp")).toBe(kind);
  expect(driftKind(shared, published)).toBe("meaning");
});

test("a text is no other than itself", () => {
  for (const [, text] of PAIRS) expect(driftKind(text, text)).toBe("format");
});
