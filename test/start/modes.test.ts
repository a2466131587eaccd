import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { expectGolden } from "../support/golden.ts";
import { REPOSITORY } from "../support/project.ts";
import { verifyAs } from "../verify/small-catalog.ts";
import { startPage, startSection } from "./start-page.ts";

const FACTS = `
ports: [8080, 53/udp]
env:
  - { name: APP_URL, value: "http://localhost:8080", required: true }
  - { name: APP_TOKEN, secret: true, required: true }
volumes:
  - { path: /data, source: data }
  - { path: /etc/app.yaml, source: ./app.yaml, readOnly: true }
args: [serve, --verbose]
`;

/* A start in each mode, and as real guides have it. */
const STARTS = {
  detached: "{ mode: detached, compose: true }",
  interactive: "{ mode: interactive, compose: true }",
  foreground: "{ mode: foreground, compose: true }",
  stdin: "{ mode: stdin, publish: false, compose: true }",
  container: "{ container: my-app, compose: true, options: [--network host] }",
  further: `
  env: []
  volumes: []
  publish: false
  mode: foreground
  notes: ["It prints its help.", { tip: "\`--version\` prints the version." }, { paragraph: "The image has no shell." }]
  further:
    - { text: "To print the version:", args: [--version] }
    - text: "To start it in the background, with its data:"
      mode: detached
      publish: true
      env: [APP_URL, APP_TOKEN]
      volumes: [/data, /etc/app.yaml]
    - title: Open a shell
      text: "The dev variant has one:"
      mode: interactive
      tag: <tag>-dev
      options: [--entrypoint bash]
      notes: [{ important: "It runs as root." }]`,
};

describe.each(Object.entries(STARTS))("a start: %s", (name, start) => {
  const made = () => startPage(`${FACTS}start: ${start}\n`);

  test("is as it was read", () => {
    const { text, findings } = made();
    expect(findings).toEqual([]);
    expectGolden(join(REPOSITORY, `test/golden/start/${name}.md`), startSection(text));
  });

  test("has nothing that verify finds wrong", async () => {
    const found = await verifyAs("app", made().text);
    expect(found.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  });
});

describe("the mode that nobody states", () => {
  test.each([
    ["", "docker run --rm -it dhi.io/app:<tag>"],
    ["ports: [80]\n", "docker run -d --name app \\\n  -p 80:80 \\\n  dhi.io/app:<tag>"],
    ["ports: [80]\nstart: { publish: false }\n", "docker run -d --name app dhi.io/app:<tag>"],
    ["start: { mode: foreground }\n", "docker run --rm dhi.io/app:<tag>"],
    ["start: { mode: stdin, container: c-1 }\n", "docker run --rm -i --name c-1 dhi.io/app:<tag>"],
    ["start: { mode: detached, container: c-1 }\n", "docker run -d --name c-1 dhi.io/app:<tag>"],
    ["start: { tag: <tag>-dev }\n", "docker run --rm -it dhi.io/app:<tag>-dev"],
    ["args: [a]\nstart: { mode: foreground }\n", "docker run --rm dhi.io/app:<tag> a"],
  ])("%j", (more, sample) => {
    expect(startPage(more).text).toContain(`\`\`\`bash\n${sample}\n\`\`\``);
  });

  test("is the foreground for a further command, which shows what it names", () => {
    const facts = `${FACTS}start: { container: c-1, further: [{ text: A., args: [-v] }, { text: B., mode: detached }] }\n`;
    const { text } = startPage(facts);
    expect(text).toContain("docker run --rm dhi.io/app:<tag> -v\n");
    expect(text).toContain("docker run -d --name c-1 dhi.io/app:<tag>\n");
  });

  test("a variable that is named is shown, a value or not", () => {
    const { text, findings } = startPage(
      "env: [{ name: A_KEY }, { name: B, value: c }]\nstart: { env: [A_KEY], further: [{ text: A., env: [B] }] }\n",
    );
    expect(findings).toEqual([]);
    expect(text).toContain('-e A_KEY="<a-key>" \\\n  dhi.io');
    expect(text).toContain('-e B="c" \\\n  dhi.io');
  });
});

describe("what a start cannot say is found at its place", () => {
  test.each([
    ["start: { env: [B] }", "descriptor-value", 'unexpected "B", expected one of the variables of `env`: A_KEY'],
    ["start: { env: [A_KEY, A_KEY] }", "descriptor-value", 'unexpected second "A_KEY", expected each once'],
    [
      "start: { volumes: [/b] }",
      "descriptor-value",
      'unexpected "/b", expected one of the `volumes` that have a source: /data',
    ],
    ["start: { further: [{ text: A., env: [A_KYE] }] }", "descriptor-value", 'unexpected "A_KYE"'],
    ["start: { options: [''] }", "descriptor-value", "unexpected empty text"],
    ["args: [a, ' ']", "descriptor-value", "unexpected empty text"],
    ["start: { further: [{ text: A., args: ['', b] }] }", "descriptor-value", "unexpected empty text"],
    ["start: { further: [{ args: [a] }] }", "descriptor-value", "expected a `text` or a `title` above its sample"],
    ["start: { container: a }", "descriptor-value", "expected a container's name"],
    ["start: { container: -ab }", "descriptor-value", "expected a container's name"],
    ["start: { container: 'ab; rm -rf .' }", "descriptor-value", "expected a container's name"],
    ['start: { container: "ab\\ncd" }', "descriptor-value", "expected a container's name"],
    ["start: { container: <name> }", "descriptor-value", "expected a container's name"],
    ["start: { tag: 'a b' }", "descriptor-value", "expected a tag"],
    ['start: { tag: "a\\nb" }', "descriptor-value", "expected a tag"],
    ["start: { tag: a$(id) }", "descriptor-value", "expected a tag"],
    ["start: { tag: -a }", "descriptor-value", "expected a tag"],
    ["start: { mode: background }", "descriptor-value", 'expected "detached", "interactive", "foreground" or "stdin"'],
    ["start: { compose: false }", "descriptor-value", "expected true, or { text: …, service: NAME }"],
    ["start: { compose: { service: 'a b' } }", "descriptor-value", "expected a service's name"],
    ["start: { notes: [{ tip: A., note: B. }] }", "descriptor-value", "expected one kind of notice"],
    ["start: { notes: [{ tpi: A. }] }", "descriptor-unknown-key", 'unexpected key "tpi"'],
    ["start: { notes: [{}] }", "descriptor-value", "expected"],
  ])("%s", (start, code, message) => {
    const { findings } = startPage(
      `env: [{ name: A_KEY }]\nvolumes: [{ path: /data, source: d }, { path: /b }]\n${start}\n`,
    );
    expect(findings.map((finding) => finding.code)).toContain(code);
    expect(findings.map((finding) => finding.message).join("\n")).toContain(message);
    expect(findings.every(({ line }) => line !== undefined && line > 3)).toBe(true);
  });
});

describe("what a start has no use for is found unused", () => {
  test.each([
    ["start: { publish: false }", "start.publish"],
    ["start: { env: [] }", "start.env"],
    ["start: { volumes: [] }", "start.volumes"],
    ["start: { further: [{ text: A., publish: true }] }", "start.further[0].publish"],
    ["env: [{ name: A, value: b }]\nstart: { env: [] }", "env[0]"],
    ["env: [{ name: A, value: b }, { name: C, value: d }]\nstart: { env: [A] }", "env[1]"],
    ["volumes: [{ path: /a, source: b }]\nstart: { volumes: [] }", "volumes[0]"],
    ["ports: [80]\nstart: { publish: false }\nsections: { omit: [start] }", "ports, start"],
    ["start: { env: [] }\nenv: [{ name: A, value: b }]\nsections: { omit: [start] }", "env, start"],
    ["start: { container: ab }\nsections: { omit: [start, minimalism] }", "start"],
    ["start: { compose: true, further: [{ text: A. }] }\nsections: { omit: [start] }", "start"],
    ["start: { container: ab }\nsections: { omit: [start] }", ""],
    ["start: { publish: true }", ""],
  ])("%s", (more, fields) => {
    const { findings } = startPage(`${more}\n`);
    const unused = findings
      .filter(({ code }) => code === "field-unused")
      .map(({ message }) => /^unexpected (\S+),/.exec(message)?.[1]);
    expect(unused.sort().join(", ")).toBe(fields);
  });
});
