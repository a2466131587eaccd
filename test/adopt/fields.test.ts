import { describe, expect, test } from "vitest";
import { adoptProved, descriptor, drift, packaged, read, oneOther, said, FOUR } from "./small-catalog.ts";

/* Which fields a descriptor has of what a guide says: facts, texts, the sample. */

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

describe("a table of variables", () => {
  const table = (first: string, second: string) =>
    `### Environment variables\n\n| Variable | Description | Default | Required |\n| --- | --- | --- | --- |\n| \`LAMP\` | Lit or not. | ${first} | No |\n| \`OIL\` | The oil. | ${second} | No |\n`;
  const withTable = (first: string, second: string) =>
    said(oneOther((page) => page.replace(/(?=\n## Image variants)/, `\n${table(first, second)}`)));

  test.each([
    ["has a value", "`1`", "`2`"],
    ["has none, as the others say that they have none", "up to you", "up to you"],
    ["has none, in usual words", "`1`", "Not set"],
  ])("whose every variable %s is the field", (_, first, second) => {
    expect(withTable(first, second)).toMatchObject({ env: [{ name: "LAMP" }, { name: "OIL" }] });
  });

  test("in which one variable has words of its own in place of a value is the author's text", () => {
    expect(withTable("`1`", "What the keeper has")).not.toHaveProperty("env");
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
