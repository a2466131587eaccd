import { bash, fence, SERVICE, testRule } from "./cases.ts";

testRule("port-undeclared", {
  warnings: [
    [
      "in the long form",
      "example",
      fence(
        "yaml",
        'services:\n  a:\n    image: dhi.io/example:1\n    ports:\n      - target: 7000\n        published: "7000"',
      ),
      6,
    ],
    ["beside a volume of data", "example", bash("docker run -p 7000:7000 -v data:/data dhi.io/example:1"), 2],
    [
      "in a Compose file",
      "example",
      fence("yaml", 'services:\n  a:\n    image: dhi.io/example:1\n    ports: ["1234:1234"]'),
      5,
    ],
    ["in a here-document", "example", bash(`cat > compose.yaml <<EOF\n${SERVICE}\nEOF`), 6],
    ["on one address", "example", bash("docker run -p 127.0.0.1:7000:7000 dhi.io/example:1"), 2],
    [
      "that only a Service names",
      "example",
      fence("yaml", "apiVersion: v1\nkind: Service\nspec:\n  ports:\n    - port: 7000") +
        bash("docker run -p 80:7000 dhi.io/example:1"),
      9,
    ],
  ],
  misses: [
    ["the program's own option", "example", bash("docker run -p 7000:7000 dhi.io/example:1 serve -p 7000")],
    ["settings that an option names", "example", bash("docker run -p 7000:7000 dhi.io/example:1 --config /a/a.yaml")],
    [
      "a configuration of Compose",
      "example",
      fence(
        "yaml",
        'services:\n  a:\n    image: dhi.io/example:1\n    configs: [{ source: c, target: /a/settings }]\n    ports: ["7000:7000"]',
      ),
    ],
    [
      "settings in a file that is mounted",
      "example",
      bash("docker run -p 7000:7000 -v ./a.toml:/a/a.toml dhi.io/example:1"),
    ],
    ["variables in a file", "example", bash("docker run -p 7000:7000 --env-file .env dhi.io/example:1")],
    [
      "another program",
      "example",
      fence("yaml", 'services:\n  a:\n    image: dhi.io/example:1-dev\n    entrypoint: [sh]\n    ports: ["7000:7000"]'),
    ],
    [
      "a declared one in the long form",
      "example",
      fence("yaml", "services:\n  a:\n    image: dhi.io/example:1\n    ports: [{ target: 8080, published: 7000 }]"),
    ],
    ["beside a declared one", "example", bash("docker run -p 80:8080 -p 81:7000 dhi.io/example:1")],
    [
      "beside a declared one in Compose",
      "example",
      fence("yaml", 'services:\n  a:\n    image: dhi.io/example:1\n    ports: ["80:8080", "81:7000"]'),
    ],
    ["the sample configures it", "example", bash("docker run -p 7000:7000 dhi.io/example:1 --listen=:7000")],
    ["an address", "example", bash("docker run -p 7000:7000 dhi.io/example:1 --listen 0.0.0.0:7000")],
    ["an address of IPv6", "example", bash("docker run -p 7000:7000 dhi.io/example:1 --listen=[::]:7000")],
    ["a variable", "example", bash("docker run -p 7000:7000 -e LISTEN=0.0.0.0:7000 dhi.io/example:1")],
    [
      "a setting in a file",
      "example",
      fence("yaml", "source:\n  http:\n    port: 7000") + bash("docker run -p 7000:7000 dhi.io/example:1"),
    ],
    ["an image without ports", "shelly", bash("docker run -p 7000:7000 dhi.io/shelly:2")],
    ["another image", "example", bash("docker run -p 80:80 nginx")],
  ],
});
