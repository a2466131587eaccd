import { describe, expect, test } from "vitest";
import { parseYaml } from "../../src/yaml/parse.ts";
import { findCutTexts } from "../../src/descriptor/cut-texts.ts";
import { imageSchema } from "../../src/descriptor/image-schema.ts";

/** The lines with a warning. */
function warned(text: string): unknown[] {
  const parsed = parseYaml(text);
  if (!("value" in parsed)) throw new Error(parsed.problem.message);
  return findCutTexts(text, parsed.value, imageSchema).map(({ place }) => ("line" in place ? place.line : place));
}

describe("a text that ends at a comment", () => {
  test.each([
    "included: See issue #12 for more.",
    "included: Issue #12",
    "included: Runs at once. # ask upstream",
    "start: { text: Run it as user #0 in the pod\n  }",
    "start: { notes: [It needs access to a cluster #2\n  ] }",
    "start:\n  notes:\n    - Read it # twice",
    "useCases:\n  - steps:\n      - code: docker ps # lists them",
    "sections:\n  replace:\n    variants: { text: There is one #1\n      }",
    "sections:\n  changes:\n    ports:\n      - { find: a, replace: the port #1\n        }",
    "sections:\n  parameters:\n    start:\n      intro: Begin with step #1",
    "migration:\n  rows:\n    - note: Use port #1",
    "title: C #1",
  ])("is told: %j", (text) => {
    expect(warned(`${text}\n`)).toEqual([text.slice(0, text.indexOf(" #")).split("\n").length]);
  });

  test.each([
    "title: Example Exporter # as upstream writes it",
    "ports: [8080/tcp] # the default",
    "env:\n  - name: PORT # of the service\n    value: 8080 #default",
    "args:\n  - --network host # on Linux",
    "comparison:\n  rows:\n    - hardened: A minimal shell # busybox",
    "included: 'Quoted # or not'",
    'included: "See issue #12."',
    "included: |\n  See issue #12.\n\n  ```\n  a # b\n  ```\n",
    "included: >-\n  See issue #12\n  for more.",
    "# A note.\nincluded: More.\n  # Another one.\nstart:\n  # A third.\n  text: Run it now.",
    "included: See C# and issue#12 in the list.",
    "start: # how it begins\n  text: Run it now.",
    "included: | # as it stands\n  See the list.\n",
    "included: Done #\nlayout: nested",
  ])("is meant: %j", (text) => {
    expect(warned(`${text}\n`)).toEqual([]);
  });

  test("says where the comment stands, and what it takes away", () => {
    const text = "name: app\nincluded: See issue #12 for more.\n";
    expect(findCutTexts(text, { name: "app", included: "See issue" }, imageSchema)).toMatchObject([
      {
        severity: "warning",
        message: 'unexpected end of the text before "#12 for more.", which is a comment to YAML and is left out',
        place: { line: 2, column: 21, endLine: 2, endColumn: 34 },
      },
    ]);
  });
});
