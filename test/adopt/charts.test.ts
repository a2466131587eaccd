import { describe, expect, test } from "vitest";
import { adoptedPages, chartGuide, chartOverview, each, NAMES, yaml } from "./small-pages.ts";

/* What a chart's pages say as fields of its descriptor. */

const lines = (...all: readonly string[]) => all.join(" \\\n  ");
const install = (name: string) => `helm install my-${name} oci://dhi.io/${name}-chart --version <version>`;

/** Four charts, of which the last is written otherwise; its descriptor without its names. */
function described(guide: string, overview?: string): Record<string, unknown> {
  const others = NAMES.slice(0, 3);
  const root = adoptedPages({
    ...each("chart", "guides.md", (name) => chartGuide(name), others),
    ...each("chart", "overview.md", chartOverview, others),
    "chart/dora/guides.md": guide,
    ...(overview !== undefined && { "chart/dora/overview.md": overview }),
  });
  const { name, title, ...fields } = yaml(root, "charts/dora.yaml");
  expect([name, title]).toEqual(["dora", "Dora"]);
  return fields;
}

const usual = {
  prerequisites: "- Kubernetes 1.29+\n- A lamp called dora\n",
  verify: "The pod of dora is there:\n\n```bash\n$ kubectl get pods\nmy-dora-0   1/1   Running\n```\n",
};

describe("the sample that installs a chart", () => {
  test.each([
    ["the usual one", lines(install("dora"), '--set "imagePullSecrets[0].name=helm-pull-secret"')],
    ["with a break at its end", `${lines(install("dora"), '--set "imagePullSecrets[0].name=helm-pull-secret"')} \\`],
    ["in one line, without quotes", `${install("dora")} --set imagePullSecrets[0].name=helm-pull-secret`],
    ["behind a prompt", `$ ${lines(install("dora"), "--set 'imagePullSecrets[0].name=helm-pull-secret'")}`],
  ])("is the secret's path: %s", (_, sample) => {
    expect(described(chartGuide("dora", sample), chartOverview("dora"))).toMatchObject({
      ...usual,
      pullSecrets: ["imagePullSecrets[0].name"],
    });
  });

  test("is read in any order: release, repository, namespace, values, options", () => {
    const sample = lines(
      "helm install lamp oci://dhi.io/lamp-chart --version <version>",
      "--set replicas=2",
      "-n light --create-namespace",
      '--set "image.pullSecrets[0]=helm-pull-secret"',
      '--set "host=<your host>"',
      "-f values.yaml",
    );
    const fields = described(chartGuide("dora", sample), chartOverview("dora"));
    expect(fields).toMatchObject({
      repository: "lamp-chart",
      release: "lamp",
      namespace: "light",
      createNamespace: true,
      pullSecrets: ["image.pullSecrets[0]"],
      set: ["replicas=2", "host=<your host>"],
      options: ["-f values.yaml"],
    });
    expect(JSON.stringify(fields)).not.toContain("helm install");
  });

  test.each([
    ["of another registry", "helm install dora dora/dora -n light"],
    ["that does more", `kubectl create namespace light\n${install("dora")}`],
    ["without a release", "helm install oci://dhi.io/dora-chart --version <version>"],
  ])("is its author's own: %s", (_, sample) => {
    expect(JSON.stringify(described(chartGuide("dora", sample), chartOverview("dora")))).toContain("helm install");
  });
});

test("what stands around the sample is a field, what removes the chart as well", () => {
  const guide = chartGuide("dora")
    .replace("\n\n```console", "\n\nDora needs oil.\n\n```console")
    .replace("#### Step 4", "Replace `<version>` accordingly.\n\nIt takes a minute.\n\n#### Step 4")
    .concat("\n### Uninstall\n\n```console\nhelm uninstall my-dora\n```\n\nThe oil stays.\n");
  expect(described(guide, chartOverview("dora"))).toMatchObject({
    ...usual,
    prepare: "Dora needs oil.\n",
    install: "It takes a minute.\n",
    uninstall: "The oil stays.\n",
  });
});

test("an overview lists what it lists, names its documentation, and what it is called upstream", () => {
  const overview = chartOverview("dora").replace("upstream Dora", "upstream Dora Community");
  expect(described(chartGuide("dora"), overview)["overview"]).toMatchObject({
    contents: "The following Docker Hardened Images are used in this Helm chart:\n\n- `dhi/dora`\n- `dhi/wick`\n",
    documentation: "https://example.org/dora/README.md",
    upstream: "Dora Community",
    owner: "Lamps AG",
  });
});

test("a chart without an overview says so", () => {
  expect(
    described(chartGuide("dora").replaceAll("dora", "dora").replace("The pod of dora", "The pod of Dora")),
  ).toMatchObject({
    overview: false,
  });
});
