import { testRule } from "./cases.ts";

testRule("unclosed-fence", {
  errors: [["in a list item", "example", "1. Do:\n\n   ```bash\n   echo a\n\nText.\n", 3]],
  misses: [
    ["an indented block at the end", "example", "Text:\n\n    echo a\n"],
    ["a longer fence around a shorter", "example", "````markdown\n```bash\n````\n"],
  ],
});
