import { bash, testRule } from "./cases.ts";

testRule("debug-entrypoint", {
  errors: [
    [
      "the mount's target under another name",
      "example",
      bash("docker run --mount type=image,source=dhi.io/busybox,target=/tools dhi.io/example:1 /tools/bin/sh"),
      2,
    ],
    [
      "an entry point behind an init",
      "wrapped",
      bash("docker run --mount=type=image,source=dhi.io/busybox,dst=/dbg dhi.io/wrapped:1 /dbg/bin/sh"),
      2,
    ],
  ],
  warnings: [
    [
      "an image that the sample does not name",
      "example",
      bash("docker run --mount=type=image,source=dhi.io/busybox,dst=/dbg dhi.io/<image-name>:<tag> /dbg/bin/sh"),
      2,
    ],
  ],
  misses: [
    [
      "a script hands on what it is handed",
      "shelly",
      bash("docker run --mount=type=image,source=dhi.io/busybox,dst=/dbg dhi.io/shelly:2 /dbg/bin/sh"),
    ],
    [
      "no entry point",
      "mixed",
      bash("docker run --mount=type=image,source=dhi.io/busybox,dst=/dbg dhi.io/mixed:3 /dbg/bin/sh"),
    ],
    ["no image is mounted", "example", bash("docker run -v /dbg:/dbg dhi.io/example:1 /dbg/bin/sh")],
  ],
});
