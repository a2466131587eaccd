import { testRule } from "./cases.ts";

testRule("heading-structure", {
  errors: [
    ["a level left out", "example", "## A\n\n#### B\n", 3],
    ["twice in one section", "example", "## A\n\n### B\n\n### B\n", 5],
    ["an empty heading", "example", "## A\n\n##\n", 3],
    ["a level left out, once for all of a section", "example", "## A\n\n#### B\n\n##### D\n\n#### C\n", 3],
    ["the page's level, once for what is below", "example", "## A\n\n# B\n\n### C\n\n### D\n", 3],
  ],
  misses: [["twice, in different sections", "example", "## A\n\n### C\n\n## B\n\n### C\n"]],
});
