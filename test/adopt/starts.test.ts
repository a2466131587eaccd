import { load as parseYaml } from "js-yaml";
import { describe, expect, test } from "vitest";
import { adoptProved, drift, FOUR, packaged, said } from "./small-catalog.ts";

/* A start that a descriptor can say is read as that: the guide that it makes gives it back. */

const FACTS = `
ports: [8080/tcp]
env: [{ name: LAMP, value: up }, { name: OIL, value: olive }]
volumes: [{ path: /oil, source: oil }, { path: /etc/lamp, source: ./lamp, readOnly: true }]
args: [serve]
`;

/** What is read of a guide that a descriptor made, where three others start in the usual way. */
function readBack(more: string, change: (page: string) => string = (page) => page) {
  return adoptProved(
    packaged(
      (_, index) => (index === 3 ? more : "start: { text: Go. }\n"),
      (page, index) => (index === 3 ? change(page) : page),
      FOUR,
    ),
  );
}

describe("a start comes back as it was said", () => {
  test.each([
    ["in the foreground", `${FACTS}start: { text: "Go.\\n", mode: foreground }\n`],
    ["over standard input", `${FACTS.replace(/^ports.*\n/m, "")}start: { text: "Go.\\n", mode: stdin }\n`],
    ["in a container of another name", `${FACTS}start: { text: "Go.\\n", container: lamp-1 }\n`],
    ["with a terminal, and a name", 'start: { text: "Go.\\n", container: lamp-1 }\n'],
    ["without ports: in the background", 'start: { text: "Go.\\n", mode: detached }\n'],
    [
      "with notes of all kinds",
      'start: { text: "Go.\\n", notes: [One., { tip: Two. }, { paragraph: "Three.\\n\\n- a\\n- b\\n" }, { warning: Four. }, Five.] }\n',
    ],
    ["of another tag", 'start: { text: "Go.\\n", tag: <tag>-dev, further: [{ text: "Or:\\n", tag: "3.2" }] }\n'],
    [
      "with signs that a shell would take apart",
      `env: [{ name: A, value: 'say "hi" \\ \`now\` to $USER' }]
volumes: [{ path: /a, source: $(pwd)/a }, { path: /b, source: "\${HOME}/b" }]
args: [--one, "'two words'", '"three $X"', <file name>, "''"]
start: { text: "Go.\\n", options: ["--label 'a=b c'", '--label "d=$(pwd)"'] }
`,
    ],
    [
      "with a Compose file",
      `${FACTS}start: { text: "Go.\\n", options: [--read-only], compose: true, notes: [One.], further: [{ text: "Or:\\n", args: [-a] }] }\n`,
    ],
    [
      "with options of all kinds",
      'start: { text: "Go.\\n", options: [--pids-limit 100, --sysctl a.b=1, --network-alias x, --privileged, --made-up y] }\n',
    ],
    ["with a service of another name", 'start: { text: "Go.\\n", compose: { service: web } }\n'],
    [
      "each with its notes",
      `start:
  text: "Go.\\n"
  notes: [One., { paragraph: "Two.\\n" }, { tip: Three. }]
  further:
    - { text: "Or:\\n", args: [-a], notes: [{ warning: Four. }] }
    - { text: "Or:\\n", args: [-b], notes: [{ paragraph: "Five.\\n" }] }
`,
    ],
    [
      "and others behind it",
      `${FACTS}
start:
  text: "Print the version:\\n"
  mode: foreground
  publish: false
  env: []
  volumes: []
  further:
    - { text: "Print help:\\n", args: [--help] }
    - text: "Start it:\\n\\n\`\`\`bash\\ncurl example.org\\n\`\`\`\\n\\nThen:\\n"
      mode: detached
      publish: true
      env: [LAMP]
      volumes: [/oil, /etc/lamp]
      options: [--read-only]
    - { text: "Or with a terminal:\\n", mode: interactive, container: lamp-2, env: [OIL], notes: [One., { paragraph: "Two.\\n" }] }
`,
    ],
  ])("%s", (_, more) => {
    const root = readBack(more);
    expect(said(root)).toEqual(parseYaml(more));
    expect(drift(root, "frida")).toEqual([]);
  });

  test("and samples for debugging that call the container otherwise keep their name", () => {
    const more =
      'start: { text: "Go.\\n", container: lamp-1 }\nsections: { parameters: { minimalism: { container: my-container } } }\n';
    const root = readBack(more);
    expect(said(root)).toEqual(parseYaml(more));
    expect(drift(root, "frida")).toEqual([]);
  });
});

describe("what one fact cannot say stays text", () => {
  test.each([
    ["another value of a variable", "docker run --rm -e LAMP=down dhi.io/frida:<tag>"],
    ["another port", "docker run --rm -p 9090:9090 dhi.io/frida:<tag>"],
    ["another source of a volume", "docker run --rm -v other:/oil dhi.io/frida:<tag>"],
    ["a volume that is written to", "docker run --rm -v ./lamp:/etc/lamp dhi.io/frida:<tag>"],
    ["a container that is kept", "docker run dhi.io/frida:<tag>"],
    ["another image", "docker run --rm dhi.io/elsa:<tag>"],
    ["a dollar that is none of the shell's", "docker run --rm -e OIL='$x' dhi.io/frida:<tag>"],
    ["what a shell works out", "docker run --rm -e OIL=$(id) dhi.io/frida:<tag>"],
    ["two commands", "docker run --rm dhi.io/frida:<tag> a\ndocker run --rm dhi.io/frida:<tag> b"],
  ])("%s", (_, command) => {
    const own = `Another:\n\n\`\`\`bash\n${command}\n\`\`\`\n`;
    const root = readBack(`${FACTS}start:\n  text: Go.\n  notes: [{ paragraph: ${JSON.stringify(own)} }]\n`);
    expect(said(root)["start"]).toEqual({ text: "Go.\n", notes: [{ paragraph: own }] });
  });

  test("a sample that stands beside another", () => {
    const own = "```bash\ndocker run --rm dhi.io/frida:<tag> -v\n```\n";
    const root = readBack(`${FACTS}start:\n  text: Go.\n  notes: [{ paragraph: ${JSON.stringify(own)} }]\n`);
    expect(said(root)["start"]).toEqual({ text: "Go.\n", notes: [{ paragraph: own }] });
  });
});

describe("a start that is written otherwise is the same start", () => {
  test.each([
    [
      "under another heading",
      (page: string) => page.replace("### Start a Frida instance", "### Run the Frida container"),
    ],
    ["behind prompts", (page: string) => page.replaceAll("\ndocker run --rm \\\n", "\n$ docker run --rm \\\n")],
    [
      "on one line",
      (page: string) =>
        page.replace(/docker run --rm \\\n[^`]*/, (sample) => `${sample.replace(/\s*\\\n\s*/g, " ").trim()}\n`),
    ],
  ])("%s", (_, change) => {
    const more = `${FACTS}start: { text: "Go.\\n", mode: foreground, further: [{ text: "Help:\\n", args: [-h] }] }\n`;
    const root = readBack(more, change);
    expect(said(root)).toEqual(parseYaml(more));
    expect(drift(root, "frida").length).toBeGreaterThan(0);
  });
});
