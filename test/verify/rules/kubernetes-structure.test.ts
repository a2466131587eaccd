import { type Case, bash, fence, DEPLOYMENT, testRule } from "./cases.ts";

testRule("kubernetes-structure", {
  warnings: [
    [
      "a selector that its pods do not match",
      "example",
      fence(
        "yaml",
        "apiVersion: apps/v1\nkind: Deployment\nspec:\n  selector:\n    matchLabels: { app: a }\n  template:\n    metadata:\n      labels: { app: b }\n    spec:\n      containers: []",
      ),
      2,
    ],
    ["in a here-document", "example", bash(`kubectl apply -f - <<EOF\n${DEPLOYMENT}\nEOF`), 3],
    ["in a pipe", "example", bash(`cat << 'EOF' | kubectl -n a apply --filename=-\n${DEPLOYMENT}\nEOF`), 3],
    ["through tee", "example", bash(`sudo tee -a /etc/a.yml <<'EOF' >/dev/null\n${DEPLOYMENT}\nEOF`), 3],
    [
      "below a prompt in a list",
      "example",
      `- A\n\n  \`\`\`console\n  $ cat <<-"END" > a.yaml\n  ${DEPLOYMENT.replaceAll("\n", "\n  ")}\n  END\n  \`\`\`\n`,
      5,
    ],
  ],
  misses: [
    ["a here-document in another language", "example", bash(`cat > a.txt <<EOF\n${DEPLOYMENT}\nEOF`)],
    ["a here-document of a patch", "example", `Write a patch:\n\n${bash(`cat > a.yaml <<EOF\n${DEPLOYMENT}\nEOF`)}`],
    ["a patch", "example", fence("yaml", "kind: Deployment\nspec:\n  template:\n    spec:\n      containers: []")],
    ...["Create a patch file `a.yaml`:", "Write a Kustomize overlay:", "The relevant part of the manifest:"].map(
      (words): Case => [
        `a fragment: ${words}`,
        "example",
        `${words}\n\n${fence("yaml", "apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers: []")}`,
      ],
    ),
    [
      "a sample that leaves something out",
      "example",
      fence(
        "yaml",
        "apiVersion: apps/v1\nkind: Deployment\nspec:\n  # ...\n  template:\n    spec:\n      containers: []",
      ),
    ],
  ],
});
