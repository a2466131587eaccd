import { bash, fence, testRule } from "./cases.ts";

testRule("registry-profile", {
  errors: [
    [
      "an organization without FIPS",
      "example",
      "Log in to your organization:\n\n```bash\ndocker run <your-namespace>/dhi-example:1\n```\n",
      4,
    ],
    ["wording", "example", "Before you start, you must mirror the image repository.\n", 1],
    ["a path without a tag", "example", fence("yaml", "repository: <your-namespace>/dhi-example"), 2],
  ],
  misses: [
    ["a row about STIG", "example", "| Variant | How |\n| --- | --- |\n| STIG | You must mirror the repository |\n"],
    [
      "FIPS by another wording",
      "example",
      "## FIPS-compliant variant\n\nPull it from the namespace of your organization, for example your company namespace:\n\n```bash\ndocker run <your-namespace>/dhi-example:<tag>\n```\n",
    ],
    [
      "STIG",
      "example",
      "## STIG scan\n\nThe attestations are of images in your organization:\n\n```bash\ndocker scout attest list <your-namespace>/dhi-example:<tag>\n```\n",
    ],
    [
      "what is customized",
      "example",
      "Customized images are built from your mirrored repository:\n\n```bash\ndocker pull <your-namespace>/dhi-example:1\n```\n",
    ],
    ["a FIPS tag in a variable", "example", bash("TAG=1-fips\ndocker run <your-namespace>/dhi-example:$TAG")],
    [
      "a copy into the mirror",
      "example",
      bash(
        "crane copy dhi.io/example:1 \\\n  <your-namespace>/dhi-example:1\ndocker push <your-namespace>/dhi-example:1",
      ),
    ],
    [
      "a list of what needs a mirror",
      "example",
      "For compliance variants:\n\n- You must mirror the repository first.\n",
    ],
    ["prose tells how a mirrored image is called", "example", "Mirrored image: `<your-namespace>/dhi-example:<tag>`\n"],
    ["the reader's own image", "example", fence("yaml", "image: <your-namespace>/my-app:latest")],
    ["a FIPS variant", "example", bash("docker pull <your-namespace>/dhi-example:<tag>-fips")],
    ["a FIPS variant by version", "example", bash("docker pull <your-namespace>/dhi-example:1-debian13-fips-dev")],
    [
      "a section on what only a mirror has",
      "example",
      `## Customized images\n\nMirror the repository first.\n\nThen pull it.\n\n${bash("docker pull <your-namespace>/dhi-example:1")}`,
    ],
    ["wording on what only a mirror has", "example", "To use a FIPS variant, you must mirror the repository.\n"],
    [
      "a second sample for a mirror",
      "example",
      `${bash("docker pull dhi.io/example:1")}\nFrom your mirror:\n\n${bash("docker pull <your-namespace>/dhi-example:1")}`,
    ],
  ],
});
