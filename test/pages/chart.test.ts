import { describe, expect, test } from "vitest";
import { describing, makePages, words } from "../support/pages.ts";

/** A chart's guide. */
function guideOf(fields: string, profile: Parameters<typeof makePages>[1] = {}, facts?: string): string {
  const files = {
    "charts/app.yaml": describing("app", fields),
    ...(facts !== undefined && { "charts/app/facts.yaml": facts }),
  };
  return makePages(files, profile)["chart/app guide"] ?? "";
}

/** The commands of its samples. */
const samplesOf = (guide: string) => [...guide.matchAll(/^```console\n([\s\S]*?)^```$/gm)].map(([, code = ""]) => code);
const installIn = (guide: string) => samplesOf(guide).find((code) => code.startsWith("helm install"));

const secret = "pullSecrets: ['imagePullSecrets[0].name']\n";
const mirror = { registry: "mirror" } as const;

describe("the command that installs a chart", () => {
  test("is one line where there is nothing to set", () => {
    expect(installIn(guideOf(""))).toBe("helm install my-app oci://dhi.io/app-chart --version <version>\n");
  });

  test.each([
    "imagePullSecrets[0].name",
    "imagePullSecrets[0]",
    "global.imagePullSecrets[0].name",
    "global.image.pullSecrets[0]",
    "image.pullSecrets[0].name",
    "controller.serviceAccount.imagePullSecretsName",
    "reports-server.imagePullSecrets[0].name",
    String.raw`nodes.a\.b/c.pullSecret`,
  ])("names the pull secret at %s, with no stray sign at the end", (path) => {
    expect(installIn(guideOf(`pullSecrets: ['${path}']\n`))).toBe(
      `helm install my-app oci://dhi.io/app-chart --version <version> \\\n  --set "${path}=helm-pull-secret"\n`,
    );
  });

  test("has all that is set, in its order", () => {
    const fields =
      "repository: other-chart\nrelease: rel\nnamespace: ns\ncreateNamespace: true\npullSecrets: [a, b.c]\n" +
      "set: [d=1, e={x,y}]\noptions: [-f values.yaml, --wait]\n".replace("e={x,y}", "'e={x,y}'");
    expect(installIn(guideOf(fields))?.split(" \\\n  ")).toEqual([
      "helm install rel oci://dhi.io/other-chart --version <version>",
      "--namespace ns",
      "--create-namespace",
      '--set "a=helm-pull-secret"',
      '--set "b.c=helm-pull-secret"',
      '--set "d=1"',
      '--set "e={x,y}"',
      "-f values.yaml",
      "--wait\n",
    ]);
  });

  test.each([
    ["'a=say \"hi\"'", '"a=say \\"hi\\""'],
    ["'a=`b`'", '"a=\\`b\\`"'],
    ["'a.b\\.c/d=e'", '"a.b\\.c/d=e"'],
    ["'a=b\\'", '"a=b\\\\"'],
    ["a=${HOME}", '"a=${HOME}"'],
    ["a=<your value>", '"a=<your value>"'],
    ["a=$(openssl rand -hex 32)", '"a=$(openssl rand -hex 32)"'],
  ])("gives the shell one word: %s", (value, word) => {
    expect(installIn(guideOf(`set: [${value.includes("{") ? `"${value}"` : value}]\n`))).toContain(`--set ${word}\n`);
  });
});

describe("where a chart is installed from", () => {
  test.each([
    [{}, "dhi.io", "oci://dhi.io/app-chart", "dhi.io"],
    [
      mirror,
      "registry-1.docker.io",
      "oci://registry-1.docker.io/<your-namespace>/dhi-app-chart",
      "https://index.docker.io/v1/",
    ],
    [
      { ...mirror, namespace: "acme" },
      "registry-1.docker.io",
      "oci://registry-1.docker.io/acme/dhi-app-chart",
      "https://index.docker.io/v1/",
    ],
    [
      { ...mirror, namespace: "registry.example.com/acme" },
      "registry.example.com",
      "oci://registry.example.com/acme/dhi-app-chart",
      "registry.example.com",
    ],
    [
      { ...mirror, namespace: "localhost:5000/acme" },
      "localhost:5000",
      "oci://localhost:5000/acme/dhi-app-chart",
      "localhost:5000",
    ],
    [{ ...mirror, namespace: "localhost/acme" }, "localhost", "oci://localhost/acme/dhi-app-chart", "localhost"],
    [{ ...mirror, namespace: "ghcr.io/a/b" }, "ghcr.io", "oci://ghcr.io/a/b/dhi-app-chart", "ghcr.io"],
  ])("%j", (profile, registry, reference, server) => {
    const guide = guideOf(secret, profile);
    expect(words(guide)).toContain(`use \`helm registry login ${registry}\` to log in before running`);
    expect(guide).not.toContain("helm login");
    expect(installIn(guide)).toContain(`helm install my-app ${reference} --version <version> \\\n`);
    expect(guide).toContain(`--docker-server=${server} \\\n`);
  });

  test("the public chart is told of under the public profile alone", () => {
    const own = guideOf(`${secret}registry: mirror\n`);
    for (const page of [guideOf(secret, mirror), own]) {
      expect(page).not.toMatch(/public chart|dhi\.io|Optional\./);
      expect(page).toContain("`<your-namespace>/dhi-app-chart:<tag>`");
      expect(words(page)).toContain("Replace `<your-namespace>` with your organization's namespace.");
    }
    expect(guideOf(secret, { ...mirror, namespace: "acme" })).not.toContain("<your-namespace>");
    expect(guideOf(secret)).toContain("All examples in this guide use the public chart and images.");
    expect(guideOf(secret)).toContain("- Mirrored chart: `<your-namespace>/dhi-<repository>:<tag>`");
  });
});

describe("a chart without images", () => {
  test.each([
    ["of which one knows it", secret, "images: []\n"],
    ["that has no pull secret", "", undefined],
  ])("%s is spoken of alone", (_, fields, facts) => {
    const guide = guideOf(fields, {}, facts);
    expect(guide).toContain("All examples in this guide use the public chart. If");
    expect(guide).toContain("Mirror the Helm chart to your own registry");
    expect(guideOf(fields, mirror, facts)).toContain("#### Step 1: Mirror the Helm chart to your own registry");
  });

  test("is none whose charts have some", () => {
    const guide = guideOf("", {}, "images: []\ncharts:\n  - name: b-chart\n");
    expect(guide).toContain("use the public chart and images");
  });
});

describe("a pull secret", () => {
  test("is made where the chart is installed", () => {
    const make = (fields: string) =>
      samplesOf(guideOf(secret + fields)).find((code) => code.includes("docker-registry"));
    expect(make("")).not.toContain("namespace");
    expect(make("namespace: ns\n")).toContain("helm-pull-secret \\\n  --namespace ns \\\n");
    expect(make("namespace: ns\n")).not.toContain("create namespace");
    expect(make("namespace: ns\ncreateNamespace: true\n")).toMatch(
      /^kubectl create namespace ns\nkubectl create secret/,
    );
  });

  test("is not spoken of where the chart takes none", () => {
    expect(guideOf("")).not.toMatch(/secret/i);
  });
});

test("a chart is uninstalled by a command from its facts, and what the author adds", () => {
  expect(guideOf("")).not.toContain("ninstall");
  expect(samplesOf(guideOf("uninstall: true\n")).at(-1)).toBe("helm uninstall my-app\n");
  const guide = guideOf("release: rel\nnamespace: ns\nuninstall: The volumes stay.\n");
  expect(guide).toMatch(/### Uninstall\n\n```console\nhelm uninstall rel --namespace ns\n```\n\nThe volumes stay\.\n$/);
});
