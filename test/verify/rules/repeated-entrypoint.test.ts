import { bash, fence, testRule } from "./cases.ts";

testRule("repeated-entrypoint", {
  errors: [
    ["before a command", "example", bash("docker run --rm dhi.io/example:<tag> example init demo"), 2],
    ["by its path", "example", bash("docker run dhi.io/example:1 \\\n  /usr/local/bin/example init demo"), 3],
    ["behind an init", "wrapped", bash("docker run dhi.io/wrapped:1 wrapped start"), 2],
    ["an entry point with a command", "meter", bash("podman run dhi.io/meter:1 meter serve"), 2],
    [
      "in Compose",
      "example",
      fence("yaml", "services:\n  a:\n    image: dhi.io/example:1\n    command: [example, start]"),
      5,
    ],
    [
      "in Compose, on one line",
      "example",
      fence("yaml", "services:\n  a:\n    image: dhi.io/example:1\n    command: example start"),
      5,
    ],
    [
      "in Kubernetes",
      "example",
      fence(
        "yaml",
        "spec:\n  containers:\n    - name: a\n      image: dhi.io/example:1\n      args:\n        - example\n        - start",
      ),
      7,
    ],
    [
      "in a list",
      "example",
      `1. Run it:\n\n   ${bash("docker run dhi.io/example:1 example init").replace(/\n/g, "\n   ")}\n`,
      4,
    ],
  ],
  warnings: [["before an option", "example", bash("docker run dhi.io/example:<tag> example --help"), 2]],
  misses: [
    ["another command", "example", bash("docker run dhi.io/example:1 init example")],
    ["another entry point", "example", bash("docker run --entrypoint sh dhi.io/example:1 example init")],
    ["a script hands it on", "keeper", bash("docker run dhi.io/keeper:1 keeper start")],
    ["no entry point", "mixed", bash("docker run dhi.io/mixed:3 mixed start")],
    [
      "a command that has the program's name, beside others",
      "example",
      bash("docker run dhi.io/example:1 version\ndocker run dhi.io/example:1 example --cert=a"),
    ],
    ["an option's value", "example", bash("docker run dhi.io/example:1 --home=/opt/example")],
    [
      "another command in Kubernetes",
      "example",
      fence(
        "yaml",
        "spec:\n  containers:\n    - name: a\n      image: dhi.io/example:1\n      command: [sh]\n      args: [example, start]",
      ),
    ],
  ],
});
