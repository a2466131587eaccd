import { fence, testRule } from "./cases.ts";

testRule("dev-variant-claim", {
  errors: [
    ["runtime variants only", "example", "The image is available as runtime variants only.\n", 1],
    ["not published", "example", "Dev variants (`*-dev`) are not currently published for this image.\n", 1],
    ["in a cell", "example", "| Item | X |\n| --- | --- |\n| Shell | None (no dev variant published) |\n", 3],
  ],
  warnings: [
    ["described though there is none", "shelly", "Use the `dev` variant to build.\n", 1],
    ["never mentioned", "example", "Example is a tool.\n", 1],
  ],
  misses: [
    ["there is none", "shelly", "There are no dev variants for this image.\n"],
    ["non-dev images", "shelly", "Non-dev images are small.\n"],
    ["no shell in them", "example", "There is no compiler in the dev variants.\n"],
    ["upstream's", "example", "The upstream project has no dev variants, this image does.\n"],
    ["a device", "shelly", "Write to `/dev/null` in dev mode.\n"],
    ["whatever one builds with", "shelly", "Use `dev` images in build stages to run shell commands.\n"],
    ["a step of a migration", "shelly", "Install the packages in the build stage that uses a `dev` image.\n"],
    ["images with a dev tag", "shelly", "Use package managers only in images with a `dev` tag.\n"],
    ["another image's", "shelly", fence("dockerfile", "FROM dhi.io/example:<tag>-dev AS build")],
    ["of another image", "example", "There is no dev image of Redis. Use the `dev` tag.\n"],
    ["of one distribution", "example", "There is no Alpine dev variant. Use the `dev` tag.\n"],
    ["of another flavor", "example", "The compat flavor has no dev variant. Use the `dev` tag.\n"],
    ["what upstream has not", "example", "Compared to upstream, which has no dev variant, it has `dev`.\n"],
    ["some images have none", "example", "The `dev` tag is for builds. Some images have no dev variants.\n"],
  ],
});
