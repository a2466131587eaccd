import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { code, readEvent, setOutput, variable } from "./runner.mjs";

/* The last step: the job's summary, one SARIF file of all checks, and whether it may be uploaded. */

/** GitHub takes no more of a step's summary. */
const MOST_BYTES = 1024 * 1024;

const CHECKS = {
  check: "pages are what their sources make",
  sync: "facts are those of the definitions",
  verify: "pages are right and well written",
};
const WORDS = { passed: "passed", failed: "**failed**", error: "**could not run**", skipped: "not run: no catalog" };

const work = variable("DHI_WORK");
const results = Object.keys(CHECKS).map((name) => ({ name, status: statusOf(name) }));
const isError = results.some(({ status }) => status === "error");
const isFailed = results.some(({ status }) => status === "failed");

const sarif = isError ? "" : writeSarif();
const report = pathOf("report.md");
setOutput("status", isError ? "error" : isFailed ? "failed" : "passed");
setOutput("sarif", sarif);
setOutput("report", report ?? "");
setOutput("upload", String(sarif !== "" && variable("DHI_UPLOAD_SARIF") !== "false" && mayWrite()));
const file = variable("GITHUB_STEP_SUMMARY");
if (file !== undefined) appendFileSync(file, summary());

/** A check that left no word was stopped, or could not begin. */
function statusOf(name) {
  const path = pathOf(`${name}.json`);
  return path === undefined ? "error" : JSON.parse(readFileSync(path, "utf8")).status;
}

function pathOf(name) {
  const path = work === undefined ? undefined : join(work, name);
  return path !== undefined && existsSync(path) ? path : undefined;
}

function summary() {
  const root = variable("DHI_ROOT") ?? ".";
  const rows = results.map(({ name, status }) => `| ${code(name)} | ${CHECKS[name]} | ${WORDS[status]} |\n`);
  const table = `## Guides${root === "." ? "" : ` in ${code(root)}`}\n\n| | | |\n| --- | --- | --- |\n${rows.join("")}`;
  const findings = results
    .filter(({ name }) => pathOf(`${name}.md`) !== undefined)
    .map(({ name }) => ({ name, text: readFileSync(pathOf(`${name}.md`), "utf8") }))
    .filter(({ text }) => text !== "No findings.\n")
    .map(({ name, text }) => `\n### ${code(name)}\n\n${text}`);
  const refused = pathOf("refused.txt");
  const reason = refused ? `\n${code(readFileSync(refused, "utf8"))}\n` : "";
  const why = pathOf("no-report.txt");
  const change = report
    ? `\n${readFileSync(report, "utf8")}\n`
    : why
      ? `\nWhat this change does is not said: ${code(readFileSync(why, "utf8"))}.\n`
      : "";
  let text = table;
  for (const part of [reason, ...findings, change]) {
    const room = MOST_BYTES - Buffer.byteLength(text) - 200;
    text += Buffer.byteLength(part) <= room ? part : "\nMore is in the log: there is no room for it here.\n";
  }
  return `${text}\n`;
}

/** Code scanning takes one run of a tool: the findings of all checks become one. */
function writeSarif() {
  const logs = Object.keys(CHECKS)
    .map((name) => pathOf(`${name}.sarif`))
    .filter((path) => path !== undefined)
    .map((path) => JSON.parse(readFileSync(path, "utf8")));
  const [first] = logs;
  if (first === undefined) return "";
  const runs = logs.flatMap((log) => log.runs);
  const rules = new Map(runs.flatMap(({ tool }) => tool.driver.rules.map((rule) => [rule.id, rule])));
  const indexes = new Map([...rules.keys()].map((id, index) => [id, index]));
  const [run] = runs;
  const driver = { ...run.tool.driver, rules: [...rules.values()] };
  const all = runs.flatMap((each) =>
    each.results.map((result) => ({ ...result, ruleIndex: indexes.get(result.ruleId) })),
  );
  const path = join(work, "dhi-guides.sarif");
  writeFileSync(path, JSON.stringify({ ...first, runs: [{ ...run, tool: { driver }, results: all }] }));
  return path;
}

/** The token of a fork's pull request, and of Dependabot's, can only read. */
function mayWrite() {
  if (variable("GITHUB_ACTOR") === "dependabot[bot]") return false;
  const { pull_request: change } = readEvent();
  if (!change) return true;
  // The repository of a head that was deleted is unknown.
  return change.head?.repo?.full_name !== undefined && change.head.repo.full_name === change.base?.repo?.full_name;
}
