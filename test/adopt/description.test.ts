import { describe, expect, test } from "vitest";
import { adoptProved, build, descriptor, drift, packaged, oneOther, said, FOUR } from "./small-catalog.ts";

/* What a descriptor says of one guide beside the shared text: its blocks, rows and sections. */

test("a guide that says nothing of its own needs nothing but its names", () => {
  const root = adoptProved(packaged(() => "", undefined, FOUR));
  for (const name of FOUR) expect(descriptor(root, name)).toEqual({});
});

describe("blocks of shared sections", () => {
  test("one that is left out", () => {
    const root = oneOther((page) => page.replace("- Are used to build or compile applications\n", ""));
    expect(said(root)).toEqual({ sections: { changes: { variants: [{ remove: "Are used to" }] } } });
  });

  test("an item with all that stands in it", () => {
    const item = /(?<=\n)(?:- |\d\. )(?:(?!\n\S)[^])*\n {2,}\S(?:(?!\n\S)[^])*\n/;
    const root = oneOther((page) => page.replace(item, ""));
    const { sections } = said(root) as { sections: { changes: Record<string, object[]> } };
    expect(Object.values(sections.changes)).toEqual([[{ remove: expect.any(String) as string }]]);
  });

  describe("one that has another word or two", () => {
    const shared = "By default, image variants intended for runtime don't contain a shell.";
    const other = (text: string) => oneOther((page) => page.replace(shared, text));

    test.each([
      "By default, all image variants intended for runtime don't contain a shell.",
      "By default, image variants meant for runtime don't contain a shell.",
    ])("is drift, not a copy: %s", (text) => {
      const root = other(text);
      expect(said(root)).toEqual({});
      expect(drift(root, "frida")).toMatchObject([{ section: "no-shell" }]);
    });

    test.each([
      ["the image's name", "By default, image variants of frida intended for runtime don't contain a shell."],
      ["a name", "By default, Oslo image variants intended for runtime don't contain a shell."],
      ["a number", "By default, image variants 3 intended for runtime don't contain a shell."],
      ["what it denies", "By default, image variants intended for runtime only don't contain a shell."],
    ])("is the image's own where that is %s", (_, text) => {
      expect(said(other(text))).toMatchObject({
        sections: { changes: { "no-shell": [{ replace: "By default, image" }] } },
      });
    });
  });

  test("one that is added, in its place", () => {
    const root = oneOther((page) =>
      page.replace("- Include a shell and package manager\n", "- Include a shell and package manager\n- Have a lamp\n"),
    );
    expect(said(root)).toEqual({
      sections: { changes: { variants: [{ after: "Include a shell and", add: "- Have a lamp\n" }] } },
    });
  });

  test("one that is added behind the heading", () => {
    const root = oneOther((page) => page.replace("### Permissions\n", "### Permissions\n\nMind the lamp.\n"));
    expect(said(root)).toMatchObject({ sections: { changes: { permissions: [{ add: "Mind the lamp.\n" }] } } });
  });

  test("several that are added together are one text", () => {
    const text = "Mind the lamp.\n\n```sh\nlamp up\n```\n\n- Twice\n";
    const root = oneOther((page) => page.replace("### No shell\n", `${text}\n### No shell\n`));
    expect(said(root)).toMatchObject({
      sections: { changes: { "privileged-ports": [{ add: text }] } },
    });
  });
});

describe("rows of tables", () => {
  const row = (item: string) => new RegExp(String.raw`^\| ${item} .*\n`, "m");

  test("that are left out of the migration table are in its field", () => {
    const root = oneOther((page) => page.replace(row("TLS certificates"), ""));
    expect(said(root)).toEqual({ migration: { omit: ["TLS certificates"] } });
  });

  test.each([
    ["a hyphen less", "| Nonroot user "],
    ["small letters", "| non-root user "],
  ])("that three guides call otherwise are the shared ones: %s", (_, name) => {
    const rename = (page: string, index: number) => (index < 3 ? page.replace(/^\| Non-root user +/m, name) : page);
    const root = adoptProved(packaged(() => "", rename));
    expect(descriptor(root, "alma")).toEqual({});
    expect(drift(root, "alma")).toMatchObject([{ section: "migration", block: "Non-root user" }]);
  });

  test("that are called otherwise, and say something of their own", () => {
    const own = "| Nonroot user | It runs as `lamp` with the UID 4711, and asks for nothing. |\n";
    const root = oneOther((page) => page.replace(row("Non-root user"), own));
    expect(said(root)).toMatchObject({ sections: { changes: { migration: [{ replace: "Non-root user |" }] } } });
  });

  test("that are added to it, and that say something else, too", () => {
    const root = oneOther((page) =>
      page
        .replace(
          row("TLS certificates"),
          "| TLS certificates | Bring your own \\| chain, for none is in this image. |\n",
        )
        .replace(row("No shell"), (line) => `${line}| Lamps | Light them with \`lamp up\`. |\n`),
    );
    expect(said(root)).toEqual({
      migration: {
        rows: [
          { item: "TLS certificates", note: "Bring your own | chain, for none is in this image." },
          { item: "Lamps", note: "Light them with `lamp up`." },
        ],
      },
    });
  });

  test("of the comparison have columns of their own", () => {
    const root = oneOther((page) =>
      page
        .replace(row("Attack surface"), "")
        .replace(/^\| Debugging .*\n/m, (line) => `${line}| Lamps | None | One a room |\n`),
    );
    expect(said(root)).toEqual({
      comparison: {
        omit: ["Attack surface"],
        rows: [{ feature: "Lamps", standard: "None", hardened: "One a room" }],
      },
    });
  });
});

describe("sections", () => {
  test("that are left out", () => {
    const root = oneOther((page) => page.replace(/### Permissions\n[^]*?(?=### )/, ""));
    expect(said(root)).toEqual({ sections: { omit: ["permissions"] } });
  });

  test("of the author's own stand at their place", () => {
    const root = oneOther((page) =>
      page.replace("## Image variants\n", "## Lamps\n\nOne a room.\n\n## Image variants\n"),
    );
    expect(said(root)).toEqual({ sections: { add: [{ after: "comparison", title: "Lamps", text: "One a room.\n" }] } });
  });

  test("of the author's own within a section", () => {
    const root = oneOther((page) => page.replace("### No shell\n", "### Lamps\n\nOne a room.\n\n### No shell\n"));
    expect(said(root)).toEqual({
      sections: { add: [{ after: "privileged-ports", title: "Lamps", text: "One a room.\n" }] },
    });
  });

  test("of the author's own at the end", () => {
    const root = oneOther((page) => `${page}\n## Lamps\n\nOne a room.\n`);
    expect(said(root)).toEqual({ sections: { add: [{ title: "Lamps", text: "One a room.\n" }] } });
    expect(build(root).pages.get("frida")?.endsWith("## Lamps\n\nOne a room.\n")).toBe(true);
  });

  const LAMPS = "One a room.\n\n- Lit\n  - By whom?\n";

  test.each([
    ["a section that has none of its own", "## Migrate to", 3, { into: "variants" }],
    ["a section that has some", "### General debugging", 3, { into: "troubleshooting" }],
    ["the last section", "", 4, { into: "entry-point" }],
  ])("of the author's own below %s", (_, before, level, place) => {
    const own = `${"#".repeat(level)} \`lamps\`\n\n${LAMPS}`;
    const twice = `${own}\n${own.replace("lamps", "wicks")}`;
    const root = oneOther((page) =>
      before === "" ? `${page}\n${twice}` : page.replace(before, () => `${twice}\n${before}`),
    );
    expect(said(root)).toEqual({
      sections: {
        add: [
          { ...place, title: "`lamps`", text: LAMPS },
          { ...place, title: "`wicks`", text: LAMPS },
        ],
      },
    });
  });

  test("of the author's own below a section, and then behind it", () => {
    const own = "### Lamps\n\nOne a room.\n\n## Wicks\n\nTrim them.\n\n### Oil\n\nFill it in.\n\n";
    const root = oneOther((page) => page.replace("## Migrate to", `${own}## Migrate to`));
    expect(said(root)).toEqual({
      sections: {
        add: [
          { into: "variants", title: "Lamps", text: "One a room.\n" },
          { after: "variants", title: "Wicks", text: "Trim them.\n\n### Oil\n\nFill it in.\n" },
        ],
      },
    });
  });

  test("of the author's own instead of a shared one are one text with those that go with it", () => {
    const own = "### Start the lamp\n\nStrike.\n\n### Stop the lamp\n\nBlow.\n\n#### By hand\n\nWet it.\n";
    const pages = packaged(
      (_, index) => `sections: { replace: { start: { text: "## Light ${index}" } } }\n`,
      (page, index) => (index === 3 ? page.replace(/## Light.*\n/, () => own) : page),
      FOUR,
    );
    expect(said(adoptProved(pages))["sections"]).toEqual({ replace: { start: { text: own } } });
  });

  test("of the author's own under the heading of a shared one stand instead of it", () => {
    const own = "### Permissions\n\nEvery lamp in the house has an owner of its own.\n";
    const root = oneOther((page) => page.replace(/### Permissions\n[^]*?(?=\n### )/, own));
    expect(said(root)).toEqual({ sections: { replace: { permissions: { text: own } } } });
  });

  test.each(["Installation", "Deploy it with Compose", "Getting started"])(
    "%s of the author's own stands where the layout starts the image",
    (title) => {
      const own = `### ${title}\n\nHang the lamp from a hook of its own.\n`;
      const root = oneOther((page) => page.replace(/### Start [^]*?(?=\n##+ )/, own));
      expect(said(root)).toEqual({ sections: { replace: { start: { text: own } } } });
    },
  );

  test("of the author's own under such a heading are added where they stand elsewhere, or at another level", () => {
    const own = "Every lamp in the house has an owner of its own.\n";
    const shared = /### Permissions\n[^]*?(?=### )/;
    const elsewhere = oneOther((page) => `${page.replace(shared, "")}\n### Permissions\n\n${own}`);
    expect(said(elsewhere)).toEqual({
      sections: { omit: ["permissions"], add: [{ after: "entry-point", title: "Permissions", text: own }] },
    });
    const higher = oneOther((page) => `${page.replace(shared, "")}\n## Permissions\n\n${own}`);
    expect(said(higher)).toEqual({ sections: { omit: ["permissions"], add: [{ title: "Permissions", text: own }] } });
  });

  test("a heading without a text is no title", () => {
    const root = oneOther((page) => page.replace("## Migrate to", "## Lamps\n\n## Migrate to"));
    expect(said(root)).toEqual({ sections: { add: [{ after: "variants", text: "## Lamps\n" }] } });
  });

  test("text before the first heading stands before the first section", () => {
    const root = oneOther((page) => `The lamps of this house.\n\n${page}`);
    expect(said(root)).toEqual({ sections: { add: [{ before: "access", text: "The lamps of this house.\n" }] } });
  });

  test("in another order are left out and added", () => {
    const move = (page: string) => {
      const [, before = "", moved = "", after = ""] =
        /^([^]*)(### Permissions\n[^]*?)(### Privileged[^]*)$/.exec(page) ?? [];
      return `${before}${after}\n${moved}`.trimEnd() + "\n";
    };
    const root = oneOther(move);
    expect(said(root)).toMatchObject({
      sections: { omit: ["permissions"], add: [{ after: "entry-point", partial: "permissions" }] },
    });
  });
});
