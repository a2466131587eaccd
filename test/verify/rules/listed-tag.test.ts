import { testRule } from "./cases.ts";

testRule("listed-tag", {
  warnings: [
    ["in a column of tags", "example", "| Variant | Image tag |\n| --- | --- |\n| Dev | ``1.4.0-dev`` |\n", 3],
    ["in a column of variants", "example", "| Variants |\n| --- |\n| `1.3-debian12` |\n", 3],
    ["in a sentence over lines", "example", "It is available with\ntags like `1`,\n`1.4.0-debian13`.\n", 3],
    ["in a list in a quote", "example", "> - Tag: `v1.4.1-debian13`\n", 1],
    ["a FIPS tag where others are published", "sealed", "Use the tag `1.3-fips`.\n", 1],
    ["a version that never was", "example", "Use the tag `2.0-dev`.\n", 1],
  ],
  misses: [
    ["published tags", "example", "| Tag |\n| --- |\n| `1.4.2-debian13`, `1-dev` |\n"],
    ["a version", "example", "The tag of version `1.4.0` is new.\n"],
    ["another column", "example", "| Tag | Chart |\n| --- | --- |\n| `1` | `1.4.0-dev` |\n"],
    ["a sentence about something else", "example", "It needs Go `1.3-dev`.\n"],
    ["another scheme of suffixes", "example", "Use the tag `1.3-bookworm`.\n"],
    ["upstream", "example", "The upstream tag is `1.3-debian12`.\n"],
    ["a comparison", "example", "| Official tag | Tag |\n| --- | --- |\n| `1.3-debian12` | `1-debian13` |\n"],
    ["what is gone", "example", "The tag `1.3-debian12` is no longer published.\n"],
    ["the form of tags", "example", "Tags have the format `<version>-<distribution>`, for example `1.3-debian12`.\n"],
    ["a placeholder", "example", "Use the tag `<version>-dev` or `1.x-dev`.\n"],
    ["a published FIPS tag", "sealed", "Use the tag `1-debian13-fips`.\n"],
    ["a FIPS tag of another form", "sealed", "Use the tag `1.3-fips-dev`.\n"],
    ["a FIPS tag", "example", "Use the tag `1.3-fips-dev`.\n"],
    ["a page about a chart", "chart/example/overview.md", "Use the tag `0.3-debian12`.\n"],
  ],
});
