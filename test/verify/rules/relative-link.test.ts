import { testRule } from "./cases.ts";

testRule("relative-link", {
  misses: [
    ["an address", "example", "[x](https://example.com) and [y](mailto:a@example.com)\n"],
    ["an anchor", "example", "## A\n\n[x](#a)\n"],
  ],
});
