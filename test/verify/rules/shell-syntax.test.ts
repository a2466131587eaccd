import { bash, fence, testRule } from "./cases.ts";

testRule("shell-syntax", {
  errors: [
    ["behind a prompt", "example", bash("$ echo a |\n$ echo b )"), 3],
    ["the second of two samples", "example", bash("echo a") + bash("echo 'a"), 5],
  ],
  misses: [
    ["tests in Bats behind what they load", "example", bash("load 'a'\n\n@test \"it's fine\" {\n  run b\n}")],
    ["Zsh's own loops", "example", fence("zsh", "for f (*.txt) echo $f")],
    ["a change", "example", fence("bash", "--- a/run.sh\n+++ b/run.sh\n-docker run a (x)\n+docker run b (x)")],
    ["a placeholder at the end of a line", "example", bash("docker run dhi.io/example:<tag>\necho ok")],
    ["a placeholder with blanks", "example", bash("kubectl get <your secret name>")],
    ["a template", "example", bash("echo {{ .Values.x }}")],
    ["what a session prints", "example", bash("$ echo a\nfoo ( bar")],
    ["a sample that leaves something out", "example", bash("docker run (\n...")],
    ["quotes in two samples", "example", bash('echo "a"') + bash("echo 'b'")],
    ["tests in Bats", "example", bash('#!/usr/bin/env bats\n@test "a" {\n  x\n}')],
    ["another language", "example", bash("#!/usr/bin/env python3\nprint((1)")],
    ["what a command prints", "example", bash("kubectl get svc\nNAME   PORT(S)\nx   80/TCP")],
  ],
});
