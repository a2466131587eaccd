import { testRule } from "./cases.ts";

testRule("compat-variant-claim", {
  warnings: [
    ["described though there is none", "example", "Use the compat variant.\n", 1],
    ["never mentioned", "shelly", "Shelly is a tool.\n", 1],
  ],
  misses: [["a setting of that name", "example", 'Set `compat: ["docker2s2"]` to push.\n']],
});
