import { describe, expect, test } from "vitest";
import { verify } from "../../src/commands/verify.ts";
import { makeProject, record } from "../support/project.ts";
import { SMALL_CATALOG, verifyAs } from "./small-catalog.ts";

/* Pages of a mirror whose namespace is known: what stands in it is what the catalog has, under another name. */
const GUIDE = "chart/example/guides.md";
const bash = (script: string) => `\`\`\`bash\n${script}\n\`\`\`\n`;

/** Namespaces, with what Helm needs before them. */
const MIRRORS = [
  ["acme", "registry-1.docker.io/"],
  ["a.cme", ""],
  ["registry.example.com/acme", ""],
  ["localhost:5000/acme", ""],
] as const;

describe.each(MIRRORS)("in the mirror %s", (namespace, registry) => {
  const chart = (name: string) => `oci://${registry}${namespace}/dhi-${name}-chart`;
  const image = (name: string) => `${namespace}/dhi-${name}`;

  test.each<[string, string, ...string[]]>([
    ["a chart", bash(`helm install x ${chart("example")} --version 1.10.2`)],
    ["a version that never was", bash(`helm install x ${chart("example")} --version 9.0.0`), "chart-version 2"],
    ["one in its tag, in a list", `- Pull:\n\n  ${bash(`helm pull ${chart("example")}:9.0.0`)}`, "chart-version 4"],
    ["an unknown chart", bash(`helm install x ${chart("exampel")} --version 1.0.0`), "image-exists 2"],
    ["a chart without its scheme", bash(`helm install x ${namespace}/dhi-example-chart`), "helm-command 2"],
    ["an image", bash(`docker pull ${image("example")}:1.4.2`)],
    ["an unknown tag", bash(`docker pull ${image("example")}:9.9`), "tag-published 2"],
    ["one in a quote, with CRLF", `> Pull \`${image("example")}:9.9\`.\r\n`, "tag-published 1"],
    ["one in a manifest", `\`\`\`yaml\nimage: "${image("example")}:9.9"\n\`\`\`\n`, "tag-published 2"],
    ["an unknown image", bash(`docker pull ${image("exampel")}:1`), "image-exists 2"],
    [
      "a shell that is not there",
      bash(`docker run --rm --entrypoint bash ${image("example")}:1.4.2`),
      "missing-binary 2",
    ],
    ["what the reader tags", bash(`docker tag x ${image("example")}:mine`)],
    ["what else its owner has", bash(`docker pull ${namespace}/redis:9.9`)],
    ["another's", bash(`docker pull x${image("example")}:9.9`)],
    ["what the reader fills in", bash("docker pull <your-namespace>/dhi-example:9.9")],
  ])("%s", async (_, text, ...found) => {
    const findings = await verifyAs(GUIDE, text, { profile: "mirror", namespace });
    const codes = ["chart-version", "image-exists", "tag-published", "helm-command", "missing-binary"];
    const told = findings.filter(({ code }) => codes.includes(code)).map(({ code, line }) => `${code} ${line}`);
    expect(told).toEqual(found);
  });

  test("what is of the public registry is expected there, and mended", async () => {
    const findings = await verifyAs(GUIDE, bash("helm install x oci://dhi.io/example-chart"), {
      profile: "mirror",
      namespace,
    });
    const expected = chart("example").slice("oci://".length);
    expect(findings).toContainEqual(expect.objectContaining({ code: "registry-profile", expected }));
  });

  test("nothing is known of it on a page of the public profile", async () => {
    const findings = await verifyAs(GUIDE, bash(`docker pull ${image("example")}:9.9`), { namespace });
    expect(findings.map(({ code }) => code)).not.toContain("tag-published");
  });
});

test("the settings say whose mirror it is", async () => {
  const root = makeProject({
    "dhi-guides.config.yaml": "registry: mirror\nnamespace: acme\n",
    "out/charts/example/guides.md": `${bash("helm install x oci://registry-1.docker.io/acme/dhi-example-chart --version 9.0.0")}\n${bash("docker pull acme/dhi-example:9.9")}`,
  });
  const context = record();
  const options = { root, reporter: "json", quiet: true, catalog: SMALL_CATALOG } as const;
  expect(await verify([`${root}/out`], options, context)).toBe(1);
  const findings = JSON.parse(context.stdout()) as readonly { readonly code: string; readonly line: number }[];
  const told = findings.map(({ code, line }) => `${code} ${line}`);
  expect(told).toEqual(expect.arrayContaining(["chart-version 2", "tag-published 6"]));
});
