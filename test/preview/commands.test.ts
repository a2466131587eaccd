import { describe, expect, it } from "vitest";
import { commandsOf } from "../../src/preview/client/commands.ts";

/** What it is, the fence's label, the sample's lines, and the lines that are copied. */
const SAMPLES: readonly (readonly [string, string | undefined, readonly string[], readonly string[]])[] = [
  ["one command", "Console", ["$ docker pull redis"], ["docker pull redis"]],
  ["what it prints is left out", "Console", ["$ id", "uid=0(root)", "", "$ pwd", "/"], ["id", "pwd"]],
  [
    "no prompt, no change",
    "Console",
    ["docker pull redis", "docker run redis"],
    ["docker pull redis", "docker run redis"],
  ],
  [
    "a line that goes on",
    "Console",
    ["$ docker run \\", "    --rm redis", "ready"],
    ["docker run \\", "    --rm redis"],
  ],
  [
    "a line that goes on behind >",
    "Console",
    ["$ docker run \\", "> --rm redis", "ready"],
    ["docker run \\", "--rm redis"],
  ],
  ["a pipe that goes on", "Console", ["$ cat a |", "  grep b &&", "  true", "b"], ["cat a |", "  grep b &&", "  true"]],
  [
    "a document",
    "Console",
    ["$ cat <<'EOF' > a", "$ not a prompt", "# not a comment", "EOF", "printed", "$ ls"],
    ["cat <<'EOF' > a", "$ not a prompt", "# not a comment", "EOF", "ls"],
  ],
  ["a document behind >", "Console", ["$ cat <<EOF", "> a", ">", "> EOF", "a"], ["cat <<EOF", "a", "", "EOF"]],
  [
    "a document with a quotation",
    "Console",
    ["$ cat <<-EOF", "a", "> b", "\tEOF", "x"],
    ["cat <<-EOF", "a", "> b", "\tEOF"],
  ],
  ["a document without end", "Console", ["$ cat <<EOF", "a", "b"], ["cat <<EOF", "a", "b"]],
  ["a string in place of a document", "Console", ["$ cat <<< EOF", "EOF"], ["cat <<< EOF"]],
  ["quotes over lines", "Console", ["$ echo '{", '  "a": 1', "}'", "{"], ["echo '{", '  "a": 1', "}'"]],
  ["a quote in a comment", "Console", ["$ ls # don't", "a"], ["ls # don't"]],
  ["an escaped quote", "Console", ["$ echo it\\'s", "it's"], ["echo it\\'s"]],
  ["a quote without end keeps what follows", "Console", ["$ echo it's", "a", "$ ls", "b"], ["echo it's", "a", "ls"]],
  [
    "a loop: all but the prompts",
    "Console",
    ["$ for a in 1 2; do", "  echo $a", "done", "$ ls"],
    ["for a in 1 2; do", "  echo $a", "done", "ls"],
  ],
  [
    "comments above commands",
    "Console",
    ["# Pull it", "$ docker pull a", "done", "# Run it", "$ docker run a"],
    ["# Pull it", "docker pull a", "# Run it", "docker run a"],
  ],
  ["metrics are printed", "Console", ["$ curl /metrics", "# HELP a", "a 1", "$ ls"], ["curl /metrics", "ls"]],
  [
    "root's prompt",
    "Console",
    ["# apt-get update", "# apt-get install \\", "  curl"],
    ["apt-get update", "apt-get install \\", "  curl"],
  ],
  [
    "a comment, where commands have no prompt",
    "Console",
    ["# Pull it", "docker pull a"],
    ["# Pull it", "docker pull a"],
  ],
  ["prompts with names", "Console", ["me@host:~$ ls", "root@0c1d:/app# id", "[me@host ~]$ pwd"], ["ls", "id", "pwd"]],
  [
    "prompts of shells",
    "Console",
    ["bash-5.2$ ls", "sh-5.1# id", "/ # pwd", "~ $ env", "(venv) $ pip"],
    ["ls", "id", "pwd", "env", "pip"],
  ],
  ["a variable is no prompt", "Console", ["$HOME/bin/a", "$(b)"], ["$HOME/bin/a", "$(b)"]],
  ["indented", "Console", ["  $ ls", "  a"], ["ls"]],
  ["a shell's sample keeps its lines", "Bash", ["$ ls", "a", "$ pwd"], ["ls", "a", "pwd"]],
  ["a comment of a shell's sample", "Bash", ["# x", "ls"], ["# x", "ls"]],
  ["only comments of a shell's sample", "Shell", ["# x", "# y"], ["# x", "# y"]],
  ["a comment above a prompt", "Shell", ["# x", "$ ls"], ["# x", "ls"]],
  ["a document of a shell's sample", "Bash", ["cat <<EOF", "$ a", "EOF"], ["cat <<EOF", "$ a", "EOF"]],
  ["other languages", "YAML", ["$ a: 1", "# b"], ["$ a: 1", "# b"]],
  ["a sample without a language", undefined, ["$ ls", "a"], ["$ ls", "a"]],
];

describe("what is copied of a sample", () => {
  it.each(SAMPLES)("%s (%s)", (_, language, sample, copied) => {
    expect(commandsOf(sample.join("\n"), language).split("\n")).toEqual(copied);
  });
});
