import { bash, fence, testRule } from "./cases.ts";

testRule("code-syntax", {
  errors: [
    ["YAML beside what is left out", "example", fence("yaml", "a:\n  ...\n  b: c\n d: e"), 1],
    ["YAML", "example", fence("yaml", "a: 1\n b: 2"), 1],
    ["a Dockerfile", "example", fence("dockerfile", "FROM dhi.io/example:<tag>\nCOPY --from=x /a"), 3],
    ["YAML in a here-document", "example", bash("cat > a.yaml <<'EOF'\na: 1\n b: 2\nEOF"), 3],
    ["JSON in a here-document", "example", bash('echo a\ntee a.json <<EOF\n{ "a": 1 }}\nEOF'), 4],
    [
      "a Dockerfile in a here-document",
      "example",
      bash("docker build -f - . <<EOF\nFROM dhi.io/example:<tag>\nCOPY --from=x /a\nEOF"),
      4,
    ],
    ["words after the exec form", "example", fence("dockerfile", 'HEALTHCHECK CMD ["a", "b"] || exit 1'), 2],
    ["an XML declaration below a comment", "example", fence("xml", '<!-- x -->\n<?xml version="1.0"?>'), 3],
  ],
  misses: [
    ["JSON5, which is no JSON", "example", fence("json5", '{ a: [{ b: "c", }], }')],
    ["YAML that leaves out in brackets", "example", fence("yaml", "a:\n  b: c\n  [...]\nd: e")],
    ["YAML with statements of a template", "example", fence("yaml", "{% if a %}\nb: c\n{% endif %}")],
    ["a placeholder for a number in JSON", "example", fence("json", '{ "a": <number>, "b": "<text>", "c": {{ d }} }')],
    ["a change of YAML", "example", fence("yaml", " a:\n-  b: 1\n+  b: 2")],
    ["a change of a Dockerfile", "example", fence("dockerfile", "-FROM a\n+FROM b\n WORKDIR /c")],
    ["a change of JSON", "example", fence("json", ' {\n-  "a": 1\n+  "a": 2\n }')],
    ["YAML that leaves out", "example", fence("yaml", "a:\n  b: c\n  ...\n  d:\n    …")],
    ["a chart's template", "example", fence("yaml", "a:\n  {{- if .Values.b }}\n  b: {{ .Values.b }}\n  {{- end }}")],
    ["several documents", "example", fence("yaml", "a: 1\n---\na: 2")],
    ["before and after", "example", fence("yaml", "# Before\na: 1\n# After\na: 2")],
    ["comments in JSON", "example", fence("json", '{\n  // why\n  "a": 1\n}')],
    [
      "what the shell replaces in YAML",
      "example",
      bash('cat > a.yaml <<EOF\na: "$(cat "b")"\nb: ${B:-"c"}\n$C\nd: "\\$D"\ne: `f "g: h"`\nEOF'),
    ],
    ["YAML in a file for JSON", "example", bash("cat > a.json <<EOF\na: 1\nEOF")],
    ["a here-document that nothing closes", "example", bash("cat > a.yaml <<EOF\na: 1\n b: 2")],
    ["a template in YAML", "example", fence("yaml", "a: {{ .Values.a }}")],
    ["a fragment of a Dockerfile", "example", fence("dockerfile", "RUN echo a")],
  ],
});
