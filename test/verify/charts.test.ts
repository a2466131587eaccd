import { describe, expect, test } from "vitest";
import { verify } from "../../src/commands/verify.ts";
import { applyFixes } from "../../src/verify/fix.ts";
import { makeProject, minimal, record, write } from "../support/project.ts";
import { SMALL_CATALOG, verifyAs } from "./small-catalog.ts";

/* What the rules about charts find, and what looks like it: by page, text, and the lines with their severity. */
type Case = readonly [behaviour: string, page: string, text: string, ...found: readonly string[]];

const GUIDE = "chart/example/guides.md";
const OVERVIEW = "chart/example/overview.md";
const OTHER = "chart/vendor-tool/guides.md";
const bash = (script: string) => `\`\`\`bash\n${script}\n\`\`\`\n`;
const fence = (lang: string, value: string) => `\`\`\`${lang}\n${value}\n\`\`\`\n`;
const USED = "- `dhi/example`\n- `dhi/shelly`\n- `dhi/unlisted`\n- `dhi/tool-chart`\n";

const CASES: Readonly<Record<string, readonly Case[]>> = {
  "chart-images": [
    ["all that is used", OVERVIEW, USED],
    ["an image that no version uses", OVERVIEW, `${USED}- \`dhi/redis\`\n`, "error 5"],
    ["one that only an older version uses", OVERVIEW, `${USED}- \`dhi/other-tool\`\n`],
    ["one with a tag, without code", OVERVIEW, `${USED}- dhi.io/redis:8\n`, "error 5"],
    ["one in a quoted, nested list", OVERVIEW, `${USED}\n> 1. Images\n>    - **\`dhi/redis\`**: cache\n`, "error 7"],
    ["one in a table", OVERVIEW, `${USED}\n| Image |\n| --- |\n| \`dhi/redis\` |\n`, "error 8"],
    ["one that is linked", OVERVIEW, `${USED}- [dhi/redis](https://hub.docker.com/r/dhi/redis)\n`, "error 5"],
    ["a mirrored one", OVERVIEW, `${USED}- \`<your-namespace>/dhi-redis\`\n`, "error 5"],
    ["one that is nearly called so", OVERVIEW, USED.replace("dhi/unlisted", "dhi/un-listed"), "error 3"],
    ["related ones", OVERVIEW, `${USED}\n## Related images\n\n- \`dhi/redis\`\n`],
    ["ones that it works with", OVERVIEW, `${USED}\nOptionally it works with:\n\n- \`dhi/redis\`\n`],
    ["a chart that it does not bring along", OVERVIEW, `${USED}- \`dhi/crds-chart\`\n`, "error 5"],
    ["the chart itself", OVERVIEW, `${USED}- \`dhi/example-chart\`\n`],
    ["one that the text compares with", OVERVIEW, `${USED}\nFor a cache, see \`dhi/redis\`.\n`],
    ["one further back in an item", OVERVIEW, `${USED}- Works with \`dhi/redis\`\n`],
    ["a placeholder", OVERVIEW, `${USED}- \`dhi/<repository>\`\n`],
    ["one that is left out", OVERVIEW, USED.replace("- `dhi/shelly`\n", ""), "warning 3"],
    ["one that the text names", OVERVIEW, `${USED.replace("- `dhi/shelly`\n", "")}\nAlso \`shelly:2.1\` in a hook.\n`],
    ["a list with CRLF", OVERVIEW, `${USED}- \`dhi/redis\`\n`.replaceAll("\n", "\r\n"), "error 5"],
    ["no list at all", OVERVIEW, "## About\n\nIt is.\n", "warning 1"],
    ["no list, but a list of something else", OVERVIEW, "## About\n\n- Fast\n\n> - Small\n", "warning 1"],
    ["no list, but all in the text", OVERVIEW, "Uses `dhi/example`, `shelly`, `unlisted:1` and `dhi/tool-chart`.\n"],
    ["a chart without images", "chart/crds/overview.md", "There are no images.\n"],
    ["an image of a chart without images", "chart/crds/overview.md", "* `dhi/example`\n", "error 1"],
    ["the guide, which need not list any", GUIDE, "- `dhi/redis` is a cache\n"],
    ["a chart that nobody knows", "chart/nothing/overview.md", "- `dhi/redis`\n"],
    ["an image's overview", "image/example/overview.md", "- `dhi/redis`\n"],
  ],
  "chart-version": [
    ["one that is published", GUIDE, bash("helm install x oci://dhi.io/example-chart --version 1.10.2")],
    ["an older one that is", GUIDE, bash("helm install x oci://dhi.io/example-chart --version=0.9.1")],
    ["one with a v", GUIDE, bash("helm install x oci://dhi.io/example-chart --version v1.10.2")],
    ["one that never was", GUIDE, bash("helm install x oci://dhi.io/example-chart --version 9.0.0"), "error 2"],
    [
      "with an equals sign and quotes",
      GUIDE,
      bash('helm pull oci://dhi.io/example-chart --version="9.0.0"'),
      "error 2",
    ],
    [
      "on another line",
      GUIDE,
      bash("helm upgrade --install x \\\n  oci://dhi.io/example-chart \\\n  --version 9.0.0"),
      "error 4",
    ],
    [
      "behind a prompt, in a list",
      GUIDE,
      "- Install:\n\n  ```console\n  $ sudo helm install x oci://dhi.io/example-chart --version 9.0.0\n  ```\n",
      "error 4",
    ],
    ["in code within text", GUIDE, "Run `helm pull oci://dhi.io/example-chart --version 9.0.0`.\n", "error 1"],
    [
      "an older one of a published line",
      GUIDE,
      bash("helm pull oci://dhi.io/example-chart --version 1.9.0"),
      "warning 2",
    ],
    [
      "a mirrored chart",
      GUIDE,
      bash("helm pull oci://registry-1.docker.io/<your-namespace>/dhi-example-chart --version 9.0.0"),
      "error 2",
    ],
    ["another chart's", GUIDE, bash("helm pull oci://dhi.io/tool-chart --version 1.10.2"), "error 2"],
    [
      "on an image's page",
      "image/example/guides.md",
      bash("helm pull oci://dhi.io/tool-chart --version 9.0.0"),
      "error 2",
    ],
    ["the beginning of one", GUIDE, bash("helm pull oci://dhi.io/example-chart --version 1.10")],
    ["a range", GUIDE, bash("helm pull oci://dhi.io/example-chart --version '^9.0.0'")],
    ["a placeholder", GUIDE, bash("helm pull oci://dhi.io/example-chart --version <version>")],
    ["an upstream chart", GUIDE, bash("helm pull oci://ghcr.io/acme/example-chart --version 9.0.0")],
    ["a chart of a repository", GUIDE, bash("helm install x acme/example --version 9.0.0")],
    ["behind the reference", GUIDE, "Pull `dhi.io/example-chart:9.0.0`.\n", "error 1"],
    ["behind the reference, published", GUIDE, "Pull `dhi.io/example-chart:1.10.2`.\n"],
    ["in text", GUIDE, "This guide installs chart version `9.0.0`.\n", "warning 1"],
    ["in text, published", GUIDE, "This guide installs chart version 1.10.2.\n"],
    ["a history", GUIDE, "Since chart version 9.0.0 the key has another name.\n"],
    ["upstream's version", GUIDE, "It is made of upstream chart version 9.0.0.\n"],
    ["an image's version", GUIDE, "It starts version 9.0.0 of the server.\n"],
  ],
  "helm-command": [
    ["a login in text", GUIDE, "Use `helm login` first.\n", "error 1"],
    ["a login in plain text", GUIDE, "Use helm login first.\n", "error 1"],
    [
      "a login in a heading and a table",
      GUIDE,
      "## Run helm login\n\n| Step |\n| --- |\n| helm login |\n",
      "error 1",
      "error 5",
    ],
    ["a login in a workflow", GUIDE, fence("yaml", "steps:\n  - run: helm login dhi.io"), "error 3"],
    ["a login behind another command", GUIDE, bash("true && helm login dhi.io"), "error 2"],
    ["a logout", GUIDE, bash("helm logout dhi.io"), "error 2"],
    ["the right one", GUIDE, `Use \`helm registry login\`.\n\n${bash("helm registry login dhi.io -u me")}`],
    ["a login of another program", GUIDE, "Use `nothelm login` or `helm-login`.\n"],
    ["what Helm 3 does not have", GUIDE, bash("helm init\nhelm chart pull x"), "error 2", "error 3"],
    ["a chart in text", GUIDE, "The helm chart, a `helm chart`, helm charts.\n"],
    ["options before the command", GUIDE, bash("helm -n x --kube-context y instal z ./z"), "error 2"],
    ["an unknown command, which may be a plugin's", GUIDE, bash("helm frobnicate x"), "warning 2"],
    ["a plugin's", GUIDE, bash("helm plugin install https://example.org/frobnicate\nhelm frobnicate x")],
    [
      "every real one",
      GUIDE,
      bash(
        "helm ls\nhelm dep up x\nhelm show values x\nhelm get notes x\nhelm repo add a b\nhelm un x\nhelm search repo x\nhelm version --short\nhelm --help",
      ),
    ],
    ["a command of a command", GUIDE, bash("helm repo install x"), "error 2"],
    ["a placeholder", GUIDE, "Run `helm <command>`.\n"],
    ["the output of a session", GUIDE, fence("console", "$ helm ls\nhelm wrote this")],
    ["another argument", GUIDE, bash("apk add helm kubectl && brew install helm foo")],
    ["a chart without its scheme", GUIDE, bash("helm install x dhi.io/example-chart"), "error 2"],
    ["a mirrored chart without it", GUIDE, bash("helm upgrade x <your-namespace>/dhi-example-chart"), "error 2"],
    ["a folder", GUIDE, bash("helm install x ./example-chart")],
    [
      "more than a secret's name",
      GUIDE,
      bash('kubectl create secret docker-registry s1\nhelm install x ./x --set "a[0]=s1.name"'),
      "error 3",
    ],
    [
      "a secret's name",
      GUIDE,
      bash('kubectl create secret docker-registry s1\nhelm install x ./x --set "a[0].name=s1"'),
    ],
    ["the name of something else", GUIDE, bash('helm install x ./x --set "a=b.name"')],
  ],
  "image-exists": [
    ["a chart's own name", OTHER, bash("helm pull oci://dhi.io/tool-chart")],
    ["the folder's name", OTHER, bash("helm pull oci://dhi.io/vendor-tool-chart"), "error 2"],
    ["a chart that is run", GUIDE, bash("docker run --rm dhi.io/tool-chart:2.0.1"), "error 2"],
    ["a chart that is run, on two lines", GUIDE, bash("docker run --rm \\\n  dhi.io/tool-chart:2.0.1"), "error 3"],
    [
      "a chart as the image of a manifest",
      GUIDE,
      fence("yaml", "spec:\n  - image: dhi.io/tool-chart:2.0.1"),
      "error 3",
    ],
    ["a mirrored chart as one", GUIDE, fence("yaml", "image: <your-namespace>/dhi-example-chart:1.10.2"), "error 2"],
    ["a chart as a base", GUIDE, fence("dockerfile", "FROM dhi.io/tool-chart:2.0.1"), "error 2"],
    ["a chart that is scanned", GUIDE, bash("docker scout cves dhi.io/tool-chart:2.0.1")],
    ["an image for a chart", GUIDE, bash("helm pull oci://dhi.io/example"), "error 2"],
    ["an artifact that has no chart", GUIDE, bash("flux pull artifact oci://dhi.io/shelly:2")],
    ["a repository in an overview's text", "image/example/overview.md", "Like `dhi/redis`.\n"],
    ["a repository in a chart's text", GUIDE, "It brings along `dhi/example-chart`.\n"],
    ["an image that only the chart names", OVERVIEW, "The image `dhi/unlisted` is used.\n"],
    ["a sample in an overview", "image/example/overview.md", bash("docker run dhi/example:1"), "error 2"],
    ["an unknown image in an overview", OVERVIEW, "The image `dhi/nothing`.\n", "error 1"],
  ],
  "tag-published": [
    ["a line that the chart stays with", GUIDE, "Pull `dhi.io/shelly:2.1`, `dhi.io/example:1.3`.\n"],
    ["a tag that nobody publishes or uses", GUIDE, "Pull `dhi.io/shelly:9`.\n", "error 1"],
  ],
  // A chart's page says nothing of the image of its name, and an overview need not say all.
  "port-unmentioned": [
    ["a chart's guide", GUIDE, "Text.\n"],
    ["a chart's overview", OVERVIEW, "Text.\n"],
    ["a chart's output", "out/charts/example/guides.md", "Text.\n"],
    ["an image's overview", "image/example/overview.md", "Text.\n"],
    ["an image's guide", "out/example/guides.md", "Text.\n", "note 1"],
  ],
  "dev-variant-claim": [
    ["a chart's guide", GUIDE, "There is no dev variant.\n"],
    ["an image's overview that leaves it out", "image/example/overview.md", "Text.\n"],
    ["an image's overview that denies it", "image/example/overview.md", "There is no dev variant.\n", "error 1"],
  ],
  "shell-claim": [
    ["a chart's guide", "chart/shelly/guides.md", "The image has no shell.\n"],
    ["an image's overview", "out/shelly/overview.md", "The image has no shell.\n", "error 1"],
  ],
  "own-name": [["a chart's guide", GUIDE, "## How to use this Other Tool image\n"]],
};

describe.each(Object.entries(CASES))("%s", (rule, cases) => {
  test.each(cases.map(([behaviour, page, text, ...found]) => ({ behaviour, page, text, found })))(
    "$behaviour",
    async ({ page, text, found }) => {
      const findings = (await verifyAs(page, text)).filter(({ code }) => code === rule);
      expect(findings.map(({ severity, line }) => `${severity} ${line}`)).toEqual(found);
    },
  );
});

test.each([
  ["quoted", 'helm install x oci://dhi.io/example-chart --set "pullSecrets[0]=mine.name"'],
  ["bare, on another line", "helm install x oci://dhi.io/example-chart \\\n  --set=pullSecrets[0]=mine.name"],
  ["one of several", "helm install x oci://dhi.io/example-chart --set 'a.name=b,pullSecrets={mine.name},c=1'"],
])("--fix takes `.name` off the value of a pull secret: %s", async (_, command) => {
  const text = `- Run:\n\n${bash(`kubectl create secret docker-registry mine\n${command}`).replace(/^(?=.)/gm, "  ")}`;
  const findings = await verifyAs(GUIDE, text);
  const { text: fixed } = applyFixes(text, findings);
  expect(fixed).toBe(text.replace("mine.name", "mine"));
});

test("where a project lacks the facts of a chart, an overview without a list is mended by `sync`", async () => {
  const files = { "charts/example.yaml": minimal("example"), "out/charts/example/overview.md": "## About\n\nIt is.\n" };
  const root = makeProject(files);
  const fixes = async () => {
    const context = record();
    await verify(["example"], { root, reporter: "json", quiet: true, catalog: SMALL_CATALOG }, context);
    const findings = JSON.parse(context.stdout()) as readonly { readonly code: string; readonly fix?: string }[];
    return findings.filter(({ code }) => code === "chart-images").map(({ fix }) => fix);
  };
  expect(await fixes()).toEqual([expect.stringContaining("dhi-guides sync")]);
  write(root, { "charts/example/facts.yaml": "images: []\n" });
  expect(await fixes()).toEqual([undefined]);
});
