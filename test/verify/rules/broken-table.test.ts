import { testRule } from "./cases.ts";

testRule("broken-table", {
  errors: [
    ["more cells than the head", "example", "| a | b |\n| --- | --- |\n| x | y | z |\n", 3],
    ["folded into a paragraph", "example", "Differences | a | b | |---|---| | x | y |\n", 1],
  ],
  misses: [
    ["an empty cell", "example", "| a | b |\n| --- | --- |\n| Port |  |\n| Name | x |\n"],
    ["a row that heads a group", "example", "| a | b |\n| --- | --- |\n| x | more words |\n| General settings |  |\n"],
    [
      "a key of two words without a description",
      "example",
      "| a | b |\n| --- | --- |\n| size | in bytes |\n| mode (octal) |  |\n",
    ],
    ["a key without a description", "example", "| a | b |\n| --- | --- |\n| x | more words |\n| log_level |  |\n"],
    ["an escaped pipe", "example", "| a | b |\n| --- | --- |\n| x | `a \\| b` |\n"],
  ],
});
