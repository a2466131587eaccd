/*
 * Replays the change of registry policy: adopts the guides before it, switches the project's registry profile in its
 * config, builds, and compares each guide with what people made of it by hand.
 *
 *   node bench/replay.mjs [SHARED] [PROJECT]
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync, existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installPackage } from "./installed.mjs";
import { diffLines } from "diff";
import { parseDocument } from "yaml";

const shared = process.argv[2] ?? process.env.DHI_SHARED ?? "../shared";
const root = process.argv[3] ?? mkdtempSync(join(tmpdir(), "dhi-replay-"));
const cli = installPackage();
const templates = fileURLToPath(new URL("../templates/partials", import.meta.url));
const run = (...args) => {
  const { status, stderr } = spawnSync(process.execPath, [cli, ...args], { encoding: "utf8" });
  if (status !== 0) throw new Error(`dhi-guides ${args.join(" ")}: ${stderr}`);
  process.stdout.write(stderr);
};

run("adopt", join(shared, "replay/before/image"), "--into", root);
// The package's own partial has both texts.
const accessSections = ["access"];
const config = join(root, "dhi-guides.config.yaml");
writeFileSync(config, readFileSync(config, "utf8").replace("registry: mirror", "registry: public"));

// The access section's new text, given once: the partial that had the old one gets the package's text for public images.
const [, publicText] = /\{\{#if registry\.public\}\}\n([\s\S]*?)\{\{else\}\}/.exec(
  readFileSync(join(templates, "access.hbs"), "utf8"),
);
for (const file of readdirSync(join(root, "templates/partials"))) {
  const path = join(root, "templates/partials", file);
  const text = readFileSync(path, "utf8");
  if (!/must mirror the image repository|mirror the repository/i.test(text)) continue;
  const [head, heading, body] = /^([\s\S]*?)(## [^\n]*\n+)([\s\S]*)$/.exec(text).slice(1);
  writeFileSync(path, `${head}${heading}{{#if registry.public}}\n${publicText}{{else}}\n${body}{{/if}}\n`);
  accessSections.push(file.replace(/\.hbs$/, ""));
  console.log(`access text given in templates/partials/${file}`);
}

// A change of the old text's words has nothing to change any more: `build` says "remove the change", so it is removed.
for (const file of readdirSync(join(root, "images")).filter((name) => name.endsWith(".yaml"))) {
  const path = join(root, "images", file);
  const document = parseDocument(readFileSync(path, "utf8"));
  const removed = accessSections.filter(
    (name) => document.hasIn(["sections", "changes", name]) && document.deleteIn(["sections", "changes", name]),
  );
  const added = document.getIn(["sections", "add"])?.items ?? [];
  for (const section of added)
    if (accessSections.includes(section.get("partial")) && section.delete("changes")) removed.push("added");
  if (removed.length === 0) continue;
  if (document.getIn(["sections", "changes"])?.items.length === 0) document.deleteIn(["sections", "changes"]);
  writeFileSync(path, document.toString({ lineWidth: 0 }));
  console.log(`${file}: changes of the old access text removed`);
}
run("build", "--root", root, "--force");

const total = { agree: 0, differ: 0, old: 0, guides: 0, identical: 0 };
const reasons = new Map();
for (const name of readdirSync(join(shared, "replay/after/image"))) {
  const made = join(root, "out", name, "guides.md");
  const wanted = join(shared, "replay/after/image", name, "guides.md");
  if (!existsSync(made) || !existsSync(wanted)) continue;
  const [text, after] = [readFileSync(made, "utf8"), readFileSync(wanted, "utf8")];
  const counts = { agree: 0, differ: 0 };
  for (const part of diffLines(text, after)) {
    if (!part.added && !part.removed) counts.agree += part.count;
    else if (part.added) {
      counts.differ += part.count;
      for (const line of part.value.trimEnd().split("\n")) {
        const reason = reasonOf(line);
        reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      }
    }
  }
  const old = (text.match(/<your-namespace>\/dhi-(?!<repository>)/g) ?? []).length;
  total.guides += 1;
  total.identical += text === after ? 1 : 0;
  total.agree += counts.agree;
  total.differ += counts.differ;
  total.old += old;
  console.log(
    `${name}: ${counts.agree} lines agree, ${counts.differ} differ${old ? `, ${old} mirror references left` : ""}`,
  );
}
console.log(
  `${total.guides} guides, ${total.identical} identical: ${total.agree} lines of "after" agree, ${total.differ} differ ` +
    `(${((100 * total.agree) / (total.agree + total.differ)).toFixed(1)}%); ${total.old} references of the old kind are left`,
);
for (const [reason, count] of [...reasons].sort((a, b) => b[1] - a[1])) console.log(`  ${count} ${reason}`);

/** Why people's text has a line that the switch does not give. */
function reasonOf(line) {
  if (line.trim() === "") return "blank lines beside changed ones";
  if (/^#/.test(line)) return "headings that people reworded or moved";
  if (/dhi\.io|<your-namespace>/.test(line)) return "lines with a reference, in text that people rewrote or re-wrapped";
  if (/^\s*[|]/.test(line)) return "table rows that people reworded or re-padded";
  return "text that people reworded beyond the switch";
}
