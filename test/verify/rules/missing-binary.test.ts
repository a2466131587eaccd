import { bash, fence, POD, testRule } from "./cases.ts";

testRule("missing-binary", {
  warnings: [
    [
      "what is for where something else fails",
      "example",
      "If a build fails, look into it:\n\n```bash\ndocker run --entrypoint sh dhi.io/example:1\n```\n",
      4,
    ],
    [
      "a script that goes on where its check fails",
      "example",
      bash("docker run --entrypoint sh dhi.io/example:1 -c 'a || exit 1'"),
      2,
    ],
    [
      "a container of the project's own service",
      "example",
      bash("docker run dhi.io/example:1\ndocker exec example-example-1 sh"),
      3,
    ],
    ["docker exec", "example", bash("docker run -d --name a dhi.io/example:1\ndocker exec -it -e A=b a sh"), 3],
    [
      "docker exec in a container called after the image",
      "example",
      bash("docker run dhi.io/example:1\ndocker container exec my-example cat /a"),
      3,
    ],
    [
      "docker compose exec",
      "example",
      fence("yaml", "services:\n  a:\n    image: dhi.io/example:1") + bash("docker compose -f b.yaml exec -T a bash"),
      7,
    ],
    [
      "docker exec in a container of Compose",
      "example",
      fence("yaml", "services:\n  a:\n    container_name: b\n    image: dhi.io/example:1") + bash("docker exec b bash"),
      8,
    ],
    ["kubectl exec in a pod", "example", fence("yaml", POD) + bash("kubectl exec -n x -it a -- sh"), 14],
    [
      "kubectl exec in a workload of a here-document",
      "example",
      bash(
        `kubectl apply -f - <<EOF\n${POD.replace("kind: Pod", "kind: StatefulSet")}\nEOF\nkubectl exec sts/a -c b -- ls`,
      ),
      14,
    ],
    [
      "kubectl exec in a pod of a workload",
      "example",
      fence("yaml", POD.replace("kind: Pod", "kind: StatefulSet")) + bash("kubectl exec a-0 -- ls"),
      14,
    ],
    [
      "a health check",
      "example",
      fence(
        "yaml",
        'services:\n  a:\n    image: dhi.io/example:1\n    healthcheck:\n      test: ["CMD", "curl", "-f", "http://localhost"]',
      ),
      6,
    ],
    [
      "a health check by a shell",
      "example",
      fence(
        "yaml",
        "services:\n  a:\n    image: dhi.io/example:1\n    healthcheck:\n      test: example check || exit 1",
      ),
      6,
    ],
    ["a program in a script", "shelly", bash("docker run --entrypoint bash dhi.io/shelly:2 -c 'a $(curl b)'"), 2],
    [
      "a program handed to an image without an entry point",
      "other-tool",
      bash("docker run dhi.io/other-tool:<tag> ls /"),
      2,
    ],
    [
      "a container's command",
      "example",
      fence("yaml", 'containers:\n  - name: a\n    image: dhi.io/example:<tag>\n    command: ["/bin/sh", "-c", "x"]'),
      5,
    ],
  ],
  misses: [
    [
      "what fails",
      "example",
      "This fails, since there is no shell:\n\n```bash\ndocker run --entrypoint sh dhi.io/example:1\n```\n",
    ],
    [
      "a service of a project called after the image",
      "example",
      bash("docker run dhi.io/example:1\ndocker exec example-db-1 sh"),
    ],
    [
      "what fails in a session",
      "example",
      fence(
        "console",
        '$ docker run --name a dhi.io/example:1\n$ docker exec a sh\nexec: "sh": executable file not found in $PATH',
      ),
    ],
    [
      "what must fail",
      "example",
      "Verify that there is no shell:\n\n```bash\ndocker run --entrypoint sh dhi.io/example:1\n```\n",
    ],
    ["what may fail", "example", bash("docker run --entrypoint sh dhi.io/example:1 -c id || echo none")],
    [
      "a mounted program",
      "example",
      fence(
        "yaml",
        "services:\n  a:\n    image: dhi.io/example:1\n    volumes: [./curl:/usr/bin/curl]\n    healthcheck: { test: [CMD, curl, a] }",
      ),
    ],
    [
      "a text that wants a dev variant",
      "example",
      `Use a tag with the \`-dev\` suffix:\n\n${bash("docker run --entrypoint bash dhi.io/example:<tag>")}`,
    ],
    [
      "a running container that has it",
      "example",
      bash("docker run -d --name a dhi.io/example:1-dev\ndocker exec a bash"),
    ],
    [
      "a running container of several images",
      "example",
      bash("docker run --name a postgres:15\ndocker run --name a dhi.io/example:1\ndocker exec a sh"),
    ],
    [
      "a container that the page does not start",
      "example",
      bash("docker run --name a dhi.io/example:1\ndocker exec b sh"),
    ],
    ["a container that a variable names", "example", bash("docker run --name a dhi.io/example:1\ndocker exec $a sh")],
    [
      "a service that is built",
      "example",
      fence("yaml", "services:\n  a:\n    build: .\n    image: dhi.io/example:1") + bash("docker compose exec a sh"),
    ],
    ["another container of the pod", "example", fence("yaml", POD) + bash("kubectl exec a -c c -- sh")],
    [
      "a program of the image itself",
      "example",
      bash("docker run --name a dhi.io/example:1\ndocker exec a example sh"),
    ],
    [
      "a container called after one of two images",
      "example",
      bash("docker run dhi.io/example:1\ndocker run dhi.io/shelly:2\ndocker exec my-example sh"),
    ],
    [
      "a script that brings what it needs",
      "shelly",
      bash("docker run --entrypoint sh dhi.io/shelly:2 -c 'apt-get install -y curl && curl a'"),
    ],
    ["what the shell does itself", "shelly", bash("docker run --entrypoint sh dhi.io/shelly:2 -c 'echo a | read b'")],
    [
      "a health check by the image's own program",
      "example",
      fence(
        "yaml",
        'services:\n  a:\n    image: dhi.io/example:1\n    healthcheck: { test: ["CMD", "example", "sh"] }',
      ),
    ],
    ["an argument of the entry point", "example", bash("docker run dhi.io/example:<tag> ps")],
    ["a mounted program", "example", bash("docker run --entrypoint /dbg/bin/sh dhi.io/example:<tag>")],
    ["a program that comes in any package", "example", bash("docker run --entrypoint example-tool dhi.io/example:1")],
    ["one variant has it", "mixed", bash("docker run dhi.io/mixed:<tag> sh")],
  ],
});
