import { bash, fence, testRule } from "./cases.ts";

testRule("sample-user", {
  errors: [
    ["an owner", "example", fence("dockerfile", "FROM dhi.io/example:1\nCOPY --chown=web:web . /app"), 3],
    [
      "an owner in the last stage",
      "example",
      fence(
        "dockerfile",
        "FROM alpine AS build\nRUN chown 5:5 /a\n\nFROM dhi.io/example:<tag> AS runtime\nCOPY --from=build --chown=web /a /a",
      ),
      6,
    ],
    [
      "beside an account of another stage",
      "keeper",
      fence("dockerfile", "FROM alpine AS a\nRUN adduser -D web\nFROM dhi.io/keeper:1\nUSER nonroot"),
      5,
    ],
    ["a group", "keeper", fence("dockerfile", "FROM dhi.io/keeper:1\nADD --chown=keeper:web a /a"), 3],
    ["whom it runs as", "keeper", fence("docker", "FROM dhi.io/keeper:1\nUSER nonroot"), 3],
    ["a stage of a stage", "keeper", fence("", "FROM dhi.io/keeper:1 AS a\nFROM a\nUSER nonroot"), 4],
    ["in a command", "keeper", bash("docker run --user nonroot dhi.io/keeper:1"), 2],
    [
      "in Compose",
      "keeper",
      fence("yaml", "services:\n  a:\n    image: dhi.io/keeper:1\n    user: nonroot:nonroot"),
      5,
    ],
  ],
  warnings: [
    [
      "an owner below a text",
      "example",
      `The files must be readable by the nonroot user:\n\n${fence("dockerfile", "COPY --chown=1001:1001 . /app")}`,
      4,
    ],
    [
      "an owner of a folder",
      "example",
      `The image runs as the nonroot user. Give it the folder:\n\n${bash("sudo chown -R 1000:1000 ./data")}`,
      4,
    ],
  ],
  misses: [
    [
      "its own",
      "example",
      fence("dockerfile", "FROM dhi.io/example:1\nCOPY --chown=nonroot:nonroot . /app\nUSER nonroot"),
    ],
    ["root", "example", fence("dockerfile", "FROM dhi.io/example:1\nUSER root")],
    ["numbers", "example", fence("dockerfile", "FROM dhi.io/example:1\nCOPY --chown=1001:1001 . /app\nUSER 1001")],
    ["a user of the system", "example", fence("dockerfile", "FROM dhi.io/example:1\nUSER www-data")],
    [
      "a user that the sample makes",
      "example",
      fence("dockerfile", "FROM dhi.io/example:<tag>-dev\nRUN useradd web\nUSER web"),
    ],
    ["another image", "example", fence("dockerfile", "FROM node:22\nCOPY --chown=node:node . /app")],
    ["a variable", "example", fence("dockerfile", "FROM dhi.io/example:1\nARG UID\nCOPY --chown=$UID . /app")],
    ["the reader's own", "example", bash('docker run --user "$(id -u):$(id -g)" dhi.io/example:1')],
    ["another on purpose", "example", bash("docker run --user 1000:1000 dhi.io/example:1")],
    ["an image whose users are not known", "shelly", fence("dockerfile", "FROM dhi.io/shelly:2\nUSER web")],
    ["the right owner", "example", `The image runs as the nonroot user:\n\n${bash("chown -R 65532:65532 ./data")}`],
    ["an owner that the text names", "example", `Upstream runs as UID 1000:\n\n${bash("chown -R 1000:1000 ./data")}`],
    ["an owner below another text", "example", `Prepare the folder:\n\n${bash("chown -R 1000:1000 ./data")}`],
  ],
});
