import { testRule } from "./cases.ts";

testRule("size", {
  errors: [["25,001 bytes", "example", `${"a".repeat(25_000)}\n`, 1]],
  misses: [["25,000 bytes", "example", `${"a".repeat(24_999)}\n`]],
});
