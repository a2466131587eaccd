import { expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { makeProject, minimal, record } from "../support/project.ts";

test.each([
  ["env:\n  - FOO=bar\n", "write `{ name: FOO, value: bar }`"],
  ["env:\n  - FOO_2=\n    bar\n", "write `{ name: FOO_2, value: bar }`"],
  ['env: ["FOO: bar"]\n', "write `{ name: FOO, value: bar }`"],
  ["env: [FOO]\n", "write `{ name: FOO }`"],
  ["volumes: ['data:/data']\n", "write `{ path: /data, source: data }`"],
  ["volumes: [/data]\n", "write `{ path: /data }`"],
  ["env: { FOO: bar }\n", "write a list, each item behind a dash: `- name: …`"],
  ["useCases:\n  A:\n    text: x\n", "write a list, each item behind a dash: `- title: …`"],
  ["useCases: { title: A, text: b }\n", "write a list, each item behind a dash: `- title: …`"],
  ["migration:\n  rows: { item: A }\n", "write a list, each item behind a dash: `- item: …`"],
  ["volumes: [{ path: /data }\nuser: root\n", "close the quote or the bracket that is open above, or indent the line"],
  ["volumes: [{ path: /data }\n  { path: /b }]\n", "close the bracket that is open here or above, or write the comma"],
])("%j is told with what to write", async (text, fix) => {
  const context = record();
  await build([], { root: makeProject({ "images/a.yaml": minimal("a", text) }), reporter: "json" }, context);
  const [finding] = JSON.parse(context.stdout()) as Finding[];
  expect(finding?.severity).toBe("error");
  expect(finding?.fix).toBe(fix);
});
