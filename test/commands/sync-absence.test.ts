import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { newDescriptors } from "../../src/commands/new.ts";
import { sync } from "../../src/commands/sync.ts";
import { makeProject, read, record, type Files } from "../support/project.ts";

/* Definitions name packages, and what a package brings along they do not say: what is there is certain, the rest is not. */

const ROOT = { accounts: { "run-as": "nonroot", users: [{ name: "nonroot", uid: 65532 }] } };
const LISTED = { contents: { packages: ["base-files", "ca-certificates"] } };
const WITH_BASH = { contents: { packages: ["base-files", "bash"] } };
const definition = (...parts: readonly object[]) =>
  JSON.stringify(Object.assign({ image: "dhi.io/app", tags: [], variant: "runtime" }, ROOT, ...parts));

/** A project, and a catalog with the definitions of one image, `app`. */
function begin(definitions: Readonly<Record<string, string>>, files: Files = {}): string {
  const catalog = Object.entries(definitions).map(([file, text]) => [`catalog/image/app/${file}.yaml`, text]);
  return makeProject({ ...(Object.fromEntries(catalog) as Files), ...files });
}

async function runSync(root: string, check = false) {
  const context = record();
  const options = { root, reporter: "pretty", from: join(root, "catalog"), check } as const;
  return { status: await sync([], options, context), stdout: context.stdout(), stderr: context.stderr() };
}

/** What `new` writes, and what the guide says of it. */
async function runNew(root: string, name = "app") {
  const context = record();
  const status = await newDescriptors([name], { root, reporter: "pretty", from: join(root, "catalog") }, context);
  expect([status, context.stderr()]).toEqual([0, expect.any(String)]);
  expect(await build([], { root, reporter: "pretty" }, record())).toBe(0);
  const after = await runSync(root, true);
  expect([after.status, after.stdout]).toEqual([0, ""]);
  return { descriptor: read(root, `images/${name}.yaml`), guide: read(root, `out/${name}/guides.md`) };
}

const REST = "uid: 65532\nvariants: { available: [runtime] }\n";
const descriptor = (facts: string) => `name: app\ntitle: App\n${facts}${REST}`;

const DENIES_SHELL = /no shell|not include a shell|n't contain a shell|not contain a shell/i;
const DENIES_MANAGER = /no package manager|not include[^.]* package manager|n[o']t contain (?:a )?package manager/i;

const SCRIPTS: readonly object[] = [
  { entrypoint: ["/usr/local/bin/docker-entrypoint.sh"] },
  { entrypoint: ["entrypoint.sh"] },
  { entrypoint: ["/docker-entrypoint"] },
  { entrypoint: ["/usr/bin/tini", "--", "/opt/start.sh"] },
  { entrypoint: ["/app"], cmd: ["/opt/run.bash"] },
  { cmd: ["/opt/start.sh"] },
  { entrypoint: ["/bin/sh", "-c", "exec /app"] },
  { cmd: ["sh", "-c", "exec /app"] },
  { entrypoint: ["/usr/bin/env", "bash"] },
  { entrypoint: ["bash -c 'exec /app'"] },
  { entrypoint: ["/scripts/start-app"] },
  { entrypoint: ["/bin/busybox", "httpd"] },
];
const PROGRAMS: readonly object[] = [
  { entrypoint: ["/usr/local/bin/app"] },
  { entrypoint: ["/usr/bin/tini", "--", "/app"], cmd: ["--config=/etc/app.yaml"] },
  { entrypoint: ["node", "/app/dist/index.js"] },
  { entrypoint: ["/opt/docker-entrypoint.py"] },
  { cmd: ["refresh"] },
];

describe("a shell that no package is called after, where the image starts a script", () => {
  test.each(SCRIPTS)("stays where a person names it, and new does not deny it: %j", async (command) => {
    const definitions = { "debian-13/1": definition(LISTED, command) };
    const words = Object.entries(command).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`);
    for (const shell of [
      "shell: { names: [bash] }\n",
      "shell:\n  names:\n    - sh # busybox's\n",
      "shell: unknown\n",
      "",
    ]) {
      const text = descriptor(`${shell}${words.join("")}`);
      const root = begin(definitions, { "images/app.yaml": text });
      expect((await runSync(root, true)).stderr).toBe("1 descriptor: 0 would change, 1 same\n");
      expect((await runSync(root)).status).toBe(0);
      expect(read(root, "images/app.yaml")).toBe(text);
    }
    const made = await runNew(begin(definitions));
    expect(made.descriptor).toMatch(/^shell: unknown # TODO: name the shell/m);
    expect(made.guide).not.toMatch(DENIES_SHELL);
    expect(made.guide).not.toContain("Shell access");
    expect(made.guide).toMatch(DENIES_MANAGER);
  });

  test.each(PROGRAMS)("is denied where the image starts a program: %j", async (command) => {
    const made = await runNew(begin({ "debian-13/1": definition(LISTED, command) }));
    expect(made.descriptor).not.toMatch(/^shell:/m);
    expect(made.guide).toMatch(DENIES_SHELL);
  });

  test("is written where it is certain, in the place of unknown", async () => {
    const command = { entrypoint: ["/start.sh"] };
    const root = begin(
      { "debian-13/1": definition(WITH_BASH, command) },
      { "images/app.yaml": descriptor('shell: unknown\nentrypoint: ["/start.sh"]\n') },
    );
    await runSync(root);
    expect(read(root, "images/app.yaml")).toContain("shell: { names: [bash] }\n");
  });
});

test("what new asked for goes when the definitions tell it, and what a person wrote there stays", async () => {
  const command = { entrypoint: ["/start.sh"] };
  const root = begin({ "debian-13/1": definition(LISTED, command) });
  const { descriptor: made } = await runNew(root);
  for (const comment of ["", " # mine"]) {
    const asked = made.replace(/^shell: unknown.*/m, comment === "" ? "$&" : `shell: unknown${comment}`);
    const other = begin({ "debian-13/1": definition(WITH_BASH, command) }, { "images/app.yaml": asked });
    await runSync(other);
    expect(read(other, "images/app.yaml")).toMatch(new RegExp(`^shell: \\{ names: \\[bash\\] \\}${comment}$`, "m"));
  }
});

describe("where no packages are listed", () => {
  const bare = { "debian-13/1": definition({ entrypoint: ["/app"] }) };

  test("shell and package manager stay as a person says", async () => {
    const text = descriptor("shell: { names: [sh] }\npackageManager: { names: [apk] }\nentrypoint: [/app]\n");
    const root = begin(bare, { "images/app.yaml": text });
    expect((await runSync(root)).status).toBe(0);
    expect(read(root, "images/app.yaml")).toBe(text);
  });

  test("new denies neither", async () => {
    const { descriptor: made, guide } = await runNew(begin(bare));
    expect(made).toMatch(/^shell: unknown # TODO: /m);
    expect(made).toMatch(/^packageManager: unknown # TODO: name the package manager/m);
    expect(guide).not.toMatch(DENIES_SHELL);
    expect(guide).not.toMatch(DENIES_MANAGER);
    expect(guide).not.toMatch(/\(\s*\)|contain a shell|Include a (?:shell|package)/);
  });

  test("a list of what is left out is one, too", async () => {
    const left = { contents: { packages: ["!base-files"] } };
    const { guide } = await runNew(begin({ "debian-13/1": definition(left, { entrypoint: ["/app"] }) }));
    expect(guide).toMatch(DENIES_SHELL);
  });
});

describe("where variants disagree about the shell", () => {
  const script = { entrypoint: ["/start.sh"] };
  const half = { "alpine-3/1": definition(WITH_BASH, script), "debian-13/1": definition(LISTED, script) };

  test("it is not said of those that may have it, too", async () => {
    const { descriptor: made, guide } = await runNew(begin(half));
    expect(made).toMatch(/^shell: unknown # TODO: /m);
    expect(guide).not.toMatch(/contain a shell|Alpine-based/);
  });

  test("sync does not say that there is none, and asks", async () => {
    const root = begin(half, { "images/app.yaml": descriptor('entrypoint: ["/start.sh"]\n') });
    const { stderr } = await runSync(root);
    expect(stderr).toMatch(/^images\/app\.yaml: 1 TODO\n {2}5:16 TODO name the shell/m);
    expect(read(root, "images/app.yaml")).toMatch(/\nshell: unknown # TODO: name the shell/);
    expect((await runSync(root, true)).status).toBe(0);
  });

  test("one that is without a shell for certain is told apart from the others", async () => {
    const program = { entrypoint: ["/app"] };
    const sure = { "alpine-3/1": definition(WITH_BASH, program), "debian-13/1": definition(LISTED, program) };
    const { descriptor: made } = await runNew(begin(sure));
    expect(made).toContain("shell: { names: [bash], where: Alpine-based images }\n");
  });
});

test("ports stay where no definition declares any, and are asked for by new", async () => {
  const definitions = { "debian-13/1": definition(LISTED, { entrypoint: ["/app"] }) };
  const text = descriptor("ports: [8080/tcp]\nentrypoint: [/app]\n");
  const root = begin(definitions, { "images/app.yaml": text });
  await runSync(root);
  expect(read(root, "images/app.yaml")).toBe(text);
  expect((await runNew(begin(definitions))).descriptor).toMatch(/# TODO: .* under ports what it listens on/);
});

test("an image without a command is not called a base image: it is asked for", async () => {
  const { descriptor: made } = await runNew(begin({ "debian-13/1": definition(LISTED) }));
  expect(made).toContain(
    "# TODO: where there is something to start, remove this line, and write the command under args: the image has none\n" +
      "sections: { omit: [start] }\n",
  );
});

describe("programs of info.yaml", () => {
  const info = (names: readonly string[]) =>
    JSON.stringify({
      metadata: {
        "short-description": "An app",
        "included-tools": names.map((name) => ({ name, description: `What ${name} does` })),
      },
    });
  const runtime = definition({ contents: { packages: ["jq=1.7"] } }, { entrypoint: ["tini", "--", "/usr/bin/app"] });
  const dev = definition({ variant: "dev", contents: { packages: ["jq", "npm", "bash"] } }, { entrypoint: ["app"] });
  const names = ["app", "jq", "npm", "helper"];

  test("are listed where the runtime image has them for certain, and asked for otherwise", async () => {
    const files = { "catalog/image/app/info.yaml": info(names) };
    const { descriptor: made, guide } = await runNew(begin({ "debian-13/1": runtime, "debian-13/1-dev": dev }, files));
    expect(guide).toContain("- `app`: What app does\n- `jq`: What jq does\n");
    expect(guide).not.toMatch(/npm|helper/);
    expect(made).toContain("whose they are:\n# - `npm`: What npm does\n# - `helper`: What helper does\nincluded: |\n");
  });

  test("are all listed where there are no variants but one", async () => {
    const files = { "catalog/image/app/info.yaml": info(names) };
    const { guide } = await runNew(begin({ "debian-13/1": runtime }, files));
    for (const name of names) expect(guide).toContain(`- \`${name}\`: What ${name} does\n`);
  });

  test("are asked for where none is certain, without a list", async () => {
    const files = { "catalog/image/app/info.yaml": info(["npm"]) };
    const { descriptor: made, guide } = await runNew(begin({ "debian-13/1": runtime, "debian-13/1-dev": dev }, files));
    expect(made).toContain("# - `npm`: What npm does\nincluded: |\n  An app.\n\n");
    expect(guide).not.toContain("The image includes these programs");
  });
});

describe("where one definition cannot be read", () => {
  const definitions = {
    "debian-13/1": definition(LISTED, { entrypoint: ["/app"] }),
    "debian-13/1-dev": "variant: dev\n\tports: [",
  };

  test("sync says so, and takes nothing away that it may say", async () => {
    const text = "name: app\ntitle: App\nports: [80]\nvariants: { available: [runtime, dev] }\n";
    const root = begin(definitions, { "images/app.yaml": text });
    const { status, stderr } = await runSync(root);
    expect(status).toBe(1);
    expect(stderr).toContain("image/app/debian-13/1-dev.yaml:2:1 error");
    expect(stderr).toContain("1 descriptor: 0 changed, 0 same, 1 with a broken definition\n");
    expect(read(root, "images/app.yaml")).toBe(text);
  });

  test("new says so, and writes nothing", async () => {
    const root = begin(definitions);
    const context = record();
    const options = { root, reporter: "pretty", from: join(root, "catalog") } as const;
    expect(await newDescriptors(["app"], options, context)).toBe(1);
    expect(context.stderr()).toContain("image/app/debian-13/1-dev.yaml:2:1 error");
    expect(() => read(root, "images/app.yaml")).toThrow();
  });
});
