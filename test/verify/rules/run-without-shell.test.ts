import { bash, fence, testRule } from "./cases.ts";

testRule("run-without-shell", {
  errors: [
    [
      "a program among those of the image",
      "example",
      fence("dockerfile", "FROM dhi.io/example:1\nCOPY --from=a /usr/local/bin/a /usr/local/bin/\nRUN a"),
      4,
    ],
    [
      "beside another program",
      "example",
      fence(
        "dockerfile",
        "FROM dhi.io/example:1\nCOPY a /usr/bin/a\nRUN --mount=type=cache,target=/b chmod +x /usr/bin/a",
      ),
      4,
    ],
    [
      "a shell in another stage",
      "example",
      fence("dockerfile", "FROM dhi.io/example:1-dev AS a\nCOPY b /bin/sh\nFROM dhi.io/example:1\nRUN echo a"),
      5,
    ],
    [
      "in a here-document",
      "example",
      bash("cat <<'EOF' > app/Dockerfile.dev\nFROM dhi.io/example:<tag>\nRUN echo a\nEOF"),
      4,
    ],
  ],
  misses: [
    [
      "all programs of another image",
      "example",
      fence("dockerfile", "FROM dhi.io/example:1\nCOPY --from=busybox:1 /bin/ /bin/\nRUN echo a"),
    ],
    [
      "a mounted shell",
      "example",
      fence("dockerfile", "FROM dhi.io/example:1\nRUN --mount=from=busybox,src=/bin,target=/bin echo a"),
    ],
    ["a shell of its own", "example", fence("dockerfile", 'FROM dhi.io/example:1\nSHELL ["/b/sh", "-c"]\nRUN echo a')],
    [
      "a copied shell",
      "example",
      fence("dockerfile", "FROM dhi.io/example:1\nCOPY --from=busybox:1 /bin/busybox /bin/sh\nRUN echo a"),
    ],
    [
      "a comment that wants a dev variant",
      "example",
      fence(
        "dockerfile",
        "# Build stage (use a tag with the -dev suffix)\nFROM dhi.io/example:<tag> AS build\nRUN echo a",
      ),
    ],
    [
      "a text that wants a dev variant, through another stage",
      "example",
      `Build it with a dev variant:\n\n${fence("dockerfile", "FROM dhi.io/example:<tag> AS base\nFROM base\nRUN echo a")}`,
    ],
    [
      "a script in a here-document",
      "example",
      bash("cat > build.sh <<EOF\nFROM dhi.io/example:<tag>\nRUN echo a\nEOF"),
    ],
    ["the exec form", "example", fence("dockerfile", 'FROM dhi.io/example:<tag>\nRUN ["/a"]')],
    ["an image with a shell", "shelly", fence("dockerfile", "FROM dhi.io/shelly:<tag>\nRUN echo a")],
    [
      "a stage of a dev variant",
      "example",
      fence("dockerfile", "FROM dhi.io/example:1-dev AS build\nRUN echo a\nFROM build\nRUN echo b"),
    ],
    ["another image", "example", fence("dockerfile", "FROM debian\nRUN echo a")],
  ],
});
