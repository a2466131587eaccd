import { describe, expect, test } from "vitest";
import { adoptProved, build, deleteDrift, drift, each, packaged, read, oneOther, said, FOUR } from "./small-catalog.ts";

/* An adopted project whose registry is switched, and one without its drift. */

describe("another registry", () => {
  test("a mirror's references are canonical in what is written, and follow the profile", () => {
    const root = adoptProved(
      each((name) => `## Pulling\n\nRun \`docker pull <your-namespace>/dhi-${name}:<tag>\` and wait for the lamp.\n`),
    );
    expect(read(root, "dhi-guides.config.yaml")).toContain("registry: mirror");
    expect(build(root, { registry: "public" }).pages.get("alma")).toContain("`docker pull dhi.io/alma:<tag>`");
  });

  test("a namespace that stands there twice comes back, and goes with the mirror", () => {
    const text = "## Pulling\n\nRun `docker pull <your-namespace>/<your-namespace>/dhi-alma:<tag>` and wait.\n";
    const root = adoptProved({ alma: text });
    expect(build(root, { registry: "public" }).pages.get("alma")).toContain("`docker pull dhi.io/alma:<tag>`");
  });

  test.each([
    ["its own name", "frida:<tag>", "wording"],
    ["its own name, in another shape", "frida:<tag>", "wording", (list: string) => list.replaceAll("- ", "* ")],
    ["another image's name", "elsa:<tag>", undefined],
    ["a version", "frida:1.2", undefined],
  ])("a placeholder of the shared text that a page fills with %s", (_, filled, kind, change = (list) => list) => {
    const list =
      "- Public image: `dhi.io/<repository>:<tag>`\n- Mirrored image: `<your-namespace>/dhi-<repository>:<tag>`\n";
    const texts = packaged(
      () => "",
      (page, index) =>
        index === 3 ? page.replace(list, (found) => change(found.replaceAll("<repository>:<tag>", filled))) : page,
      FOUR,
    );
    const root = adoptProved(texts);
    // What says no more than the shared text is drift, which may be dropped; what does is the descriptor's.
    expect(drift(root, "frida").map((entry) => entry.kind)).toEqual(kind ? [kind, kind] : []);
    expect(JSON.stringify(said(root)).includes(filled)).toBe(kind === undefined);
    const { pages, findings } = build(root, { registry: "mirror" });
    if (kind) expect(findings).toEqual([]);
    expect(pages.get("frida")).not.toMatch(/dhi\.io|Public image/);
  });

  test("no entry of drift fails, and what the registry decides follows it", () => {
    const root = oneOther((page) =>
      page.replace("If you’ve mirrored the repository", "If you've mirrored the repository"),
    );
    expect(drift(root, "frida")).toHaveLength(1);
    const { pages, findings } = build(root, { registry: "mirror" });
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    for (const page of pages.values()) {
      expect(page).toContain("Before you can use any Docker Hardened Image, you must mirror");
      expect(page).not.toContain("the public image");
      expect(page).not.toContain("dhi.io/frida");
    }
  });

  // What is said about text of the branch that is not taken should rest, as drift does.
  test("a block that one guide leaves out of the public branch is no error on a mirror", () => {
    const root = oneOther((page) => page.replace("For example:\n\n", ""));
    expect(said(root)).toEqual({ sections: { changes: { access: [{ remove: "For example:" }] } } });
    expect(build(root, { registry: "mirror" }).findings).toEqual([]);
  });

  test("without drift files, all guides build, each section in one wording", () => {
    const root = oneOther((page) => page.replaceAll("don't", "don’t"));
    expect(drift(root, "frida").length).toBeGreaterThan(1);
    deleteDrift(root);
    const { pages, findings } = build(root);
    expect(findings).toEqual([]);
    expect(pages.get("frida")).toBe(pages.get("berta")?.replaceAll("berta", "frida").replaceAll("Berta", "Frida"));
  });
});
