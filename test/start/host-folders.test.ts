import { describe, expect, test } from "vitest";
import { startPage, startSection } from "./start-page.ts";

/* A folder of the host belongs to the reader: the page says to whom it must belong. */

const told = (more: string) => {
  const { text, findings } = startPage(more);
  expect(findings.filter(({ code }) => code !== "compose-option")).toEqual([]);
  return startSection(text)
    .split("\n\n")
    .filter((block) => block.includes("chown"))
    .map((block) => block.trim().replaceAll("\n", " "));
};

const mount = (source: string, more = "", path = "/data") =>
  `uid: 65532\nvolumes: [{ path: ${path}, source: '${source}'${more} }]\n`;

describe("a folder that is mounted must belong to the image's user", () => {
  test.each([
    "./data",
    "../data",
    "./a/b",
    "~/data",
    "$HOME/data",
    "${PWD}/data",
    "$(pwd)/data",
    "$DATA",
    "${DATA_DIR}",
    "/srv/data",
    "/home/me/data",
  ])("%s", (source) => {
    expect(told(mount(source))).toEqual([
      `The image runs as the user with UID 65532, so \`${source}\` must be writable for it: \`sudo chown 65532 ${source}\`.`,
    ]);
  });

  test("all of a sample in one sentence, and each once", () => {
    const more = `user: "1000"
volumes: [{ path: /a, source: ./a }, { path: /b, source: ./b }, { path: /b2, source: ./b }, { path: /c, source: ./c }]
start:
  volumes: [/a, /b, /b2]
  compose: true
  notes: [Below.]
  further: [{ text: Or, volumes: [/a, /c] }, { text: Or, volumes: [/c] }]
`;
    expect(told(more)).toEqual([
      "The image runs as the user with UID 1000, so `./a` and `./b` must be writable for it: `sudo chown 1000 ./a ./b`.",
      "The image runs as the user with UID 1000, so `./c` must be writable for it: `sudo chown 1000 ./c`.",
    ]);
  });
});

describe("nothing is said of", () => {
  test.each([
    ["a volume with a name", mount("data")],
    ["what is only read", mount("./data", ", readOnly: true")],
    ["a file", mount("./app.yaml", "", "/etc/app.yaml")],
    ["a socket", mount("/srv/docker.sock", "", "/docker.sock")],
    ["the folder that the reader is in", mount("$(pwd)")],
    ["the same, by a dot", mount("./")],
    ["the home", mount("$HOME")],
    ["the home, in braces", mount("${HOME}/")],
    ["the home, by its sign", mount("~/")],
    ["the whole host", mount("/")],
    ["folders of the system", mount("/proc")],
    ["folders within these", mount("/var/lib/docker")],
    ["an image whose user has no known number", mount("./data").replace("uid: 65532\n", "")],
    ["root", `user: root\n${mount("./data").replace("65532", "0")}`],
    ["another user", `${mount("./data")}start: { options: ["--user=1000"] }\n`],
    ["another user, in short", `${mount("./data")}start: { options: ["--init -u 1000"] }\n`],
    ["a variant to build with", `${mount("./data")}start: { tag: <tag>-dev }\n`],
  ])("%s", (_, more) => {
    expect(told(more)).toEqual([]);
  });
});
