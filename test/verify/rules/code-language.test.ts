import { bash, fence, testRule } from "./cases.ts";

testRule("code-language", {
  warnings: [
    ["a command in yaml", "example", fence("yaml", "kubectl get pods"), 1],
    ["what a command prints in bash", "example", bash("NAME    READY   PORT(S)\nx   1/1   80"), 1],
    ["a command and what it prints in bash", "example", bash("kubectl get svc\nNAME   PORT(S)\nx   80/TCP"), 3],
    ["commands without prompts in a console", "example", fence("console", "docker ps\nNAME   PORT(S)"), 2],
    ["a query in bash", "example", bash("sum by (job) (rate(http_requests_total[5m]))"), 1],
    ["a selector of Prometheus in bash", "example", bash('http_requests_total{code="200"}[5m]'), 1],
    ["a database's commands behind its client", "example", bash("psql -U x\nSELECT count(*) FROM a;"), 3],
    ["another interpreter", "example", bash("#!/usr/bin/env python3\nprint(1)"), 1],
    ["a script of Node", "example", bash("#!/usr/local/bin/node\nconsole.log(1)"), 1],
  ],
  misses: [
    ["output alone in a console", "example", fence("console", "NAME (all)  READY\nx   1/1")],
    ["commands without prompts and output in a console", "example", fence("console", "docker ps")],
    ["a session", "example", fence("console", "$ docker ps\nNAME (all)")],
    ["tests in Bats", "example", bash('#!/usr/bin/env bats\n\n@test "a" {\n  [ 1 -eq 1 ]\n}')],
    ["tests in Bats without a first line", "example", bash('@test "a (b)" {\n  run x\n}')],
    ["a shell's first line", "example", bash("#!/usr/bin/env -S bash -eu\nX=1")],
    ["SQL in a here-document", "example", bash("psql <<EOF\nSELECT count(*) FROM a;\nEOF")],
    ["SQL in quotes", "example", bash("psql -c '\nSELECT count(*)\nFROM a'")],
  ],
});
