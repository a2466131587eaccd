import { testRule } from "./cases.ts";

testRule("environment-claim", {
  warnings: [
    [
      "a default in a table",
      "keeper",
      "| Variable | Description | Default |\n| --- | --- | --- |\n| `KEEPER_LIMIT` | How many | `30` |\n",
      3,
    ],
    ["what it defaults to", "keeper", "`KEEPER_DATA_DIR` defaults to `/data`.\n", 1],
    ["what it is set to", "keeper", "The variable\n`KEEPER_LIMIT` is set to `30`, which is enough.\n", 2],
  ],
  misses: [
    ["the same", "keeper", "`KEEPER_DATA_DIR` defaults to `/var/lib/keeper/1/data/`.\n"],
    ["what others have", "keeper", "In the upstream image `KEEPER_LIMIT` is set to `30`.\n"],
    [
      "the column of others",
      "keeper",
      "| Variable | Upstream default | Default |\n| --- | --- | --- |\n| `KEEPER_LIMIT` | `30` | `300` |\n",
    ],
    ["a condition", "keeper", "If `KEEPER_LIMIT` is set to `30`, it is slow.\n"],
    ["a sample", "keeper", "In the sample below, `KEEPER_LIMIT` is set to `30`.\n"],
    ["a wish", "keeper", "`KEEPER_LIMIT` must be set. Its value is `30`.\n"],
    ["a description", "keeper", "| Name | Default |\n| --- | --- |\n| `KEEPER_LIMIT` | none |\n"],
    ["a placeholder", "keeper", "`KEEPER_DATA_DIR` is set to `/var/lib/keeper/<major>/data`.\n"],
    ["a variable that some definitions set", "example", "`EXAMPLE_HOME` defaults to `/other`.\n"],
    ["a longer name", "keeper", "`MY_KEEPER_LIMIT` defaults to `30`.\n"],
  ],
});
