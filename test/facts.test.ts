import { describe, expect, test } from "vitest";
import { join } from "node:path";
import { createGuideMaker } from "../src/build/make-guide.ts";
import { openProject } from "../src/project/project.ts";
import { makeProject, minimal, REPOSITORY } from "./support/project.ts";

/* What the shared text says follows from the facts: see src/descriptor/fact-fields.ts. */

/** The guide of a descriptor with some facts. */
function guideOf(facts: string): string {
  const root = makeProject({ "images/app.yaml": minimal("app", facts) });
  const { project } = openProject({ root, packagedTemplates: join(REPOSITORY, "templates") });
  const [paths] = project?.pages ?? [];
  if (!project || !paths) throw new Error("no project");
  const { text, findings } = createGuideMaker(project).make(paths);
  expect(findings.filter(({ code }) => code !== "field-unused")).toEqual([]);
  return text ?? "";
}

/** The guide in one line, so that it does not matter where it is wrapped. */
const words = (guide: string) => guide.replace(/\s+/g, " ");

const NO_SHELL = /\bno shell\b|(?:don't|not) (?:contain|include) a shell/i;
const DEV = /\bdev\b/;

describe("an image without a shell", () => {
  test("is said to have none", () => {
    const guide = guideOf("");
    expect(guide).toContain("| No shell in runtime variants ");
    expect(guide).toContain("- Do not include a shell or a package manager");
    expect(guide).toContain("### No shell");
    expect(guide).not.toContain("docker exec");
  });
});

describe("an image with a shell", () => {
  const bash = "shell: { names: [bash] }\n";

  test("gets no sentence that denies it", () => {
    const guide = guideOf(bash);
    expect(words(guide).replace("with no shell", "")).not.toMatch(NO_SHELL);
  });

  test("names it, and says how to open it", () => {
    const guide = guideOf(bash);
    expect(guide).toContain("| A shell (`bash`) ");
    expect(guide).toContain("- Include a shell (`bash`), but no package manager");
    expect(guide).toContain("docker exec -it my-container bash\n");
  });

  test("busybox is opened as sh", () => {
    expect(guideOf("shell: { names: [busybox] }\n")).toContain("docker exec -it my-container sh\n");
  });
});

test("a shell in some variants is said to be there alone", () => {
  const guide = guideOf("shell: { names: [busybox], where: Alpine-based images }\n");
  expect(guide).toContain("| A shell (`busybox`) in Alpine-based images ");
  expect(words(guide)).toContain("only Alpine-based images contain a shell (`busybox`).");
  expect(words(guide)).not.toMatch(/variants intended for runtime,? don't contain a shell/);
  expect(guide).not.toContain("docker exec");
});

test("an image with a package manager is not denied it", () => {
  const guide = guideOf("shell: { names: [bash] }\npackageManager: { names: [apt] }\n");
  expect(guide).toContain("- Include a package manager (`apt`)");
  expect(words(guide)).not.toMatch(/(?:no|contain|include a) package managers?\b(?! \()/);
});

describe("the user", () => {
  test("root is called root, and gets no advice for others", () => {
    const guide = guideOf("user: root\n");
    expect(guide).toContain("- Run as the root user\n- Do not include a shell");
    expect(guide).toContain("| Runs as root user ");
    expect(words(guide)).not.toMatch(/nonroot|Non-root|privileged ports/);
  });

  test("one with a name and a number is called so", () => {
    const guide = guideOf("user: postgres\nuid: 70\n");
    expect(guide).toContain("- Run as the postgres user");
    expect(words(guide)).toContain("run as the postgres user, whose UID is 70.");
    expect(words(guide)).not.toContain("the nonroot user");
  });

  test("one without a name is called by its number", () => {
    const guide = guideOf("user: 10001\nuid: 10001\n");
    expect(guide).toContain("- Run as the user with UID 10001");
    expect(guide).not.toContain("whose UID");
  });
});

describe("variants", () => {
  test("a dev variant that does not exist is not advertised", () => {
    expect(
      guideOf("variants: { available: [runtime] }\n").replaceAll("non-dev", "").replaceAll("Non-dev", ""),
    ).not.toMatch(DEV);
    expect(guideOf("")).toMatch(DEV);
  });

  test("flavors are named, and the compat variant's own user", () => {
    const guide = guideOf("variants: { available: [runtime, compat], flavors: [fpm], compatUser: root }\n");
    expect(guide).toContain("have its name in their tag: `fpm`.");
    expect(guide).toContain("- Run as the root user\n- Improve compatibility");
  });
});

describe("the entry point", () => {
  const sample = /docker run --rm -it --pid [^`]*/;

  test("a debug sample hands its program to an image without one", () => {
    expect(sample.exec(guideOf(""))?.[0]).toMatch(/\n {2}dhi.io\/app:<tag> \/dbg\/bin\/sh\n$/);
  });

  test.each(["[/usr/bin/app]", "varies"])("a debug sample replaces it: %s", (entrypoint) => {
    const text = sample.exec(guideOf(`entrypoint: ${entrypoint}\n`))?.[0];
    expect(text).toMatch(/\n {2}--entrypoint \/dbg\/bin\/sh dhi.io\/app:<tag>\n$/);
  });

  test.each([
    ["entrypoint: [tini, --, /app, a b]\n", "The entry point of Example is `tini -- /app 'a b'`."],
    ["entrypoint: [/app]\ncmd: [--help]\n", "is `/app`. Without arguments of yours, it gets `--help`."],
    ["cmd: [python3]\n", "Example has no entry point: it runs the command that you give, or else `python3`."],
    ["entrypoint: varies\ncmd: [x]\n", "The variants of Example differ in their entry points."],
    ["workDir: /app\n", "Its working directory is `/app`."],
  ])("%j is told", (facts, sentence) => {
    expect(words(guideOf(facts))).toContain(sentence);
  });
});

describe("privileged ports", () => {
  test("are named", () => {
    expect(words(guideOf("ports: [80, 443/tcp, 53/udp, 8080]\n"))).toContain("this concerns `80`, `443` and `53/udp`:");
  });

  test("are not spoken of where there is none", () => {
    expect(guideOf("ports: [8080]\n")).not.toContain("this concerns");
  });
});

describe("what the image sets", () => {
  test("has a table of its own where nothing is described", () => {
    const guide = guideOf("env: [{ name: DATA, default: /data }, { name: EMPTY, default: '' }]\n");
    expect(guide).toMatch(/\| Variable +\| Value +\|\n.*\n\| `DATA` +\| `\/data` \|\n\| `EMPTY` +\| +\|/);
    expect(guide).not.toContain("-e DATA");
  });

  test("is the default where it is described", () => {
    const guide = guideOf("env: [{ name: DATA, default: /data, value: /mine, description: The data. }]\n");
    expect(guide).toMatch(/\| `DATA` +\| The data. +\| `\/data` +\| No +\|/);
    expect(guide).toContain('-e DATA="/mine"');
  });
});

test("a chart is installed from the registry of the profile", () => {
  const chart = "chart: app\n";
  expect(guideOf(chart)).toContain("helm registry login dhi.io\nhelm install app oci://dhi.io/app-chart --version");
  expect(guideOf(`registry: mirror\n${chart}`)).toContain("helm registry login registry-1.docker.io\n");
});
