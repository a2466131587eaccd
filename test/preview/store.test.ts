import { resolve } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { Finding } from "../../src/findings/finding.ts";
import { createGuideMaker } from "../../src/build/make-guide.ts";
import { htmlOf } from "../../src/preview/pages/raw.ts";
import { Store } from "../../src/preview/store.ts";
import { openProject } from "../../src/project/project.ts";
import { createProject, KSERVE, KUBEFLOW, type TestProject } from "./project.ts";

describe("the store", () => {
  let project: TestProject;
  afterEach(() => project.remove());

  function open(findings: readonly Finding[] = [], files: Readonly<Record<string, string>> = {}): Store {
    project = createProject(files);
    const { root } = project;
    return new Store(
      () => {
        const opened = openProject({ root, packagedTemplates: resolve("templates") });
        if (!opened.project) return { project: undefined, findings: opened.findings };
        const maker = createGuideMaker(opened.project);
        return { project: opened.project, findings: maker.findings, make: maker.make, explain: () => [] };
      },
      async ({ output }) => findings.filter(({ file }) => file === output),
      () => [],
    );
  }

  it("shows what build would write", () => {
    const store = open();
    expect(store.state(`guides/${KSERVE}`)?.page?.text).toBe(project.read(`out/${KSERVE}/guides.md`));
  });

  it("counts whose text it is", () => {
    const shares = open().state(`guides/${KSERVE}`)?.page?.shares;
    expect(shares?.shared).toBeGreaterThan(50);
    expect(shares?.own).toBeGreaterThan(5);
    expect(shares?.fact).toBeGreaterThan(0);
  });

  it("has the three registry profiles of a guide", () => {
    const blocks = open().state(`guides/${KSERVE}`)?.page?.blocks ?? [];
    const samples = blocks.filter(({ text }) => text.startsWith("docker run -d"));
    expect(samples.map(({ profiles, text }) => [profiles, /\S+:<tag>/.exec(text)?.[0]])).toEqual([
      [["public"], `dhi.io/${KSERVE}:<tag>`],
      [["mirror"], `<your-namespace>/dhi-${KSERVE}:<tag>`],
      [["own"], `your-namespace/dhi-${KSERVE}:<tag>`],
    ]);
  });

  it("puts a finding about a line of the output at the block of that line", async () => {
    const line = 1 + projectLine("manages local model operations");
    const finding = {
      code: "x",
      severity: "warning",
      file: `out/${KSERVE}/guides.md`,
      line,
      column: 1,
      message: "m",
    } as const;
    const store = open([finding]);
    store.state(`guides/${KSERVE}`);
    await store.settled();
    const state = store.known(`guides/${KSERVE}`);
    const index = state?.findings[0]?.block ?? -1;
    expect(state?.page?.blocks[index]?.text.replace(/\s+/g, " ")).toContain("manages local model operations");
  });

  it("puts an error of a descriptor at the text that came from there", () => {
    const store = open();
    store.state(`guides/${KSERVE}`);
    const file = `images/${KSERVE}.yaml`;
    project.write(file, project.read(file).replace("  notes:", "  notez:"));
    store.touch(KSERVE);
    const state = store.state(`guides/${KSERVE}`);
    expect(state?.isBroken).toBe(true);
    const index = state?.findings[0]?.block ?? -1;
    expect(state?.page?.blocks[index]?.places.join()).toContain(file);
  });

  it("has no page of a guide that was broken from the start", () => {
    const state = open([], { "images/broken.yaml": "name: broken\n" }).state("guides/broken");
    expect(state?.page).toBeUndefined();
    expect(state?.findings.length).toBeGreaterThan(0);
  });

  it("keeps the guides while the settings are wrong", () => {
    const store = open();
    store.state(`guides/${KSERVE}`);
    project.write("dhi-guides.config.yaml", "registry: nowhere\n");
    store.reopen();
    expect(store.findings()).toHaveLength(1);
    expect(store.state(`guides/${KSERVE}`)?.page?.text).toContain("KServe");
  });

  it("goes on where making a guide fails in a way that nobody thought of", () => {
    project = createProject();
    const { project: opened } = openProject({ root: project.root, packagedTemplates: resolve("templates") });
    const make = () => {
      throw new Error("boom");
    };
    const store = new Store(
      () =>
        opened ? { project: opened, findings: [], make, explain: () => [] } : { project: undefined, findings: [] },
      async () => [],
      () => [],
    );
    expect(store.state(`guides/${KSERVE}`)?.findings[0]?.finding.message).toBe("unexpected failure: boom");
  });

  it("knows no guide that is not there", () => {
    expect(open().state("../secret")).toBeUndefined();
  });

  it("compares with the committed version", () => {
    const store = open();
    const key = `guides/${KUBEFLOW}`;
    const [original] = store.originals([key]).get(key) ?? [];
    expect(original?.label).toBe("the committed version");
    expect(original?.text).toBe(project.read(`out/${KUBEFLOW}/guides.md`));
    const view =
      original && store.compare(key, { ...original, text: original.text.replace("Prerequisites", "Before") });
    const html = view ? htmlOf(view) : "";
    expect(html).toContain('<del class="line">-## <mark>Before</mark></del>');
    expect(html).toContain('<ins class="line">+## <mark>Prerequisites</mark></ins>');
  });

  it("makes what the search loads anew where a page has changed, and only then", () => {
    const store = open();
    store.state(`guides/${KUBEFLOW}`);
    const before = store.search();
    expect(store.search()).toBe(before);
    expect(before.get(`assets/search/guides/${KUBEFLOW}.js`)).toContain("PIPELINE_VERSION");
    const file = `images/${KUBEFLOW}.yaml`;
    project.write(file, project.read(file).replaceAll("PIPELINE_VERSION", "PIPELINE_EDITION"));
    store.touch(KUBEFLOW);
    store.state(`guides/${KUBEFLOW}`);
    expect(store.search().get(`assets/search/guides/${KUBEFLOW}.js`)).toContain("PIPELINE_EDITION");
  });

  function projectLine(text: string): number {
    project = createProject();
    const line = project
      .read(`out/${KSERVE}/guides.md`)
      .split("\n")
      .findIndex((one) => one.includes(text));
    project.remove();
    return line;
  }
});
