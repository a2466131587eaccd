import { bash, fence, testRule } from "./cases.ts";

testRule("misplaced-option", {
  errors: [
    ["a port", "example", bash("docker run dhi.io/example:1 -p 8080:8080"), 2],
    ["in the line below", "example", bash("docker run --rm \\\n  dhi.io/example:<tag> \\\n  -v ./a:/b:ro"), 4],
    ["behind a name", "example", bash("docker run dhi.io/example:1 --name web --publish=127.0.0.1:80:8080"), 2],
    ["a variable", "example", bash("docker run dhi.io/example:1 -d -e LOG_LEVEL=debug"), 2],
    ["in place of a program", "mixed", bash("docker run --rm dhi.io/mixed:3 --version"), 2],
    ["in place of a program, both", "mixed", bash("docker run dhi.io/mixed:3 -it -p 80:80 sh"), 2],
    [
      "in place of a program in Compose",
      "mixed",
      fence("yaml", "services:\n  a:\n    image: dhi.io/mixed:3\n    command: --port 80"),
      5,
    ],
    ["how it restarts", "mixed", bash("podman run dhi.io/mixed:3 --restart unless-stopped"), 2],
  ],
  misses: [
    ["an option of an entry point", "example", bash("docker run --rm dhi.io/example:1 --version")],
    ["an entry point of the sample", "mixed", bash("docker run --entrypoint ls dhi.io/mixed:3 -l")],
    ["a program and its option", "mixed", bash("docker run dhi.io/mixed:3 ls -l")],
    ["a port of the program", "example", bash("docker run dhi.io/example:1 -p 5432")],
    ["what the program prints", "example", bash("docker run dhi.io/example:1 -v")],
    ["a name alone", "example", bash("docker run dhi.io/example:1 --name node1")],
    ["an option of a command", "mixed", bash("docker run dhi.io/mixed:3 forward -p 80:80")],
    ["docker in docker", "mixed", bash("docker run dhi.io/mixed:3 docker run -p 80:80 nginx")],
    ["behind an option of the program", "example", bash("docker run dhi.io/example:1 --config a -v a:/b")],
    ["more options in place of the image", "example", bash("docker run <more> -v a:/b dhi.io/example:1 test")],
  ],
});
