import { describe, expect, test } from "vitest";
import { identify } from "../../src/adopt/read/identity.ts";
import { cutGuides } from "../../src/adopt/read/units.ts";
import { findCandidates } from "../../src/adopt/word/candidates.ts";
import { load } from "../../src/adopt/word/load-templates.ts";
import { about, adopted, partials, read } from "./small-catalog.ts";

describe("samples of one command on the image", () => {
  const options = ["--rm", "-it --rm", "--rm -p 1:1", "--rm", "-d", "--rm -v oil:/oil"];
  const say = (name: string, index: number, command: string) =>
    `${about(name)}## Look at lamp ${index}\n\nOwn words of ${name}, ${index} of them.\n\n\`\`\`bash\n${command}\n\`\`\`\n`;
  const own = (root: string) => partials(root).filter((file) => !file.startsWith("about"));

  test("options and arguments are parameters around the reference, the prompt is a switch, and the command its name", () => {
    const root = adopted((name, index) =>
      say(
        name,
        index,
        `${index < 3 ? "$ " : ""}docker run ${options[index]} dhi.io/${name}:<tag>${["", " --wick", " --oil 2"][index % 3]}`,
      ),
    );
    expect(own(root)).toEqual(["docker-run.hbs"]);
    expect(read(root, "templates/partials/docker-run.hbs")).toMatch(
      /\n\{\{#if prompt\}\}\$ \{\{\/if\}\}docker run \{\{options\}\} \{\{reference\}\}\{\{#if arguments\}\} \{\{arguments\}\}\{\{\/if\}\}\n/,
    );
    expect(read(root, "images/frida.yaml")).toMatch(/parameters:[\s\S]*options: --rm -v oil:\/oil/);
  });

  test("options that go on over lines are one parameter", () => {
    const root = adopted((name, index) =>
      say(
        name,
        index,
        `docker run ${options[index]} \\\n${Array.from({ length: index + 1 }, (_, line) => `  -e OIL_${line}=${index} \\\n`).join("")}  dhi.io/${name}:<tag>`,
      ),
    );
    expect(own(root)).toEqual(["docker-run.hbs"]);
    expect(read(root, "templates/partials/docker-run.hbs")).toMatch(
      /docker run \{\{options\}\} \\\n {2}\{\{lines\}\}\n {2}\{\{reference\}\}\n/,
    );
  });

  test("arguments that go on over lines behind the image are one parameter, too", () => {
    const root = adopted((name, index) =>
      say(
        name,
        index,
        `docker run ${options[index]} \\\n  -e OIL=${index} \\\n  dhi.io/${name}:<tag> \\\n${Array.from({ length: index + 1 }, (_, line) => `  --wick-${line}=${index}`).join(" \\\n")}`,
      ),
    );
    expect(own(root)).toEqual(["docker-run.hbs"]);
    expect(read(root, "templates/partials/docker-run.hbs")).toMatch(
      /docker run \{\{options\}\} \\\n {2}\{\{lines\}\}\n {2}\{\{reference\}\} \\\n {2}\{\{argumentLines\}\}\n/,
    );
    expect(read(root, "images/berta.yaml")).toMatch(/argumentLines: \|-\n +--wick-0=1 \\\n +--wick-1=1\n/);
  });

  test("what else is typed stands before the command, and behind it after an empty line", () => {
    const before = ["# Fetch it\n", "docker network create sea\n# Light it\n", "", "", "# Late\n", ""];
    const after = ["", "\n\n# Look\ncurl lamp", "\n\ncurl lamp\n\ncurl oil", "", "", "\n\ndocker rm lamp"];
    const root = adopted((name, index) =>
      say(name, index, `${before[index]}docker run ${options[index]} dhi.io/${name}:<tag> --wick${after[index]}`),
    );
    expect(own(root)).toEqual(["docker-run.hbs"]);
    expect(read(root, "templates/partials/docker-run.hbs")).toMatch(
      /```bash\n\{\{#if before\}\}\n\{\{before\}\}\n\{\{\/if\}\}\ndocker run \{\{options\}\} \{\{reference\}\} --wick\n\{\{#if after\}\}\n\n\{\{after\}\}\n\{\{\/if\}\}\n```/,
    );
    expect(read(root, "images/berta.yaml")).toMatch(/before: \|-\n +docker network create sea\n +# Light it\n/);
    expect(read(root, "images/cilla.yaml")).toMatch(/after: \|-\n +curl lamp\n\n +curl oil\n/);
  });

  test("lines that go on are no options, nor what follows arguments", () => {
    const root = adopted((name, index) =>
      say(
        name,
        index,
        `docker run ${options[index]} \\\n  -e OIL=${index} \\\n  dhi.io/${name}:<tag> ${["--wick", "--oil 2"][index % 2]}${index < 3 ? "\n\ncurl lamp" : ""}`,
      ),
    );
    expect(own(root)).toEqual(["docker-run.hbs"]);
    expect(read(root, "images/alma.yaml")).toMatch(
      /docker-run:\n +lines: -e OIL=0 \\\n +arguments: --wick\n +after: curl lamp\n/,
    );
  });

  test("an image that is called as the program is finds its samples, too", () => {
    const root = adopted((name, index) =>
      index === 0
        ? say(name, index, `docker run --lamp dhi.io/docker:<tag>`)
        : say(name, index, `docker run ${options[index]} dhi.io/${name}:<tag>`),
    );
    expect(own(root)).toEqual(["docker-run.hbs"]);
  });

  test("a tag of a guide's own is a parameter, and never another image", () => {
    const root = adopted((name, index) =>
      say(name, index, `docker run ${options[index]} dhi.io/${name}:<tag>${index % 2 ? "-dev" : ""} --wick`),
    );
    expect(own(root)).toEqual(["docker-run.hbs"]);
    expect(read(root, "templates/partials/docker-run.hbs")).toContain("{{registry.prefix}}{{name}}:{{tag}} --wick\n");
    expect(read(root, "templates/partials/docker-run.hbs")).toContain("@param [tag=<tag>]  the image's tag\n");
    expect(read(root, "images/berta.yaml")).toMatch(/ tag: <tag>-dev\n/);
  });

  test("a partial that others of the package call keeps its text", () => {
    const root = adopted((name, index) => say(name, index, `docker debug lamp-${index}`));
    expect(own(root)).not.toContain("docker-debug.hbs");
  });
});

test("all partials for samples of one command are tried, however many there are, and whatever they are called", () => {
  const text = "```\ndocker run {{reference}}\n```\n";
  const names = Array.from({ length: 9 }, (_, number) => `lamp-${number}`);
  const templates = load(names.map((name) => ({ kind: "partial", name, file: `${name}.hbs`, text })));
  const [unit] = cutGuides(
    ["```bash\ndocker run --oil dhi.io/alma:<tag>\n```\n"],
    [identify("alma", "Alma", "<your-namespace>")],
  ).flat();
  expect(unit && findCandidates(templates, new Set(names)).beginningLike(unit)).toEqual(names);
});
