#!/usr/bin/env bash
# A new user's first hour, each step timed: from an empty folder and the packed tarball to a preview.
#
#   bench/first-hour.sh [CATALOG]      ../shared/catalog where left out; KEEP=1 leaves the folder, and says where it is
set -euo pipefail
cd "$(dirname "$0")/.."

catalog=$(realpath "${1:-${DHI_SHARED:-../shared}/catalog}")
folder=$(mktemp -d)
if [ -n "${KEEP:-}" ]; then trap 'echo "kept: $folder"' EXIT; else trap 'rm -rf "$folder"' EXIT; fi

# step STATUS COMMAND...: runs a command, prints how long it took, and ends the run where its exit status is another.
step() {
  local expected=$1 status=0 started=$EPOCHREALTIME
  shift
  "$@" >"$folder/stdout" 2>"$folder/stderr" || status=$?
  local took=$((${EPOCHREALTIME/./} - ${started/./}))
  printf '%5d.%d s  %s\n' $((took / 1000000)) $((took / 100000 % 10)) "${*//$folder\//}"
  [ "$status" = "$expected" ] && return
  printf 'ended with %s, expected %s:\n' "$status" "$expected"
  cat "$folder/stdout" "$folder/stderr"
  exit 1
}
commit() {
  git add --all
  git -c user.name="First Hour" -c user.email=first@hour.example commit --quiet --message "$1"
}

npm pack --silent --pack-destination "$folder" >/dev/null
tarball=$(echo "$folder"/dhi-guides-*.tgz)
mkdir "$folder/guides"
cd "$folder/guides"
git init --quiet --initial-branch main

# From nothing to the first pages. The version that package.json names is the tarball's: it need not be on npm.
step 0 npm exec --yes --package "$tarball" -- dhi-guides init --yes --catalog "$catalog" --no-first
step 0 npm install --save-dev --no-audit --no-fund "$tarball"
step 0 npx dhi-guides new valkey postgres traefik chart/loki --from "$catalog"
step 0 npx dhi-guides build
step 0 npx dhi-guides check
step 0 npx dhi-guides verify --catalog "$catalog"
step 0 npx dhi-guides doctor
commit "Set the guides up"

# A change: words of the author's in one descriptor, and a sentence of all pages.
cat >>images/valkey.yaml <<'YAML'

useCases:
  - title: As a cache
    text: |
      Give Valkey as much memory as it may take, and say what goes first.
YAML
step 0 npx dhi-guides templates copy partials/minimalism
sed -i 's/fewer potential vulnerabilities/fewer vulnerabilities/' templates/partials/minimalism.hbs
step 1 npx dhi-guides check
step 0 npx dhi-guides build
step 0 npx dhi-guides verify --catalog "$catalog"
step 0 npx dhi-guides pr-report --base main
cp "$folder/stdout" "$folder/report.md"
step 0 npx dhi-guides preview --build
