import { bash, fence, testRule } from "./cases.ts";

testRule("shell-continuation", {
  errors: [
    ["a here-document that spaces indent", "example", bash("if true; then\n  cat <<-EOF\n  x\n  EOF\nfi"), 5],
    ["a backslash at the end", "example", bash("docker run \\\n  --rm \\"), 3],
    ["blanks after it", "example", bash("docker run \\ \n  --rm x"), 2],
    ["a blank line after it", "example", bash("docker run \\\n\n  --rm x"), 2],
    ["two backslashes", "example", bash("docker run \\\\\n  --rm x"), 2],
    ["a here-document with blanks at its end", "example", bash("cat <<EOF\na\nEOF  "), 4],
    ["a here-document that never ends", "example", bash("cat <<'END'\na"), 2],
    ["behind a prompt", "example", fence("console", "$ helm install \\\n  --set a=b\n  --set c=d"), 3],
    ["behind a comment", "example", bash("docker run # start\n  --rm x"), 2],
    ["two here-documents, the second open", "example", bash("cat <<A <<B\nA\nb"), 2],
    ["a here-document in a list", "example", "1. Write:\n\n   ```bash\n   cat <<EOF\n   a\n    EOF\n   ```\n", 6],
    ["in a substitution", "example", bash("X=$(docker run \\ \n  --rm x)"), 2],
  ],
  misses: [
    ["PowerShell without a language", "example", fence("", "docker run --rm `\n  -p 1:1 `\n  a")],
    ["the prompt of Windows", "example", fence("", "docker run --rm ^\n  -p 1:1 ^\n  a")],
    ["a change", "example", fence("bash", " docker run\n-  -p 1:1 a\n+  -p 2:2 a")],
    ["a comment in the middle", "example", bash("helm install \\\n  --set a=b # \\\n  # --set c=d")],
    ["what a command prints", "example", fence("console", "$ x --help\nOptions:\n  --all  show all")],
    ["a list of YAML in a here-document", "example", bash("cat <<EOF\na:\n  - b\n  --c\nEOF")],
    ["an indented terminator of <<-", "example", bash("cat <<-EOF\n\ta\n\tEOF")],
    ["a here-string", "example", bash("cat <<<EOF")],
    ["a here-document in quotes", "example", bash("sh -c 'cat > /c << \"EOF\"\na: 1\nEOF'")],
    ["a here-document in double quotes", "example", bash('sh -c "cat <<EOF\n  a\n  EOF"')],
    ["a shift", "example", bash("echo $((1 << 3))")],
    ["options in an array", "example", bash("ARGS=(\n  --rm\n  --name x\n)")],
    ["a backslash in quotes", "example", bash("awk '{ print \\\n}' x")],
    [
      "a here-document in a Compose file without a language",
      "example",
      fence(
        "",
        "services:\n  a:\n    command:\n      - |\n        cat <<'EOF'\n        x\n        EOF\n\n        exec a",
      ),
    ],
    ["a here-document in a session", "example", fence("console", "$ cat > a <<EOF\na: 1\nEOF\n$ cat a\na: 1")],
    ["a here-document behind second prompts", "example", fence("console", "$ cat <<EOF\n> a\n> EOF\na")],
  ],
});
