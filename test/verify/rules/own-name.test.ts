import { bash, testRule } from "./cases.ts";

testRule("own-name", {
  errors: [
    [
      "in both heads of a comparison, once",
      "example",
      "| Feature | Non-hardened Redis | Docker Hardened Redis |\n| --- | --- | --- |\n| a | b | c |\n",
      1,
    ],
    [
      "in the head of the comparison",
      "example",
      "| Feature | Docker Official Image | Docker Hardened Redis |\n| --- | --- | --- |\n| a | b | c |\n",
      1,
    ],
    ["in the first heading", "example", "## Start an Other Tool instance\n", 1],
    ["a product beside the ports", "example", "They can't bind. Argo CD default ports work without issues.\n", 1],
    [
      "in the debug sample",
      "example",
      bash("docker run --mount=type=image,source=dhi.io/busybox,dst=/dbg \\\n  dhi.io/redis:<tag> /dbg/bin/sh"),
      3,
    ],
  ],
  misses: [
    [
      "what the own image is compared to",
      "example",
      "| Feature | Docker Official Redis | Docker Hardened Example |\n| --- | --- | --- |\n| a | b | c |\n",
    ],
    [
      "another image that it does start",
      "example",
      `## Start a Redis container\n\n${bash("docker run dhi.io/redis:7")}`,
    ],
    ["no name at all", "example", "They can't bind. The default port 8080 works without issues.\n"],
    ["a part of the own name", "other-tool", "They can't bind. Tool default ports work without issues.\n"],
    ["the own name in another spelling", "other-tool", "## Start an OTHER-TOOL instance\n"],
    ["another image in running text", "example", "Example reads from Other Tool.\n"],
    ["a sentence without a name", "example", "Note that the default ports work.\n"],
    [
      "another name of the own image",
      "example",
      "## Run Examplectl\n\n| Feature | Docker Hardened Examplectl |\n| --- | --- |\n| a | b |\n",
    ],
  ],
});
