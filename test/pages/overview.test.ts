import { describe, expect, test } from "vitest";
import { describing, makePages, words } from "../support/pages.ts";

/** The overview of an image. */
function overviewOf(fields: string, info = ""): string {
  const files = { "images/app.yaml": describing("app", fields), ...(info && { "images/app/info.yaml": info }) };
  return makePages(files)["app overview"] ?? "";
}

/** The overview of a chart. */
function chartOverviewOf(fields: string, facts?: string): string {
  const files = {
    "charts/app.yaml": describing("app", fields),
    ...(facts !== undefined && { "charts/app/facts.yaml": facts }),
  };
  return makePages(files)["chart/app overview"] ?? "";
}

const headings = (page: string) => page.match(/^#+ .*$/gm) ?? [];

describe("what an overview says of its software", () => {
  const ALWAYS = ["## About Docker Hardened Images", "### Why use Docker Hardened Images?", "## Trademarks"];
  const info = (...lines: string[]) => `metadata:\n${lines.map((line) => `  ${line}\n`).join("")}`;
  const HOME = "home-url: https://example.org/app/";

  test.each([
    ["nothing", "", ""],
    ["nothing, in so many words", "overview: {}\n", ""],
    ["nothing, in an info.yaml", "", info("featured: 'false'")],
    ["no website", "overview: { website: false }\n", info(HOME)],
  ])("where that is %s: no heading stands over nothing", (_, fields, file) => {
    expect(headings(overviewOf(fields, file))).toEqual(ALWAYS);
  });

  test.each([
    ["the author's words", "overview: { about: It works. }\n", "", "It works."],
    ["those of info.yaml", "", info("short-description: Works well"), "Works well."],
    ["those of info.yaml, which end", "", info("short-description: Works well!"), "Works well!"],
    ["a website", "overview: { website: https://example.org }\n", "", "For more details, visit https://example.org."],
    ["that of info.yaml", "", info(HOME), "For more details, visit https://example.org/app/."],
    [
      "the author's, not those of info.yaml",
      "overview: { about: It works., website: https://example.org }\n",
      info(HOME, "short-description: Works well"),
      "It works. For more details, visit https://example.org.",
    ],
    [
      "an address once, where the author's words name it",
      "overview: { about: 'It works, see [there](https://example.org/app).' }\n",
      info(HOME),
      "It works, see [there](https://example.org/app).",
    ],
  ])("%s", (_, fields, file, said) => {
    const page = overviewOf(fields, file);
    expect(headings(page)).toEqual(["## About Example", ...ALWAYS]);
    expect(words(page)).toMatch(words(`## About Example ${said} ## About Docker`));
  });

  test("no page where there is to be none", () => {
    expect(Object.keys(makePages({ "images/app.yaml": describing("app", "overview: false\n") }))).toEqual([
      "app guide",
    ]);
    expect(Object.keys(makePages({ "charts/app.yaml": describing("app", "overview: false\n") }))).toEqual([
      "chart/app guide",
    ]);
  });
});

describe("trademarks", () => {
  const trademarks = (fields: string) => words(overviewOf(fields).split("## Trademarks\n")[1]).trim();
  const rest = "Any use by Docker is for referential purposes only and does not indicate";

  test.each([
    ["Redis Ltd", "Redis Ltd. All rights", "Redis Ltd. Any use"],
    ["Redis, Inc.", "Redis, Inc. All rights", "Redis, Inc. Any use"],
    ['"**Redis, Inc.**"', "**Redis, Inc.** All rights", "**Redis, Inc.** Any use"],
    ["'_Redis, Inc._'", "_Redis, Inc._ All rights", "_Redis, Inc._ Any use"],
    ['"[Redis, Inc.](https://redis.io/)"', "(https://redis.io/) All rights", "(https://redis.io/) Any use"],
    ['"[Redis Ltd](https://redis.io/a.)"', "(https://redis.io/a.). All rights", "(https://redis.io/a.). Any use"],
    ["'Redis, Inc.  '", "Redis, Inc. All rights", "Redis, Inc. Any use"],
    ["Raintank, Inc. dba Grafana Labs", "Grafana Labs. All rights", "Grafana Labs. Any use"],
  ])("the owner's sentences end once: %s", (owner, first, second) => {
    const text = trademarks(`overview:\n  owner: ${owner}\n`);
    expect(text).toContain(`Example® is a trademark of `);
    expect(text).toContain(first);
    expect(text).toContain(second);
    expect(text).toContain(rest);
    expect(text).not.toMatch(/\.\.|\. \./);
  });

  test.each([
    ["Redis", "Redis® is"],
    ["Redis®", "Redis® is"],
    ["Grafana® Alloy", "Grafana® Alloy is"],
    ["Argo™", "Argo™ is"],
  ])("a mark has one sign: %s", (mark, said) => {
    expect(trademarks(`overview: { mark: ${mark}, owner: A }\n`)).toMatch(new RegExp(`^${said} a trademark of A`));
  });

  test("the author's own words, or the usual sentence", () => {
    expect(trademarks("overview: { trademarks: All is Redis's. }\n")).toBe("All is Redis's.");
    expect(trademarks("")).toMatch(/^This listing is prepared by Docker\. .*implied\.$/);
  });
});

describe("what a chart uses", () => {
  const NOT = /are used in this|no Docker Hardened Images|^- /m;

  test("nothing is said that nobody knows", () => {
    expect(chartOverviewOf("")).not.toMatch(NOT);
    expect(chartOverviewOf("", "versions:\n  - 1.0.0\n")).not.toMatch(NOT);
  });

  test("its images, and its charts, from the facts", () => {
    const images = "images:\n  - name: a\n    tag: 1.0-debian13\n  - name: b\n";
    const charts = "charts:\n  - name: c-chart\n    version: 1.0.0\n";
    const imagesSaid = "The following Docker Hardened Images are used in this Helm chart: - `dhi/a` - `dhi/b`";
    const chartsSaid = "The following Docker Hardened Helm charts are used in this Helm chart: - `dhi/c-chart`";
    expect(words(chartOverviewOf("", images))).toContain(imagesSaid);
    expect(words(chartOverviewOf("", images))).not.toContain("Helm charts are used");
    expect(words(chartOverviewOf("", charts))).toContain(chartsSaid);
    expect(words(chartOverviewOf("", charts))).not.toContain("Images are used");
    expect(words(chartOverviewOf("", charts + images))).toContain(`${chartsSaid} ${imagesSaid}`);
  });

  test("that it uses none, where that is known", () => {
    const page = words(chartOverviewOf("", "images: []\n"));
    expect(page).toContain("using a hardened configuration. There are no Docker Hardened Images needed with this");
    expect(page).not.toContain("are used in this");
  });

  test("the author's words before the facts", () => {
    const page = words(chartOverviewOf("overview: { contents: Only the operator. }\n", "images:\n  - name: a\n"));
    expect(page).toContain("Only the operator.");
    expect(page).not.toContain("dhi/a");
  });

  test("what it is built from: the title, or what upstream calls it", () => {
    expect(words(chartOverviewOf(""))).toContain(
      "This is an Example Docker Hardened Helm chart built from the upstream",
    );
    expect(words(chartOverviewOf(""))).toContain("the upstream Example Helm chart");
    expect(words(chartOverviewOf("overview: { upstream: Other }\n"))).toContain("the upstream Other Helm chart");
    expect(words(chartOverviewOf("article: a\n"))).toContain("This is a Example Docker Hardened Helm chart");
  });
});

test("every overview has the one promise", () => {
  const pages = makePages({ "images/app.yaml": describing("app"), "charts/app.yaml": describing("app") });
  for (const page of ["app overview", "chart/app overview"])
    expect(words(pages[page])).toContain("are published with near-zero known CVEs, include signed provenance");
});
