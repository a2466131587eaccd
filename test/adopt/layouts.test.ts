import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { adoptProved, descriptor, drift, NAMES, packaged, read, oneOther, type Texts } from "./small-catalog.ts";

/* Which layouts there are, and which guides have them. */

describe("layouts", () => {
  const nested = () => packaged(() => "");
  const flat = () => packaged(() => "layout: flat\n");

  test("the settings name the one that most guides have, and those say nothing of it", () => {
    const [mine, theirs] = [nested(), flat()];
    const texts: Texts = Object.fromEntries(
      NAMES.map((name, index) => [name, (index < 4 ? mine : theirs)[name] ?? ""]),
    );
    const root = adoptProved(texts);
    expect(read(root, "dhi-guides.config.yaml")).toContain("layout: guide\n");
    for (const name of NAMES.slice(0, 4)) expect(descriptor(root, name)).not.toHaveProperty("layout");
  });

  test("a second outline is a layout that is called after what it has", () => {
    const wick = "## Trimming the wick\n\nThe wick is trimmed to the height of a barley corn.\n\n";
    const texts = packaged(
      () => "",
      (page, index) => (index < 4 ? page : page.replace("## Image variants\n", `${wick}## Image variants\n`)),
      [...NAMES, "greta"],
    );
    const root = adoptProved(texts);
    expect(read(root, "templates/guide.hbs")).not.toContain("wick");
    expect(read(root, "templates/with-trimming-the-wick.hbs")).toContain("{{> trimming-the-wick}}\n{{> variants}}");
    expect(descriptor(root, "alma")).toEqual({});
    expect(descriptor(root, "greta")).toEqual({ layout: "with-trimming-the-wick" });
  });

  /** Of seven guides, the last three say otherwise where a field's section stands. */
  function threeOthers(change: (page: string) => string, more = "sections: { omit: [start] }\n"): string {
    return adoptProved(
      packaged(
        (_, index) => `${index === 0 ? "" : "included: The lamp.\n"}${more}`,
        (page, index) => (index < 4 ? page : change(page)),
        [...NAMES, "greta"],
      ),
    );
  }
  const layouts = (root: string) => readdirSync(join(root, "project/templates")).filter((name) => name !== "partials");
  const raised = (page: string) => page.replace("### What's included", "## What's included");
  const included = /### What's included[^]*?(?=\n##+ )/;

  test("a field's section that three guides set at another level makes a layout, which says all of it", () => {
    const root = threeOthers(raised);
    expect(layouts(root)).toEqual(["guide.hbs", "top-level-included.hbs"]);
    expect(descriptor(root, "greta")).toEqual({
      layout: "top-level-included",
      included: "The lamp.\n",
      sections: { omit: ["start"] },
    });
    for (const name of NAMES.slice(0, 4)) expect(descriptor(root, name)).not.toHaveProperty("layout");
  });

  test("so does one that they have before another section, or behind it", () => {
    const before = threeOthers((page) => `${included.exec(page)?.[0] ?? ""}\n${page.replace(included, "")}`, "");
    expect(layouts(before)).toEqual(["access-after-included.hbs", "guide.hbs"]);
    expect(descriptor(before, "greta")).toEqual({ layout: "access-after-included", included: "The lamp.\n" });
    const behind = threeOthers(
      (page) =>
        page.replace(included, "").replace("## Image variants", `${included.exec(page)?.[0] ?? ""}\n## Image variants`),
      "",
    );
    expect(layouts(behind)).toEqual(["guide.hbs", "included-after-minimalism.hbs"]);
    expect(descriptor(behind, "greta")).toEqual({ layout: "included-after-minimalism", included: "The lamp.\n" });
  });

  test("a layout's headings are those of its own guides", () => {
    const root = threeOthers((page) => raised(page).replace("## How to use this image", "## What you need first"));
    expect(read(root, "templates/guide.hbs")).toContain('access heading="How to use this image"');
    expect(read(root, "templates/top-level-included.hbs")).toContain('access heading="What you need first"');
    expect(descriptor(root, "greta")).not.toHaveProperty("sections.parameters");
  });

  test("another heading that only some of its guides have is drift of theirs", () => {
    const heading = (name: string) => `## What ${name} needs first`;
    const root = threeOthers((page) =>
      raised(page).replace("## How to use this image", heading(page.includes("Greta") ? "Greta" : "everybody")),
    );
    expect(read(root, "templates/top-level-included.hbs")).toContain('access heading="How to use this image"');
    expect(drift(root, "greta")).toMatchObject([{ section: "access", published: heading("Greta") }]);
  });

  test("what two guides set at another level is moved there by their descriptors", () => {
    const texts = packaged(
      () => "included: The lamp.\nsections: { omit: [start] }\n",
      (page, index) => (index < 4 ? page : raised(page)),
    );
    const root = adoptProved(texts);
    expect(layouts(root)).toEqual(["guide.hbs"]);
  });

  test("what one guide alone has is no layout", () => {
    const root = oneOther((page) => page.replace(/### Permissions\n[^]*?(?=### )/, ""));
    expect(readdirSync(join(root, "project/templates"))).toEqual(["guide.hbs"]);
  });

  test("has the sections that fields fill, so that a new descriptor is rendered whole", () => {
    const root = adoptProved(nested());
    const layout = read(root, "templates/guide.hbs");
    for (const partial of ["included", "start", "environment", "volumes", "use-cases"])
      expect(layout).toContain(`{{> ${partial}`);
  });
});
