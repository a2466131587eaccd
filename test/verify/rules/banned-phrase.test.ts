import { testRule } from "./cases.ts";

testRule("banned-phrase", {
  errors: [["over a line break", "example", "Use old\nphrase first.\n", 1]],
  misses: [["the new phrase", "example", "Use a phrase first.\n"]],
});
