import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { preview } from "../../src/commands/preview.ts";
import { accentSheet } from "../../src/preview/look/accent.ts";
import { readLook } from "../../src/preview/look/read-look.ts";
import { configSchema } from "../../src/project/config.ts";
import { context, createProject, KSERVE, options, type TestProject } from "./project.ts";

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8"/></svg>\n';
/** One pixel. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

describe("an accent", () => {
  const theme = readFileSync("src/preview/client/style/theme.css", "utf8");
  const pairOf = (css: string, name: string) =>
    (new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css) ?? []).slice(1);

  function contrast(one: string, other: string): number {
    const luminance = (colour: string) => {
      const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
      const [red = 0, green = 0, blue = 0] = parts.map((part) =>
        part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
      );
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
    return (lighter + 0.05) / (darker + 0.05);
  }

  it("can be read in light and dark, whatever colour was chosen, and so can texts on its ground", () => {
    const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);
    fc.assert(
      fc.property(fc.oneof(colour, fc.constantFrom("#000000", "#ffffff", "#FFFF00", "#808080")), (accent) => {
        const css = accentSheet(accent);
        for (const mode of [0, 1]) {
          const own = pairOf(css, "accent")[mode] ?? "";
          const soft = pairOf(css, "accent-soft")[mode] ?? "";
          const grounds = ["page", "raised", "sunken"].map((name) => pairOf(theme, name)[mode] ?? "");
          for (const ground of [...grounds, soft]) expect(contrast(own, ground)).toBeGreaterThanOrEqual(4.5);
          for (const name of ["text", "soft"])
            expect(contrast(pairOf(theme, name)[mode] ?? "", soft)).toBeGreaterThanOrEqual(4.5);
        }
      }),
    );
  });

  it("is the very colour where that can be read", () => {
    expect(pairOf(accentSheet("#1a56db"), "accent")[0]).toBe("#1a56db");
    expect(pairOf(accentSheet("#7aa7ff"), "accent")[1]).toBe("#7aa7ff");
  });
});

describe("what the settings give a site", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "dhi-look-"));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function look(settings: Readonly<Record<string, string>>, files: Readonly<Record<string, string | Buffer>> = {}) {
    const lines = Object.entries(settings).map(([key, value]) => `  ${key}: "${value}"\n`);
    for (const [file, content] of Object.entries({
      "dhi-guides.config.yaml": `preview:\n${lines.join("")}`,
      ...files,
    })) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), content);
    }
    return readLook({ root, config: configSchema.parse({ preview: settings }) });
  }

  it("is an SVG as an address of its own, so that nobody opens it as a page", () => {
    const { look: read, findings } = look({ logo: "brand/logo.svg" }, { "brand/logo.svg": SVG });
    expect(findings).toEqual([]);
    expect(read.logo?.source).toEqual({ data: `data:image/svg+xml;base64,${Buffer.from(SVG).toString("base64")}` });
    expect([...read.files.keys()]).toEqual([]);
  });

  it("is a PNG as a file, with its size", () => {
    const { look: read } = look({ logo: "logo.png" }, { "logo.png": PNG });
    expect(read.logo).toEqual({ source: { asset: "logo.png" }, size: { width: 1, height: 1 } });
    expect(read.files.get("logo.png")?.content).toEqual(PNG);
  });

  it("has a stylesheet after that of the accent", () => {
    const { look: read } = look({ css: "site.css", accent: "#aa0000" }, { "site.css": "p { margin: 0 }\n" });
    expect([...read.files.keys()]).toEqual(["accent.css", "custom.css"]);
  });

  const wrong: readonly (readonly [string, Record<string, string>, Record<string, string | Buffer>, string])[] = [
    ["a missing logo", { title: "x", logo: "brand/logo.svg" }, {}, "3:9 brand/logo.svg: the file does not exist"],
    ["a missing stylesheet", { css: "a.css" }, {}, "2:8 a.css: the file does not exist"],
    ["a folder", { css: "a.css" }, { "a.css/x": "" }, "2:8 a.css: unexpected special file"],
    ["another file's content", { logo: "a.png" }, { "a.png": SVG }, "2:9 a.png: unexpected content, expected a PNG"],
    ["a short PNG", { logo: "a.png" }, { "a.png": PNG.subarray(0, 20) }, "2:9 a.png: unexpected content"],
    ["no SVG", { logo: "a.svg" }, { "a.svg": "<p>no</p>" }, "2:9 a.svg: unexpected content, expected an SVG"],
    ["a large SVG", { logo: "a.svg" }, { "a.svg": SVG + " ".repeat(40_000) }, "2:9 a.svg: unexpected size of 40"],
  ];
  it.each(wrong)("says where the settings name %s", (_, settings, files, message) => {
    const { look: read, findings } = look(settings, files);
    expect(findings).toHaveLength(1);
    const [{ file, line, column, message: said, severity } = {} as (typeof findings)[number]] = findings;
    expect([file, severity]).toEqual(["dhi-guides.config.yaml", "error"]);
    expect(`${line}:${column} ${said}`.startsWith(message)).toBe(true);
    expect([read.logo, read.files.size]).toEqual([undefined, 0]);
  });

  it("says in a stylesheet what cannot be seen there", () => {
    const { findings } = look({ css: "a.css" }, { "a.css": "p {}\nq { color: red\u202e }\n" });
    expect(findings.map(({ file, line, code }) => [file, line, code])).toEqual([["a.css", 2, "invisible-character"]]);
  });

  it.each(["logo.svg", "brand/logo.svg"])("follows no link: %s", (file) => {
    const outside = mkdtempSync(join(tmpdir(), "dhi-outside-"));
    writeFileSync(join(outside, "logo.svg"), SVG);
    const [from, to] = file.includes("/") ? ["brand", outside] : [file, join(outside, "logo.svg")];
    symlinkSync(to, join(root, from));
    const { look: read, findings } = look({ logo: file });
    expect(read.logo).toBeUndefined();
    expect(findings[0]?.message).toContain("unexpected symbolic link");
    rmSync(outside, { recursive: true });
  });

  it("has another version where anything of it is another", () => {
    const versions = [
      look({}),
      look({ footer: "One" }),
      look({ accent: "#aa0000" }),
      look({ css: "a.css" }, { "a.css": "p {}" }),
      look({ css: "a.css" }, { "a.css": "q {}" }),
      look({ logo: "a.svg" }, { "a.svg": SVG }),
    ].map(({ look: { version } }) => version);
    expect(new Set(versions).size).toBe(versions.length);
  });
});

describe("a built site", () => {
  let project: TestProject;
  afterEach(() => project.remove());

  it("has what the settings give it, and is built without what is missing", async () => {
    project = createProject({
      "dhi-guides.config.yaml":
        "preview:\n  logo: logo.png\n  css: none.css\n  accent: '#aa0000'\n  footer: '<b>© & Co</b>'\n",
    });
    writeFileSync(join(project.root, "logo.png"), PNG);
    let said = "";
    const status = await preview(options(project.root, { build: true }), {
      ...context(),
      err: (text) => (said += text),
    });
    expect(status).toBe(1);
    expect(said).toContain("dhi-guides.config.yaml:3:8");
    const html = readFileSync(join(project.root, `site/guides/${KSERVE}.html`), "utf8");
    const [, logo = ""] =
      /<img class="logo" src="\.\.\/(assets\/logo-\w+\.png)" alt="" width="1" height="1">/.exec(html) ?? [];
    expect(html).toMatch(/href="\.\.\/assets\/accent-\w+\.css"/);
    expect(html).not.toMatch(/custom[^"]*\.css/);
    expect(html).toMatch(/<footer [^>]*>.*&#x3C;b>© &#x26; Co&#x3C;\/b>/s);
    expect(readFileSync(join(project.root, "site", logo))).toEqual(PNG);
    expect(readdirSync(join(project.root, "site/assets")).filter((name) => name.startsWith("custom"))).toEqual([]);
  });
});
