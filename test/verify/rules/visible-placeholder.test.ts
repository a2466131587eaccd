import { testRule } from "./cases.ts";

testRule("visible-placeholder", {
  errors: [["in a table", "example", "| a | b |\n| --- | --- |\n| x | <your-namespace> |\n", 3]],
  misses: [
    ["HTML that a browser knows", "example", "Press <kbd>Enter</kbd><br>twice.\n"],
    ["in code", "example", "`<tag>` and\n\n    <tag>\n"],
    ["an escaped bracket", "example", "ports \\<1024 and \\<tag>\n"],
  ],
});
