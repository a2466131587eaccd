import { testRule } from "./cases.ts";

testRule("broken-anchor", {
  misses: [
    ["a heading with code and capitals", "example", "## Set `EXAMPLE_HOME`, Please\n\n[x](#set-example_home-please)\n"],
    ["the second heading of a name", "example", "## A\n\n### B\n\n## C\n\n### B\n\n[x](#b-1)\n"],
    ["another page's", "example", "[x](https://example.com/#nowhere)\n"],
  ],
});
