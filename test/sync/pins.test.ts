import { describe, expect, test } from "vitest";
import { rollTag } from "../../src/catalog/roll-tag.ts";
import type { PinnedRepository } from "../../src/sync/pins/pin.ts";
import { rollPins } from "../../src/sync/pins/roll-pins.ts";
import { TAGS } from "./pinned-tags.ts";

const APP: PinnedRepository = { name: "app", tags: TAGS, isChart: false };
const CHART: PinnedRepository = { name: "app-chart", tags: ["1.4.2", "1.5.0", "2.0.1"], isChart: true };

/** What becomes of a Markdown file, and the codes of what is said of it. */
function roll(text: string) {
  const rolled = rollPins({ descriptor: "name: app\n", prose: new Map([["a.md", text]]) }, [APP, CHART]);
  return { text: rolled.prose.get("a.md"), codes: rolled.problems.map(({ code }) => code), count: rolled.count };
}

/** What becomes of a descriptor. */
function rollDescriptor(text: string) {
  const rolled = rollPins({ descriptor: text, prose: new Map() }, [APP, CHART]);
  return { text: rolled.descriptor, codes: rolled.problems.map(({ code }) => code), count: rolled.count };
}

const fence = (code: string, language = "bash") => `\`\`\`${language}\n${code}\n\`\`\`\n`;

describe("a tag", () => {
  test.each([
    ["its own line is published", "2.14.1", "2.14.4"],
    ["its line is gone", "2.9.3", "2.15.2"],
    ["two numbers", "2.9", "2.15"],
    ["a suffix", "2.14.0-debian13-dev", "2.14.4-debian13-dev"],
    ["numbers are compared as numbers", "2.9.30-dev", "2.15.2-dev"],
  ])("is rolled: %s", (_, tag, to) => {
    expect(rollTag(tag, TAGS)).toEqual({ to });
  });

  test.each([
    ["another major version alone", "1.2.3", "3.1.0"],
    ["a major version by itself", "1", "3"],
    ["a distribution that is gone", "2.14.4-debian12", "2.14.4-debian13"],
    ["an older one on a distribution that is gone", "2.14.1-alpine3.20", "2.14.4-alpine3.24"],
    ["a v that nobody publishes", "v2.14.1", "2.14.4"],
    ["four numbers", "2.14.1.7", "2.15.2"],
  ])("is left to a person: %s", (_, tag, newest) => {
    expect(rollTag(tag, TAGS)).toEqual({ newest });
  });

  test.each([
    "2.14.4",
    "2.16.0",
    "9.0.0",
    "2.14.1-fips",
    "2.14.1-rc1",
    "2.14.1-rc.1-dev",
    "2.14.x",
    "latest",
    "2.14.1+5",
  ])("%s stays: it is published, newer, or nothing is known of it", (tag) => {
    expect(rollTag(tag, TAGS)).toBeUndefined();
  });

  test("a prerelease is no target", () => {
    expect(rollTag("1.0.0", ["1.0.1-rc1", "1.1.0-beta.2"])).toBeUndefined();
    expect(rollTag("1.0.0-debian13", ["1.1.0-rc1-debian13", "1.0.2-debian13"])).toEqual({ to: "1.0.2-debian13" });
  });

  test("keeps its v where others have none", () => {
    expect(rollTag("v1.0.0", ["1.2.0", "v1.1.0"])).toEqual({ to: "v1.1.0" });
    expect(rollTag("1.0.0", ["1.2.0", "v1.3.0"])).toEqual({ to: "1.2.0" });
  });
});

describe("a reference to the page's image is rolled", () => {
  test.each([
    ["in prose", "Pull `dhi.io/app:2.14.1`.\n"],
    ["at the end of a sentence", "Pull dhi.io/app:2.14.1. Then go on.\n"],
    ["in brackets and bold", "Pull **dhi.io/app:2.14.1** (or dhi.io/app:2.14.1), please.\n"],
    ["before a tag of HTML", "<code>dhi.io/app:2.14.1</code> or dhi.io/app:2.14.1<br>\n"],
    ["in a sample", fence("docker run -d \\\n  dhi.io/app:2.14.1 \\\n  --flag")],
    ["in a list", "1. Do it:\n\n   ```console\n   $ docker pull dhi.io/app:2.14.1\n   ```\n"],
    ["in a quote", "> ```bash\n> docker pull dhi.io/app:2.14.1\n> ```\n"],
    ["in a Dockerfile", fence("FROM dhi.io/app:2.14.1 AS build\nFROM dhi.io/app:2.14.1", "dockerfile")],
    ["in YAML", fence('image: "dhi.io/app:2.14.1"', "yaml")],
    ["in JSON in JSON", fence('{ "config": "{\\"image\\":\\"dhi.io/app:2.14.1\\"}" }', "json")],
    [
      "beside another image's digest",
      fence("FROM dhi.io/b:1@sha256:0123\nCOPY --from=dhi.io/app:2.14.1 /a /b", "dockerfile"),
    ],
    ["as an option", fence("kubectl run a --image=dhi.io/app:2.14.1")],
    ["of Docker Hub", fence("docker pull docker.io/dhi/app:2.14.1 && docker pull dhi/app:2.14.1")],
    [
      "of a mirror",
      fence("docker pull <your-namespace>/dhi-app:2.14.1; docker pull r.example.com/acme/dhi-app:2.14.1"),
    ],
    ["with a scheme", fence("skopeo inspect docker://dhi.io/app:2.14.1")],
    ["in a table", "| Tag |\n| --- |\n| `dhi.io/app:2.14.1` |\n"],
    [
      "as a copy",
      fence("docker tag dhi.io/app:2.14.1 localhost:5000/app:2.14.1\ndocker push localhost:5000/app:2.14.1"),
    ],
    ["by a variable", fence("ARG TAG=2.14.1\nFROM dhi.io/app:${TAG}", "dockerfile")],
    ["by a default", fence("image: dhi.io/app:${APP_TAG:-2.14.1}", "yaml")],
    ["in fields", fence("image:\n  repository: dhi.io/app\n  # the tag\n  tag: 2.14.1", "yaml")],
    [
      "in fields, the tag first",
      fence("images:\n  - tag: '2.14.1'\n    pullPolicy: Always\n    repository: dhi.io/app"),
    ],
    ["in fields with a registry", fence("registry: dhi.io\nrepository: app\ntag: 2.14.1", "yaml")],
    ["in fields of one line", fence("image: { repository: dhi.io/app, tag: 2.14.1 }", "yaml")],
    ["in JSON", fence('{\n  "image": {\n    "repository": "dhi.io/app",\n    "tag": "2.14.1"\n  }\n}', "json")],
    ["in HCL", fence('image {\n  repository = "dhi.io/app"\n  tag        = "2.14.1"\n}', "hcl")],
    ["in Kustomize", fence("images:\n  - name: app\n    newName: dhi.io/app\n    newTag: 2.14.1", "yaml")],
    [
      "in a file in a script, below a comment",
      fence(
        "cat <<-'EOF' | tee v.yaml\n# values\nimage:\n  repository: dhi.io/app\n  tag: 2.14.1\nEOF\nhelm template a",
      ),
    ],
    ["in a file in a script", fence("cat <<EOF > v.yaml\nimage:\n  repository: dhi.io/app\n  tag: 2.14.1\nEOF")],
    ["in fields in a quote", "> ```yaml\n> image:\n>   repository: dhi.io/app\n>   tag: '2.14.1' # pinned\n> ```\n"],
    ["in fields in a list", "- A:\n\n  ~~~~yaml\n  image: { tag: '2.14.1', repository: dhi.io/app }\n  ~~~~\n"],
    [
      "in values in a manifest in a script",
      fence(
        "kubectl apply -f - <<'EOF'\nhelm:\n  values: |-\n    image:\n      repository: dhi.io/app\n      tag: 2.14.1\nEOF",
      ),
    ],
    [
      "in fields among placeholders",
      fence("image:\n  repository: dhi.io/app\n  tag: 2.14.1\n  pull: <policy>\n{{- end }}", "yaml"),
    ],
    [
      "below a heading that only sounds like the past",
      `## Repair the history\n\n${fence("docker pull dhi.io/app:2.14.1")}`,
    ],
    ["in HTML", "<details>\n<code>dhi.io/app:2.14.1</code>\n</details>\n"],
    [
      "in values of Helm",
      fence("helm install a o/app \\\n  --set image.repository=dhi.io/app \\\n  --set image.tag=2.14.1"),
    ],
    [
      "in values of Helm, joined",
      fence("helm install a b --set 'image.registry=dhi.io,image.repository=app,image.tag=2.14.1'"),
    ],
  ])("%s", (_, text) => {
    const { text: rolled, codes } = roll(text);
    expect(rolled).toBe(text.replaceAll("2.14.1", "2.14.4"));
    expect(codes).toEqual([]);
  });
});

describe("what is not the page's image, or no stale tag, stays", () => {
  test.each([
    ["another image", fence("docker pull dhi.io/app-server:2.14.1\ndocker pull dhi.io/my-app:2.14.1")],
    [
      "upstream's",
      fence("docker pull app:2.14.1\ndocker pull ghcr.io/acme/app:2.14.1\ndocker pull acme/dhi.io/app:2.14.1"),
    ],
    ["a digest", fence("docker pull dhi.io/app:2.14.1@sha256:0123")],
    [
      "what was printed with a digest",
      fence("$ docker pull dhi.io/app:2.14.1\nDigest: sha256:0123\ndhi.io/app:2.14.1"),
    ],
    ["a line with a digest", fence("dhi.io/app:2.14.1 sha256:0123", "text")],
    ["a field beside a digest", fence("repository: dhi.io/app\ntag: 2.14.1\ndigest: sha256:0123", "yaml")],
    [
      "a placeholder behind",
      "`dhi.io/app:2.14.1-<variant>`, `dhi.io/app:2.14.1<suffix>`, `dhi.io/app:2.14.1${SUFFIX}`\n",
    ],
    ["a choice behind", "`dhi.io/app:2.14.1[-dev]`, `dhi.io/app:2.14.1/2`\n"],
    ["letters for digits", "`dhi.io/app:2.14.x`, `dhi.io/app:<tag>`\n"],
    ["a bound", "Since `dhi.io/app:2.14.1` it is so. With `dhi.io/app:2.14.1` or later, too.\n"],
    ["what was", "`dhi.io/app:2.14.1` is no longer maintained. Upgrade from `dhi.io/app:2.14.1` today.\n"],
    ["a line that a diff takes away", fence("- FROM dhi.io/app:2.14.1", "diff")],
    ["a comment that says before", fence("# Before\nFROM dhi.io/app:2.14.1", "dockerfile")],
    ["a version", 'The version 2.14.1 prints `"version": "2.14.1"`, and `2.14.1`.\n'],
    ["a field that YAML folds", fence("repository: dhi.io/app\ntag: >-\n  2.14.1", "yaml")],
    ["a bound in a later sentence", "Pull `dhi.io/app:2.14.4`. It wants 2.14.1-debian13 or later.\n"],
    ["a sample of a digest", fence("repository: dhi.io/app\ntag: 2.14.1\n# sha256:0123", "yaml")],
    [
      "a field of another image",
      fence("web:\n  repository: dhi.io/app\n  pull: Always\nside:\n  repository: dhi.io/other\n  tag: 2.14.1"),
    ],
    ["a field of the image's own labels", fence("image: dhi.io/app:2.15\nlabels:\n  tag: 2.14.1", "yaml")],
    ["a variable of another image", fence("ARG TAG=2.14.1\nFROM dhi.io/other:${TAG}", "dockerfile")],
    ["a variable for two images", fence("T=2.14.1\ndocker pull dhi.io/app:$T\ndocker pull dhi.io/other:$T")],
    ["what a list of changes tells", "## Changelog\n\n- `dhi.io/app:2.14.1`\n"],
    ["a comment of HTML", "<!-- dhi.io/app:2.14.1 -->\n"],
    ["an address", "[Tags](https://example.com/dhi.io/app:2.14.1) https://example.com/2.14.1-debian13\n"],
  ])("%s", (_, text) => {
    expect(roll(text)).toEqual({ text, codes: [], count: 0 });
  });
});

describe("a bare tag", () => {
  test.each([
    ["in code", "Use a tag (for example, `2.14.1-debian13`).\n"],
    ["in a sample", fence("image:\n  tag: 2.14.1-debian13", "yaml")],
    ["in an option of a sample", fence("helm install a upstream/app --set image.tag=2.14.1-debian13")],
    ["in a list of a sample", fence("2.14.1-debian13\n2.14.1-debian13-dev", "text")],
    ["in a table", "| Variant | Tags |\n| --- | --- |\n| dev | `2.14.1-dev`, `2.14.1-debian13-dev` |\n"],
    ["in a table without code", "| Variant | Tag |\n| --- | --- |\n| dev | 2.14.1-debian13-dev |\n"],
    ["as an example of a format", "Tags follow the format `<version>-<distribution>`, such as `2.14.1-debian13`.\n"],
    [
      "with a version in another sentence",
      "Tags have a distribution (for example, `2.14.1-debian13`). Manifests often have `2.14.1`.\n",
    ],
    ["in plain words", "There is one variant (2.14.1-debian13). No other.\n"],
    ["with the version in another row", "| Is | Tag |\n| - | - |\n| plain | `2.14.1` |\n| dev | `2.14.1-dev` |\n"],
    ["with the versions beside it", "| `2.14.1`, `2.14.1-debian13` |\n| --- |\n| `2.14.1-debian13`, `2.14.1` |\n"],
  ])("is rolled %s", (_, text) => {
    expect(roll(text).text).toBe(text.replaceAll("2.14.1", "2.14.4"));
  });

  test.each([
    ["upstream's", "The upstream image has `2.14.1-alpine3.24`.\n"],
    ["another image's", "Start `dhi.io/other`, for example `2.14.1-debian13`.\n"],
    ["in a sample of another image", fence("image:\n  repository: dhi.io/other\n  tag: 2.14.1-debian13", "yaml")],
    ["in a sample of two", fence("docker pull dhi.io/app:2\ndocker pull dhi.io/other:$T\nT=2.14.1-debian13")],
    ["another's reference in a sample", fence("docker pull python:2.14.1-debian13")],
    ["a file in a sample", fence("tar xf app-2.14.1-debian13.tar; cd /srv/2.14.1-debian13")],
    ["a file", "Fetch `app-2.14.1-debian13.tar`, app_2.14.1-debian13 and a/2.14.1-debian13/b.\n"],
    ["a version alone", "It has `2.14.1`.\n"],
    ["beside a digest", "| Tag | Digest |\n| --- | --- |\n| `2.14.1-debian13` | `sha256:0123` |\n"],
    ["deprecated, as an example", "Deprecated tags are left out, e.g. `2.14.1-debian13`.\n"],
    ["deprecated", "`2.14.1-debian13` is deprecated.\n"],
  ])("stays: %s", (_, text) => {
    expect(roll(text)).toEqual({ text, codes: [], count: 0 });
  });
});

describe("the version of a chart", () => {
  test.each([
    ["behind the chart", fence("helm install a oci://dhi.io/app-chart --version 1.4.0 --wait")],
    [
      "before it",
      fence('helm upgrade --install a --version="1.4.0" \\\n  oci://dhi.io/app-chart \\\n  -f values.yaml'),
    ],
    ["in a list", "- Run:\n\n  ```bash\n  helm pull oci://dhi.io/app-chart \\\n    --version 1.4.0\n  ```\n"],
    ["in prose", "Run `helm pull oci://dhi.io/app-chart --version 1.4.0` first.\n"],
    ["of a mirror", fence("helm install a oci://<your-registry>/dhi-app-chart --version 1.4.0")],
    ["of a registry to fill in", fence("helm install a oci://<your-registry>/app-chart --version '1.4.0'")],
    ["in PowerShell", fence("helm install a oci://dhi.io/app-chart `\n  --version 1.4.0", "powershell")],
    ["as a tag", fence("helm pull oci://dhi.io/app-chart:1.4.0")],
    ["in Argo CD", fence("source:\n  repoURL: dhi.io\n  chart: app-chart\n  targetRevision: 1.4.0 # pinned", "yaml")],
    [
      "as a dependency",
      fence('dependencies:\n  - name: app-chart\n    version: "1.4.0"\n    repository: oci://dhi.io', "yaml"),
    ],
    ["in Flux, as a source", fence("url: oci://dhi.io/app-chart\nref:\n  tag: 1.4.0", "yaml")],
    [
      "beside another chart",
      fence(
        "- name: app-chart\n  version: 1.4.0\n  repository: oci://<your-registry>\n- name: b\n  version: 1.4.1\n  repository: oci://dhi.io",
      ),
    ],
    ["in Terraform", fence('repository = "oci://dhi.io"\nchart      = "app-chart"\nversion    = "1.4.0"', "hcl")],
    [
      "in Flux",
      fence("chart:\n  spec:\n    chart: app-chart\n    version: 1.4.0\n    sourceRef:\n      name: dhi", "yaml"),
    ],
  ])("is rolled %s", (_, text) => {
    expect(roll(text).text).toBe(text.replace("1.4.0", "1.4.2"));
  });

  test.each([
    ["another chart's", fence("helm install a oci://dhi.io/other-chart --version 1.4.0")],
    ["upstream's", fence("helm repo add app https://example.com\nhelm install a app/app --version 1.4.0")],
    ["of another command", fence("helm pull oci://dhi.io/app-chart\nother --version 1.4.0")],
    ["of one of two", fence("helm template oci://dhi.io/app-chart oci://dhi.io/b --version 1.4.0")],
    ["a range", fence("helm pull oci://dhi.io/app-chart --version ^1.4.0")],
    [
      "of another repository",
      fence("- name: app-chart\n  version: 1.4.0\n  repository: https://charts.example.com", "yaml"),
    ],
  ])("stays: %s", (_, text) => {
    expect(roll(text)).toEqual({ text, codes: [], count: 0 });
  });
});

describe("what a person decides", () => {
  test("another major version is told, and not rolled", () => {
    const text = "Pull `dhi.io/app:1.2.3`.\n";
    expect(roll(text)).toEqual({ text, codes: ["pin-undecided"], count: 0 });
  });

  test("two tags of a block that would become one stay as they are", () => {
    for (const text of [
      fence("docker pull dhi.io/app:2.14.1\ndocker pull dhi.io/app:2.14.2"),
      fence("docker pull dhi.io/app:2.14.1\ndocker pull dhi.io/app:2.14.4"),
      "| Tag |\n| --- |\n| `2.14.1-debian13` |\n| `2.14.4-debian13` |\n",
    ]) {
      const { text: rolled, codes } = roll(text);
      expect(rolled).toBe(text);
      expect(codes.every((code) => code === "pin-undecided") && codes.length > 0).toBe(true);
    }
  });

  test("the version in other words is noted, once a file", () => {
    const { text, codes } = roll("Pull `dhi.io/app:2.14.1`.\n\nIt prints version 2.14.1, or v2.14.1. Not 2.14.10.\n");
    expect(text).toBe("Pull `dhi.io/app:2.14.4`.\n\nIt prints version 2.14.1, or v2.14.1. Not 2.14.10.\n");
    expect(codes).toEqual(["pin-mentioned"]);
  });

  test("of a version with a zero in front is noted as it is written", () => {
    const text = "Pull `dhi.io/app:2024.05.1`. It prints 2024.05.1.\n";
    const app = { ...APP, tags: ["2024.05", "2024.05.3"] };
    const { prose, problems } = rollPins({ descriptor: "name: app\n", prose: new Map([["a.md", text]]) }, [app]);
    expect(prose.get("a.md")).toBe("Pull `dhi.io/app:2024.05.3`. It prints 2024.05.1.\n");
    expect(problems).toMatchObject([
      { code: "pin-mentioned", message: "unexpected 2024.05.1, since pins say 2024.05.3 now: it stands here" },
    ]);
  });
});

describe("a descriptor", () => {
  test.each([
    ["a block", "included: |\n  Pull dhi.io/app:2.14.1. # dhi.io/app here\n"],
    ["a folded block", "included: >-\n  Pull\n  dhi.io/app:2.14.1\n  now.\n"],
    ["a block with an indicator that is a number", "included: |2\n    a\n  Pull dhi.io/app:2.14.1\n"],
    ["double quotes with escapes", 'included: "Pull\\n\\"dhi.io/app:2.14.1\\" \\u2014 now"\n'],
    ["single quotes", "included: 'It''s dhi.io/app:2.14.1'\n"],
    ["plain text", "included: Pull dhi.io/app:2.14.1 # a comment\n"],
    ["a flow list", "args: [--image, dhi.io/app:2.14.1, '--other=dhi.io/app:2.14.1']\n"],
    ["a value", "env:\n  - { name: IMAGE, value: dhi.io/app:2.14.1 }\n"],
    ["options", "start: { options: ['-e IMAGE=dhi.io/app:2.14.1'] }\n"],
    ["a step", "useCases:\n  - title: A\n    steps:\n      - title: B\n        code: docker pull dhi.io/app:2.14.1\n"],
    ["a change", "sections:\n  changes:\n    start:\n      - replace: Words\n        with: Pull dhi.io/app:2.14.1\n"],
    [
      "a section that is called as a field is",
      "sections:\n  replace:\n    order: { text: '## A\n\n      dhi.io/app:2.14.1' }\n",
    ],
    ["the overview", "overview:\n  about: See dhi.io/app:2.14.1.\n"],
  ])("is rolled in %s, and nowhere else", (_, text) => {
    const before = `# dhi.io/app:2.14.1\nname: app\n${text}`;
    const rolled = rollDescriptor(before);
    expect(rolled.text).toBe(`# dhi.io/app:2.14.1\nname: app\n${text.replaceAll("2.14.1", "2.14.4")}`);
    expect(rolled.codes).toEqual([]);
  });

  test.each([
    ["names, facts and reasons", "cmd: ['dhi.io/app:2.14.1']\nsuppress: { size: 'dhi.io/app:2.14.1' }\n"],
    ["words of a shared text", "sections: { changes: { start: [{ remove: 'dhi.io/app:2.14.1' }] } }\n"],
    ["a preset value", "env: [{ name: IMAGE, default: 'dhi.io/app:2.14.1' }]\n"],
  ])("is not rolled in %s", (_, text) => {
    expect(rollDescriptor(`name: app\n${text}`)).toEqual({ text: `name: app\n${text}`, codes: [], count: 0 });
  });

  test("a comment between the words of a plain text is no text", () => {
    const text = "name: app\nincluded: 'a'\n# dhi.io/app:2.14.1\noverview: { about: 'dhi.io/app:2.14.1' }\n";
    expect(rollDescriptor(text).text).toBe(text.replace("'dhi.io/app:2.14.1'", "'dhi.io/app:2.14.4'"));
  });

  test("what YAML writes in another way is told", () => {
    const text = 'name: app\nincluded: "Pull dhi.io/app:2.\\x314.1"\n';
    expect(rollDescriptor(text)).toEqual({ text, codes: ["sync-failed"], count: 0 });
  });

  test("keeps its pins where it says so", () => {
    const kept = "name: app\nincluded: dhi.io/app:2.14.1\nkeep: { pins: the sample is about that version }\n";
    expect(rollDescriptor(kept)).toEqual({ text: kept, codes: [], count: 0 });
    expect(rollDescriptor(kept.replace("2.14.1", "2.14.4")).codes).toEqual(["keep-unused"]);
  });
});
