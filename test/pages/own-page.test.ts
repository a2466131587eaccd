import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { describing } from "../support/pages.ts";
import { makeProject, read, record } from "../support/project.ts";

/* A page of a project's own is a layout and a line of settings. */

const templates = {
  "templates/hub.hbs": "{{#if overview.described}}{{> about}}{{/if}}\n{{> hub-usage}}\n{{> trademarks}}\n",
  "templates/partials/hub-usage.hbs": "## Use it\n\nPull `{{reference}}`.\n",
};

const chartTemplates = {
  ...templates,
  "templates/partials/hub-usage.hbs":
    '## Use it\n\n{{#if chart.name}}\n{{#fence "console"}}\n{{#each install.command}}\n{{this}}\n{{/each}}\n{{/fence}}\n{{/if}}\n',
};

async function built(files: Readonly<Record<string, string>>): Promise<string> {
  const root = makeProject(files);
  const context = record();
  expect(await build([], { root, reporter: "json", quiet: true }, context), context.stdout() + context.stderr()).toBe(
    0,
  );
  return root;
}

describe("a page of a project's own", () => {
  test("is built from a layout and a line, and is told of in the manifest", async () => {
    const root = await built({
      ...templates,
      "dhi-guides.config.yaml": 'pages: { hub: { layout: hub, output: "out/{name}/hub.md" } }\n',
      "images/app.yaml": describing("app", "overview: { about: It works., owner: A }\n"),
    });
    const page = read(root, "out/app/hub.md");
    expect(page.match(/^## .*$/gm)).toEqual(["## About Example", "## Use it", "## Trademarks"]);
    expect(page).toContain("It works.");
    expect(page).toContain("Pull `dhi.io/app:<tag>`.");
    expect(read(root, "out/SHA256SUMS")).toContain("  app/hub.md\n");
    expect(read(root, "out/app/overview.md")).toContain("It works.");
  });

  test("is beside the guide, of the layout of its name, where the settings say no more", async () => {
    const root = await built({
      ...chartTemplates,
      "dhi-guides.config.yaml": "charts: { pages: { hub: {} } }\n",
      "charts/app.yaml": describing("app"),
      "images/app.yaml": describing("app"),
    });
    expect(read(root, "out/charts/app/hub.md")).toContain("helm install my-app oci://dhi.io/app-chart");
    expect(() => read(root, "out/app/hub.md")).toThrow("ENOENT");
  });
});
