import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  adoptProved,
  build,
  deleteDrift,
  descriptor,
  drift,
  each,
  NAMES,
  packaged,
  read,
  type Texts,
} from "./small-catalog.ts";

/* What a descriptor says of one guide beside the shared text. */

/** Three guides say what is shared; the fourth is looked at. */
const FOUR = ["alma", "berta", "cilla", "frida"];

/** The package's guide four times, the last one changed. */
function oneOther(change: (page: string) => string, more: (name: string, index: number) => string = () => ""): string {
  const texts = packaged(more, (page, index) => (index === 3 ? change(page) : page), FOUR);
  expect(texts["frida"]).not.toBe(texts["berta"]?.replaceAll("berta", "frida").replaceAll("Berta", "Frida"));
  return adoptProved(texts);
}

/** What is said of the one guide that was changed. */
const said = (root: string) => descriptor(root, "frida");

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

describe("facts that change shared text are stated, and nothing else is", () => {
  test.each([
    ["root", "user: root\n", { user: "root" }],
    ["no dev variant", "variants: { available: [runtime] }\n", { variants: { available: ["runtime"] } }],
    [
      "FIPS variants",
      "variants: { available: [runtime, dev, fips] }\n",
      { variants: { available: ["runtime", "dev", "fips"] } },
    ],
    [
      "compat variants",
      "variants: { available: [runtime, dev, compat] }\n",
      { variants: { available: ["runtime", "dev", "compat"] } },
    ],
    ["a drop-in replacement", "migration: { kind: drop-in }\n", { migration: { kind: "drop-in" } }],
    ["a shell that is unknown", "shell: unknown\n", { shell: "unknown" }],
  ])("%s", (_, yaml, fields) => {
    const root = adoptProved(packaged((_, index) => (index === 3 ? yaml : ""), undefined, FOUR));
    expect(said(root)).toMatchObject(fields);
    expect(said(root)).not.toHaveProperty("sections");
    expect(drift(root, "frida")).toEqual([]);
  });
});

describe("fields that are text", () => {
  test("what is included, whatever its heading", () => {
    const root = oneOther(
      (page) => page.replace("## What's included in this Frida Hardened Image", "## What's included in this image"),
      () => "included: |\n  - A lamp\n  - Its wick\n",
    );
    expect(descriptor(root, "alma")).toMatchObject({ included: "- A lamp\n- Its wick\n" });
    expect(said(root)).toMatchObject({ included: "- A lamp\n- Its wick\n" });
  });

  test("use cases, with what stands below their headings", () => {
    const own = (name: string) => [...name].reverse().join("");
    const yaml = (name: string) => `useCases:
  - title: Light ${own(name)}
    text: |
      ${`${own(name)} `.repeat(9).trim()}.

      \`\`\`bash
      docker run --rm dhi.io/lamp:<tag> ${own(name)}
      \`\`\`

      ##### Twice ${own(name)}

      Run ${own(name)} again.
  - title: Put ${own(name)} out
    text: ${own(name)}!
`;
    const root = adoptProved(packaged(yaml, undefined, FOUR));
    const text = expect.stringMatching(/^(?:amla ?){9}\.\n[^]*Twice amla\n\nRun amla again\.\n$/) as string;
    expect(descriptor(root, "alma")).toEqual({
      useCases: [
        { title: "Light amla", text },
        { title: "Put amla out", text: "amla!\n" },
      ],
    });
  });

  test("use cases in the words of other guides are a field all the same", () => {
    const useCase = { title: "Light it", text: "Run it once and wait for dusk.\n" };
    const root = adoptProved(packaged(() => `useCases: ${JSON.stringify([useCase])}\n`, undefined, FOUR));
    expect(descriptor(root, "alma")).toEqual({ useCases: [useCase] });
  });
});

describe("a sample that runs the image", () => {
  const yaml = "ports: [8080/tcp]\nenv:\n  - { name: LAMP, value: up }\nvolumes:\n  - { path: /oil, source: oil }\n";
  const fields = {
    ports: ["8080/tcp"],
    env: [{ name: "LAMP", value: "up" }],
    volumes: [{ path: "/oil", source: "oil" }],
  };
  const sample = (lines: string) => (page: string) =>
    page.replace(/```bash\n(docker run -d[^]*?)\n```/, () => `\`\`\`bash\n${lines}\n\`\`\``);

  test("is made from ports, variables and volumes", () => {
    const root = adoptProved(packaged(() => yaml, undefined, FOUR));
    for (const name of FOUR) expect(descriptor(root, name)).toMatchObject(fields);
    expect(read(root, "images/alma.yaml")).not.toContain("docker run");
  });

  test.each([
    ["in another order", "docker run -d -v oil:/oil -e LAMP=up -p 8080:8080 dhi.io/frida:<tag>"],
    ["with a name", "docker run -d --name my-frida -p 8080:8080 -e LAMP=up -v oil:/oil dhi.io/frida:<tag>"],
    ["behind a prompt", "$ docker run -d -p 8080:8080 -e LAMP=up -v oil:/oil dhi.io/frida:<tag>"],
    ["over lines", "docker run -d \\\n  -p 8080:8080 \\\n  -e LAMP=up \\\n  -v oil:/oil \\\n  dhi.io/frida:<tag>"],
    ["in long options", 'docker run --detach --publish=8080:8080 --env "LAMP=up" --volume oil:/oil dhi.io/frida:<tag>'],
  ])("is the same %s", (_, lines) => {
    const root = adoptProved(
      packaged(
        () => yaml,
        (page, index) => (index === 3 ? sample(lines)(page) : page),
        FOUR,
      ),
    );
    expect(said(root)).toMatchObject(fields);
  });

  test.each([
    ["pulls it first", "docker pull dhi.io/frida:<tag>\ndocker run -d dhi.io/frida:<tag>"],
    ["maps a port to another", "docker run -d -p 80:8080 -e LAMP=up -v oil:/oil dhi.io/frida:<tag>"],
    ["runs another image", "docker run -d -p 8080:8080 dhi.io/elsa:<tag>"],
    ["asks the shell", "docker run -d -e LAMP=$(cat up) dhi.io/frida:<tag>"],
  ])("is its author's own where it %s", (_, lines) => {
    const root = adoptProved(
      packaged(
        () => yaml,
        (page, index) => (index === 3 ? sample(lines)(page) : page),
        FOUR,
      ),
    );
    expect(said(root)).not.toHaveProperty("ports");
    expect(JSON.stringify(said(root))).toContain(lines.split("\n").at(-1)?.split(" ").at(-1));
  });

  // What the sample says is the same: it is drift of shape, and no change of this image.
  test("leaves no sample in the descriptor where it says the same in another order", () => {
    const lines = "docker run -d -v oil:/oil -e LAMP=up -p 8080:8080 dhi.io/frida:<tag>";
    const root = adoptProved(
      packaged(
        () => yaml,
        (page, index) => (index === 3 ? sample(lines)(page) : page),
        FOUR,
      ),
    );
    expect(drift(root, "frida")).toMatchObject([
      { section: "start", published: expect.stringContaining(lines) as string },
    ]);
    expect(said(root)).not.toHaveProperty("sections");
  });
});

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
