import type { Finding } from "../finding.ts";
import { furtherPlaces } from "../further-places.ts";
import { documentedAt } from "../rule-url.ts";
import { escapeCharacter, visible } from "../visible.ts";

/**
 * Findings as JUnit's XML, which GitLab, Jenkins and Azure show: a suite for each file, a test for each finding. Errors
 * and warnings are failures, whose type is the severity; notes pass. Where there are no findings, one test says so, for
 * Jenkins takes no tests for a mistake.
 *
 * @param findings what was found, in order
 * @param tool the name of what found it
 * @param pathOf a file's path from the top of the repository; undefined for one that it does not hold
 * @returns the text, with a line break at the end
 * @see https://github.com/testmoapp/junitxml
 */
export function formatJunit(
  findings: readonly Finding[],
  tool: string,
  pathOf: (file: string) => string | undefined = (file) => file,
): string {
  const nameOf = ({ file }: Finding) => pathOf(file) ?? file;
  const lines = [...new Set(findings.map(nameOf))].flatMap((name) =>
    suite(
      name,
      findings.filter((finding) => nameOf(finding) === name),
    ),
  );
  const passed = [
    `  <testsuite name="${escapeXml(tool)}" tests="1" failures="0" errors="0">`,
    `    <testcase classname="${escapeXml(tool)}" name="no findings"/>`,
    "  </testsuite>",
  ];
  const tests = Math.max(findings.length, 1);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escapeXml(tool)}" tests="${tests}" failures="${countFailures(findings)}" errors="0">`,
    ...(findings.length > 0 ? lines : passed),
    "</testsuites>",
    "",
  ].join("\n");
}

function suite(file: string, findings: readonly Finding[]): string[] {
  const counts = `tests="${findings.length}" failures="${countFailures(findings)}" errors="0"`;
  return [
    `  <testsuite name="${escapeXml(file)}" ${counts}>`,
    ...findings.flatMap((finding) => testCase(file, finding)),
    "  </testsuite>",
  ];
}

function testCase(path: string, finding: Finding): string[] {
  const { code, severity, line, column, message, fix, readAt } = finding;
  const told = [
    `${path}:${line}:${column}: ${message}`,
    furtherPlaces(finding),
    readAt && `read at ${readAt.file}:${readAt.line}`,
    fix,
    documentedAt(finding),
  ];
  const text = escapeXml(told.filter(Boolean).join("\n"));
  const name = escapeXml(`${line}:${column} ${code}`);
  return [
    `    <testcase classname="${escapeXml(path)}" name="${name}" file="${escapeXml(path)}" line="${line}">`,
    severity === "note"
      ? `      <system-out>${text}</system-out>`
      : `      <failure message="${escapeXml(message)}" type="${severity}">${text}</failure>`,
    "    </testcase>",
  ];
}

function countFailures(findings: readonly Finding[]): number {
  return findings.filter(({ severity }) => severity !== "note").length;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text of an element or an attribute. What XML 1.0 has no way to say is spelled out. */
function escapeXml(text: string): string {
  return visible(text)
    .replace(/[\ufffe\uffff]|\p{Surrogate}/gu, escapeCharacter)
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
    .replace(/[\t\n]/g, (character) => `&#${character.charCodeAt(0)};`);
}
