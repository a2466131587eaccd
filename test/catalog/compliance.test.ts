import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadCatalog } from "../../src/catalog/load.ts";
import type { ImageFacts } from "../../src/catalog/facts.ts";
import { imageOf } from "../sync/image-of.ts";
import { makeProject } from "../support/project.ts";

const RUNTIME = "variant: runtime\ntags: ['1', 1-debian13]\n";
const said = ({ compliance }: ImageFacts) =>
  compliance.map(({ fact, value, source }) => `${value ? "" : "no "}${fact}: ${source.file}: ${source.key}`);
const files = (facts: ImageFacts["runtime"]) => facts.definitions.map(({ file }) => file.replace("image/app/", ""));

/** What is said of an image of one plain definition and another one. */
const saidOf = (other: string) => said(imageOf({ "debian-13/1": RUNTIME, "debian-13/2": other }));

describe("a definition says that it is of a FIPS variant", () => {
  test.each(["fips", "sfw-fips", "fips-sfw", "sfw-fips-ent", "FIPS"])("by the flavor %s", (flavor) => {
    expect(saidOf(`flavor: ${flavor}\n`)).toEqual(["fips: image/app/debian-13/2.yaml: flavor"]);
  });

  test.each(["1-fips", "1.2-debian13-fips-dev", "fips", "1-alpine3.24-fips"])("by the tag %s", (tag) => {
    expect(saidOf(`tags: [${tag}]\n`)).toEqual(["fips: image/app/debian-13/2.yaml: tags"]);
  });

  test.each(["fipster", "sfips", "fips2", "1-fipster", "nofips-dev"])("but not by %s", (name) => {
    expect(saidOf(`flavor: ${name}\ntags: [${name}]\n`)).toEqual([]);
  });

  test.each([
    ["fips-compliant: true\n", "fips: image/app/debian-13/2.yaml: fips-compliant"],
    ["stig-certified: 'true'\n", "stig: image/app/debian-13/2.yaml: stig-certified"],
    ["metadata: { fips-compliant: True }\n", "fips: image/app/debian-13/2.yaml: metadata.fips-compliant"],
    ["metadata:\n  stig-certified: true\n", "stig: image/app/debian-13/2.yaml: metadata.stig-certified"],
  ])("by a key: %j", (text, claim) => {
    expect(saidOf(text)).toEqual([claim]);
  });

  test.each(["yes", "1", "[true]", "{ a: true }", "", "~", "tRUE"])("but not by the value %j", (value) => {
    expect(saidOf(`fips-compliant: ${value}\nstig-certified: ${value}\nmetadata: [x]\n`)).toEqual([]);
  });
});

describe("of an image as a whole", () => {
  const no = "variant: runtime\nfips-compliant: false\n";

  test("one definition that denies says nothing of the others", () => {
    expect(saidOf(no)).toEqual([]);
  });

  test("all of them deny it, and one with a FIPS variant affirms it all the same", () => {
    expect(said(imageOf({ "debian-13/1": no, "debian-13/2": no }))).toEqual([
      "no fips: image/app/debian-13/1.yaml: fips-compliant",
      "no fips: image/app/debian-13/2.yaml: fips-compliant",
    ]);
    expect(said(imageOf({ "debian-13/1": no, "debian-13/2": "flavor: fips\n" }))).toEqual([
      "fips: image/app/debian-13/2.yaml: flavor",
    ]);
  });

  test("a definition that contradicts itself is heard twice", () => {
    expect(saidOf("tags: [1-fips]\nfips-compliant: false\n")).toEqual([
      "fips: image/app/debian-13/2.yaml: tags",
      "no fips: image/app/debian-13/2.yaml: fips-compliant",
    ]);
  });

  test("its info.yaml is heard, too; that of a chart says nothing of an image", async () => {
    const directory = makeProject({
      "image/app/info.yaml": "metadata: { fips-compliant: true, stig-certified: false }\n",
      "image/app/debian-13/1.yaml": `image: dhi.io/app\n${RUNTIME}`,
      "chart/app/info.yaml": "metadata: { fips-compliant: true }\n",
      "chart/app/helm/1.yaml": "image: dhi.io/app-chart\ntags: [1.0.0]\nflavor: fips\n",
    });
    const { images } = await loadCatalog({ directory, cacheRoot: join(directory, "cache") });
    const again = await loadCatalog({ directory, cacheRoot: join(directory, "cache") });
    const image = images.get("app");
    expect(image && said(image)).toEqual([
      "fips: image/app/info.yaml: metadata.fips-compliant",
      "no stig: image/app/info.yaml: metadata.stig-certified",
    ]);
    expect(again.images).toEqual(images);
  });
});

describe("a FIPS variant spoils no other fact", () => {
  const image = imageOf({
    "debian-13/1": `${RUNTIME}environment: { A: a }\n`,
    "debian-13/1-fips": "variant: runtime\ntags: [1-fips, 1-debian13-fips]\nenvironment: { OPENSSL_CONF: /fips.cnf }\n",
    "debian-13/1-fips-dev": "variant: dev\nflavor: fips\ntags: [1-fips-dev]\n",
    "debian-13/1-sfw": "variant: runtime\nflavor: sfw\ntags: [1-sfw]\n",
    "debian-13/1-sfw-fips": "variant: runtime\nflavor: sfw-fips\ntags: [1-sfw-fips]\n",
    "debian-13/1-compat-fips": "variant: runtime\nflavor: compat-fips\ntags: [1-compat-fips]\n",
  });

  test("it is none of those without, unless there are no others", () => {
    expect(files(image.runtime)).toEqual(["debian-13/1.yaml", "debian-13/1-sfw.yaml"]);
    expect(files(image.dev)).toEqual(["debian-13/1-fips-dev.yaml"]);
    expect(files(image.compat)).toEqual(["debian-13/1-compat-fips.yaml"]);
    expect(image.all.definitions).toHaveLength(6);
  });

  test("its flavor is what is left without fips", () => {
    expect([...image.flavors.keys()]).toEqual(["compat", "sfw"]);
    expect([...imageOf({ "debian-13/1": "variant: dev\nflavor: fips-dev\n" }).flavors.keys()]).toEqual([]);
  });

  test("what a bare tag pulls is no FIPS variant, whatever its key says", () => {
    const certified = imageOf({ "debian-13/1": RUNTIME, "debian-13/2": `${RUNTIME}fips-compliant: true\n` });
    expect(files(certified.runtime)).toEqual(["debian-13/1.yaml", "debian-13/2.yaml"]);
  });
});
