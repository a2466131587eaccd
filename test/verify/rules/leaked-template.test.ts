import { bash, testRule } from "./cases.ts";

testRule("leaked-template", {
  errors: [
    ["a sentence to the author", "example", "Only include this section if there are FIPS variants.\n", 1],
    ["braces that nothing filled in", "example", "Start {{image.title}} now.\n", 1],
    ["an internal tool", "example", bash("dhi def run x"), 2],
    ["a to-do", "example", "TODO: describe the volumes.\n", 1],
    ["a section to be removed", "example", "Remove this section if there are no FIPS variants.\n", 1],
  ],
  warnings: [["another comment", "example", "<!-- see the ticket -->\n\nText.\n", 1]],
  misses: [
    ["an application of to-dos", "example", "TODO lists are stored in Redis.\n"],
    ["what the reader deletes", "example", "Remove this section from `config.yaml` without TLS.\n"],
    ["a directive", "example", "<!-- prettier-ignore -->\n\nText.\n"],
    ["braces in code", "example", "Set `{{ .Values.x }}` in the chart.\n"],
    ["a suppression", "example", "<!-- dhi-guides-disable size: short -->\n\nText.\n"],
  ],
});
