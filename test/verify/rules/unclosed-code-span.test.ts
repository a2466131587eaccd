import { testRule } from "./cases.ts";

testRule("unclosed-code-span", {
  errors: [["an escaped backtick without its pair", "example", "Replace \\`echo now.\n", 1]],
  misses: [["a pair that is meant to be seen", "example", "Write \\`a\\` in quotes.\n"]],
});
