import { bash, fence, compose, testRule } from "./cases.ts";

testRule("compose-structure", {
  warnings: [
    [
      "a wrong type that is merged",
      "example",
      fence("yaml", 'x-a: &a\n  ports: "1"\nservices:\n  a:\n    <<: *a\n    image: x'),
      2,
    ],
    [
      "a file that names itself",
      "example",
      fence("yaml", "# compose.yaml\nservices:\n  a:\n    image: x\n    networks: [n]"),
      6,
    ],
    ["a volume", "example", compose("    volumes:\n      - data:/a:ro"), 6],
    ["a volume in the long form", "example", compose("    volumes: [{ type: volume, source: data, target: /a }]"), 5],
    [
      "a service that it depends on",
      "example",
      compose(
        "    depends_on:\n      b: { condition: service_started }\n      c: { condition: service_started }\n  b:\n    image: y",
      ),
      7,
    ],
    ["the network of a service", "example", compose("    network_mode: service:c\n  b:\n    image: y"), 5],
    ["a link", "example", compose("    links: ['c:d']\n  b:\n    image: y"), 5],
    ["a network", "example", compose("    networks: { n: {} }"), 5],
    ["a secret", "example", compose("    secrets:\n      - source: s"), 6],
    [
      "a volume in a here-document",
      "example",
      bash("docker compose -f - up <<'EOF'\nservices:\n  a:\n    image: x\n    volumes: [data:/a]\nEOF"),
      6,
    ],
    [
      "a volume in a list",
      "example",
      "- Save it:\n\n  ```yaml\n  services:\n    a:\n      image: x\n      volumes: [data:/a]\n  ```\n",
      7,
    ],
    [
      "a variable of the container",
      "example",
      compose("    environment:\n      - A=b\n    command: [sh, -c, 'echo $A']"),
      7,
    ],
    [
      "a variable of a script",
      "example",
      compose("    healthcheck:\n      test: |\n        for i in 1 2; do\n          echo ${i}\n        done"),
      8,
    ],
    ["what Compose cannot replace", "example", compose("    command: sh -c 'echo ${A%%b}'"), 5],
    [
      "an escaped variable in a here-document",
      "example",
      bash(
        `cat > compose.yaml <<EOF\nservices:\n  a:\n    image: x\n    environment: [A=b]\n    command: sh -c 'echo \\$A'\nEOF`,
      ),
      7,
    ],
    ["a value of another type", "example", fence("yaml", "services:\n  a:\n    image: x\n    ports: x"), 5],
  ],
  misses: [
    [
      "variables that are taken over",
      "example",
      fence(
        "yaml",
        "x-env: &env\n  A: b\nservices:\n  a:\n    image: x\n    environment:\n      <<: *env\n      C: d\n  b:\n    image: y\n    environment:\n      <<: [*env]",
      ),
    ],
    [
      "newer types",
      "example",
      fence(
        "yaml",
        'services:\n  a:\n    image: x\n    ports: [{ target: 80, published: "8080" }]\n    env_file: [{ path: .env, required: false }]',
      ),
    ],
    [
      "what is merged",
      "example",
      fence("yaml", "x-a: &a\n  A: b\nservices:\n  a:\n    image: x\n    environment:\n      <<: *a\n      C: d"),
    ],
    [
      "one of several files by its name",
      "example",
      fence("yaml", "# compose.prod.yaml\nservices:\n  a:\n    image: x\n    networks: [n]"),
    ],
    [
      "files that are read together",
      "example",
      "```yaml\nservices:\n  a:\n    image: x\n    networks: [n]\n```\n\n```bash\ndocker compose -f a.yaml \\\n  -f b.yaml up\n```\n",
    ],
    [
      "services that are indented as a whole",
      "example",
      fence("yaml", "  a:\n    image: dhi.io/example:1\n    restart: always"),
    ],
    [
      "a change of a file that is there",
      "example",
      `Update the Compose file:\n\n${fence("yaml", "a:\n  image: dhi.io/example:1\n  restart: always")}`,
    ],
    [
      "declared names",
      "example",
      compose(
        "    depends_on: { b: { condition: service_started } }\n    volumes: [data:/a, ./x:/x, /y:/y, ~/z:/z, $HOME/h:/h, '<volume>:/p', /anonymous]\n    networks: [n, default]\n    links: ['b:db']\n  b:\n    image: y\nvolumes:\n  data:\nnetworks:\n  n: {}",
      ),
    ],
    ["one service of several", "example", compose("    volumes: [data:/a]\n    depends_on: [b]")],
    [
      "a file that is included",
      "example",
      "Write a file:\n\n" + fence("yaml", "include: [b.yaml]\nservices:\n  a:\n    image: x\n    volumes: [data:/a]"),
    ],
    ["a sample that leaves out", "example", compose("    volumes: [data:/a]\n    # ...")],
    ["a change of the reader's file", "example", "Update your existing file:\n\n" + compose("    volumes: [data:/a]")],
    [
      "a service that need not be there",
      "example",
      compose("    depends_on: { c: { condition: service_started, required: false } }\n  b:\n    image: y"),
    ],
    ["a variable of the reader", "example", compose("    environment: { A: $A }\n    command: sh -c 'echo $A $B'")],
    [
      "a variable that the page sets",
      "example",
      bash("export A=1") + compose("    environment: { A: b }\n    command: sh -c 'echo $A'"),
    ],
    ["an escaped variable", "example", compose("    environment: [A=b]\n    command: sh -c 'echo $$A $${A%%b}'")],
    [
      "a variable with a default",
      "example",
      compose("    environment: [A=b]\n    command: sh -c 'echo ${A:-c} ${B-${C}}'"),
    ],
    ["what Compose leaves alone", "example", compose("    command: ['-x=^/a$', 'sh -c \"$(b) $1 $@\"']")],
    [
      "a variable in a here-document",
      "example",
      bash(
        `cat > compose.yaml <<EOF\nservices:\n  a:\n    image: x\n    environment: [A=b]\n    command: sh -c 'echo $A'\nEOF`,
      ),
    ],
    ["a key that the schema does not know", "example", fence("yaml", "services:\n  a:\n    image: x\n    develop: {}")],
    ["another tool's services", "example", fence("yaml", "services:\n  - name: a\n    url: b")],
    ["a chart's values", "example", fence("yaml", "server:\n  image: x\n  replicas: 2")],
  ],
});
