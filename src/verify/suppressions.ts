import type { Html, Nodes } from "mdast";
import { visitParents } from "unist-util-visit-parents";

import { verifyRuleUrl } from "../findings/rule-url.ts";
import type { VerifyConfig } from "./config.ts";
import type { FixableFinding } from "./rule.ts";
import { type ParsedGuide, positionAt } from "./parsed/parsed-guide.ts";

/** A finding that somebody accepts, and why. */
export interface Suppression {
  readonly rule: string;
  readonly reason: string;
  /** Only findings whose message or line holds this text; without it, all of the rule in the guide. */
  readonly match?: string | undefined;
  /** Where somebody wrote it; the guide itself where left out. */
  readonly source?: SuppressionSource | undefined;
}

/** The place of a suppression that does not stand in the guide. */
export interface SuppressionSource {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

interface Directive {
  readonly rules: readonly string[];
  readonly reason: string;
  readonly line: number;
  readonly column: number;
  /** The lines it covers, both included. */
  readonly from: number;
  readonly to: number;
}

const DIRECTIVE = /^<!--\s*dhi-guides-(disable|disable-file)\s+([\w,\s-]*?)\s*(?::\s*([\s\S]*?))?\s*-->$/;

/**
 * Leaves out what comments in the guide and the given list accept. A suppression without a reason, or one that
 * suppresses nothing, is a finding itself.
 *
 * @param findings all that the rules found
 * @param suppressions what is accepted besides the guide's comments
 * @param config for the severity of the two rules about suppressions
 * @param ran whether a rule could find anything: the silence of one that could not proves nothing
 */
export function applySuppressions(
  guide: ParsedGuide,
  findings: readonly FixableFinding[],
  suppressions: readonly Suppression[],
  config: VerifyConfig,
  ran: (rule: string) => boolean = () => true,
): FixableFinding[] {
  const directives = directivesOf(guide);
  const used = new Set<Directive | Suppression>();
  const left = findings.filter((finding) => {
    const directive = directives.find(
      ({ rules, reason, from, to }) =>
        reason !== "" && rules.includes(finding.code) && from <= finding.line && finding.line <= to,
    );
    const suppression = suppressions.find(
      ({ rule, match }) =>
        rule === finding.code &&
        (match === undefined || finding.message.includes(match) || guide.lines[finding.line - 1]?.includes(match)),
    );
    const by = directive ?? suppression;
    if (by) used.add(by);
    return by === undefined;
  });

  const about = (code: string, source: Partial<SuppressionSource>, message: string, fix: string): FixableFinding[] => {
    const severity = config.severity[code] ?? "warning";
    const { file = guide.file, line = 1, column = 1 } = source;
    return severity === "off" ? [] : [{ code, severity, file, line, column, message, fix, url: verifyRuleUrl(code) }];
  };
  const unused = (rule: string, where: string, source: Partial<SuppressionSource>, what: string) =>
    about(
      "unused-suppression",
      source,
      `unexpected suppression of ${rule}, which finds nothing ${where}`,
      `Remove the ${what}.`,
    );
  return [
    ...left,
    ...directives.flatMap((directive) => {
      const { line, column, rules, reason } = directive;
      const names = rules.join(", ");
      if (reason === "")
        return about(
          "suppression-reason",
          { line, column },
          `unexpected suppression of ${names || "nothing"} without a reason, expected "rule: reason"`,
          "Say after a colon why the finding is accepted.",
        );
      return used.has(directive) || !rules.every(ran) ? [] : unused(names, "here", { line, column }, "comment");
    }),
    ...suppressions
      .filter((suppression) => !used.has(suppression) && ran(suppression.rule))
      .flatMap(({ rule, reason, source = {} }) =>
        unused(`${rule} (${reason})`, "in this guide", source, "suppression"),
      ),
  ];
}

/** Whether an HTML comment is a suppression, so that other rules leave it alone. */
export function isSuppression(html: string): boolean {
  return DIRECTIVE.test(html.trim());
}

function directivesOf(guide: ParsedGuide): Directive[] {
  const directives: Directive[] = [];
  if (!guide.nodes.html.some(({ value }) => isSuppression(value))) return directives;
  visitParents(guide.tree, "html", (node: Html, parents) => {
    const match = DIRECTIVE.exec(node.value.trim());
    const at = node.position?.start;
    if (!match || !at) return;
    const next = nextBlock(node, parents);
    const isFile = match[1] === "disable-file";
    directives.push({
      rules: (match[2] ?? "").split(/[\s,]+/).filter((rule) => rule !== ""),
      reason: match[3]?.trim() ?? "",
      line: at.line,
      column: positionAt(guide, at.offset ?? 0).column,
      from: isFile ? 1 : (next?.position?.start.line ?? at.line),
      to: isFile ? guide.lines.length : (next?.position?.end.line ?? at.line),
    });
  });
  return directives;
}

/** The block after the comment; where the comment ends a list item or a quotation, the block after that. */
function nextBlock(node: Html, parents: readonly Nodes[]): Nodes | undefined {
  let child: Nodes = node;
  for (const parent of parents.toReversed()) {
    if (!("children" in parent)) continue;
    const siblings = parent.children as Nodes[];
    const after = siblings.slice(siblings.indexOf(child) + 1);
    if (after.length > 0) return after.find(({ type }) => type !== "html");
    child = parent;
  }
  return undefined;
}
