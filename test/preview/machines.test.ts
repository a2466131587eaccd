import { readFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { fromMarkdown } from "mdast-util-from-markdown";
import { toString } from "mdast-util-to-string";
import { afterEach, describe, expect, it } from "vitest";
import { preview } from "../../src/commands/preview.ts";
import { KINDS, type PagePaths } from "../../src/core.ts";
import { llmsTxt, type ListedPages } from "../../src/preview/machines/llms-txt.ts";
import { robots, sitemap } from "../../src/preview/machines/sitemap.ts";
import type { PageState } from "../../src/preview/store.ts";
import { context, createProject, KSERVE, options, type TestProject } from "./project.ts";
import { TWO_KINDS } from "./two-kinds.ts";

const SITE = { title: "Our images", description: "What we run.", url: undefined };
const [IMAGE, CHART] = KINDS;

interface Told {
  readonly kind?: (typeof KINDS)[number];
  readonly name?: string;
  readonly title?: string;
  readonly description?: string;
  readonly categories?: readonly string[];
}

function thing({ kind = IMAGE, name = "redis", title = name, description = "", categories = [] }: Told) {
  const states = kind.pages.map((page) => ({
    paths: { kind, name, page } as unknown as PagePaths,
    page: { summary: { title, description, categories } },
  }));
  return { states: states as unknown as readonly PageState[] };
}

const linesOf = (entries: ListedPages, site: Parameters<typeof llmsTxt>[1] = SITE) =>
  llmsTxt(entries, site).split("\n");

describe("llms.txt", () => {
  it("has a title, what the site is for, and each page below its kind and category", () => {
    const entries = [
      thing({ name: "redis", title: "Redis", description: "Keeps data.", categories: ["databases-and-storage", "x"] }),
      thing({ name: "tool", title: "Tool" }),
      thing({ name: "kafka", title: "Kafka", categories: ["messaging"] }),
      thing({ kind: CHART, name: "redis", title: "Redis", description: "Installs it." }),
    ];
    expect(llmsTxt(entries, SITE)).toBe(`# Our images

> What we run.

## Images: Databases and storage

- [Redis: guide](guides/redis.md): Keeps data.
- [Redis: overview](guides/redis/overview.md)

## Images: Messaging

- [Kafka: guide](guides/kafka.md)
- [Kafka: overview](guides/kafka/overview.md)

## Images: Other

- [Tool: guide](guides/tool.md)
- [Tool: overview](guides/tool/overview.md)

## Helm charts

- [Redis: guide](charts/redis.md): Installs it.
- [Redis: overview](charts/redis/overview.md)
`);
  });

  it("has absolute addresses where the site's is known", () => {
    const lines = linesOf([thing({ name: "redis" })], { ...SITE, url: "https://acme.example/docs/" });
    expect(lines).toContain("- [redis: guide](https://acme.example/docs/guides/redis.md)");
  });

  it("leaves out what has no page yet, and a kind that has nothing", () => {
    const broken = thing({ name: "broken" }).states.map((state) => ({ ...state, page: undefined }));
    expect(llmsTxt([{ states: broken }], SITE)).toBe("# Our images\n\n> What we run.\n");
  });

  it.each([
    "a](https://evil.example) b",
    "# no heading",
    "one\n\n## two",
    "<script>alert(1)</script>",
    "*stars* and `ticks`",
    "![picture](x)",
    "a \\ b",
    "- [x](y)",
    "https://evil.example",
  ])("keeps text as text: %j", (words) => {
    const entries = [thing({ title: words, description: words, categories: [words] })];
    const tree = fromMarkdown(llmsTxt(entries, { ...SITE, title: words || "x", description: words }));
    expect(tree.children.map(({ type }) => type)).toEqual(["heading", "blockquote", "heading", "list"]);
    const plain = words.replace(/\s+/g, " ");
    expect(toString(tree.children[3]).split(/(?=: guide)/)[0]).toBe(plain);
    const addresses = JSON.stringify(tree).match(/"url":"[^"]*"/g);
    expect(addresses).toEqual(['"url":"guides/redis.md"', '"url":"guides/redis/overview.md"']);
  });
});

describe("the site map", () => {
  const [{ paths }] = thing({ name: "redis" }).states as [PageState];

  it("has the site's address and those of all pages", () => {
    expect(sitemap([paths], "https://acme.example/docs/")).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://acme.example/docs/</loc></url>
<url><loc>https://acme.example/docs/guides/redis.html</loc></url>
</urlset>
`);
  });

  it.each([
    "https://acme.example/a&b/",
    "https://acme.example/<x>/",
    "https://acme.example/\"'/",
    "https://acmé.example/ü/",
  ])("escapes addresses: %s", (url) => {
    const xml = sitemap([paths], url);
    const addresses = [...xml.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, address = ""]) => address);
    expect(addresses).toHaveLength(2);
    for (const address of addresses) {
      expect(address).not.toMatch(/[<>"]|&(?!#x26;|amp;)|[^ -~]/);
      expect(URL.canParse(address)).toBe(true);
    }
  });

  it("is told to search engines where they look for it", () => {
    expect(robots("https://acme.example/")).toContain("Sitemap: https://acme.example/sitemap.xml\n");
    expect(robots("https://acme.example/docs/")).toBeUndefined();
  });
});

describe("what machines read of a built site", () => {
  let project: TestProject;
  afterEach(() => project.remove());

  async function build(config: string): Promise<(file: string) => string | undefined> {
    project = createProject({ ...TWO_KINDS, "dhi-guides.config.yaml": config });
    await preview(options(project.root, { build: true, quiet: true }), context());
    return (file) => {
      const path = join(project.root, "site", file);
      return existsSync(path) ? readFileSync(path, "utf8") : undefined;
    };
  }

  it("is the Markdown of each page as build writes it, with a link to it", async () => {
    const read = await build("preview: { title: Ours }\n");
    expect(read(`guides/${KSERVE}.md`)).toBe(project.read(`out/${KSERVE}/guides.md`));
    expect(read("charts/twin/overview.md")).toContain("round");
    expect(read("charts/twin/overview.html")).toContain(
      '<link rel="alternate" type="text/markdown" href="../../charts/twin/overview.md">',
    );
    expect(read("llms.txt")).toContain("(guides/twin.md)");
  });

  it("is a site map only where the address of the site is known", async () => {
    expect((await build("preview: { title: Ours }\n"))("sitemap.xml")).toBeUndefined();
    project.remove();
    const read = await build("preview: { url: 'https://acme.example' }\n");
    expect(read("sitemap.xml")).toContain("<loc>https://acme.example/charts/twin/overview.html</loc>");
    expect(read("sitemap.xml")).not.toContain("single/overview");
    expect(read("robots.txt")).toContain("https://acme.example/sitemap.xml");
    expect(read("llms.txt")).toContain("(https://acme.example/guides/twin.md)");
  });

  it("goes when the settings name no address any more", async () => {
    await build("preview: { url: 'https://acme.example' }\n");
    project.write("dhi-guides.config.yaml", "preview: { title: Ours }\n");
    await preview(options(project.root, { build: true, quiet: true }), context());
    expect(existsSync(join(project.root, "site/sitemap.xml"))).toBe(false);
    expect(existsSync(join(project.root, "site/robots.txt"))).toBe(false);
  });
});
