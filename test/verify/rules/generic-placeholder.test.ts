import { bash, testRule } from "./cases.ts";

testRule("generic-placeholder", {
  errors: [
    ["behind the registry", "example", bash("docker run dhi.io/<image-name>:<tag>"), 2],
    ["behind the namespace", "example", bash("docker run <your-namespace>/<image-name>:<tag>"), 2],
  ],
  misses: [
    ["an argument of the program", "example", bash("docker run dhi.io/example:1 cves <image-name>:<tag>")],
    ["in prose", "example", "Pull `dhi.io/<image-name>`.\n"],
    ["a container's name", "example", bash("docker debug <container-name>")],
  ],
});
