import { type Document, isMap, isScalar } from "yaml";

import { wrongInterpolations } from "../code/compose-interpolation.ts";
import { undeclaredNames } from "../code/compose-undeclared.ts";
import type { Samples } from "../code/samples.ts";
import { type CodeBlock, offsetAt, isElided, isYamlBlock } from "../parsed/code-blocks.ts";
import { isExpanded } from "../parsed/embedded-samples.ts";
import type { ParsedGuide } from "../parsed/parsed-guide.ts";
import { introductionOf } from "../parsed/prose.ts";
import type { RuleProblem, Rule, RuleContext } from "../rule.ts";
import { anyOf } from "../parsed/any-of.ts";

const SERVICE_KEYS = [
  "image",
  "build",
  "ports",
  "environment",
  "volumes",
  "depends_on",
  "restart",
  "networks",
  "command",
];

/** How a text calls a sample that changes or completes a file which the reader has. */
const FRAGMENT = anyOf(
  /\bexisting\b/i,
  /\bupdat(?:e|ing)\b/i,
  /\bmigrat\w+/i,
  /\b(?:add|append|chang|replac|overrid|modif|adjust)\w*\b/i,
  /\boverride\b/i,
  /\bmerge[sd]?\b/i,
  /\bexcerpt/i,
  /\bsnippet/i,
  /\bfragment/i,
  /\bpartial/i,
  /\brelevant\b/i,
  /\bcompose\.\w[\w-]*\.ya?ml\b/i,
);

/** A Compose sample that Compose refuses: without `services:`, or with values of the wrong type. */
export const composeStructure: Rule = {
  code: "compose-structure",
  severity: "warning",
  check: async (context) => {
    const blocks = context.guide.allCode.filter((block) => isYamlBlock(block) && !isElided(block.value));
    const problems = await Promise.all(blocks.map((block) => schemaProblems(block, context)));
    return [
      ...problems.flat(),
      ...blocks.flatMap((block) => [
        ...missingServices(block, context),
        ...undeclaredProblems(block, context),
        ...interpolationProblems(block, context),
      ]),
    ];
  },
};

async function schemaProblems(block: CodeBlock, { samples }: RuleContext): Promise<RuleProblem[]> {
  const documents = samples
    .yaml(block)
    .filter((document) => document.errors.length === 0 && isMap(document.get("services")));
  const problems = documents.map(async (document) => {
    const value = valueOf(document);
    const errors = value === undefined ? [] : await samples.validateCompose(value);
    return errors.map(({ path, message }): RuleProblem => {
      const node: unknown = document.getIn(path, true);
      const offset = isScalar(node) || isMap(node) ? (node.range?.[0] ?? 0) : 0;
      return { start: offsetAt(block, offset), message: `unexpected value of ${path.join(".")}: ${message}` };
    });
  });
  return (await Promise.all(problems)).flat();
}

/** The value of a document; none where an alias names what stands in another part of the file, or multiplies. */
function valueOf(document: Document.Parsed): unknown {
  try {
    return document.toJS() as unknown;
  } catch (error) {
    if (error instanceof ReferenceError || error instanceof RangeError) return undefined;
    throw error;
  }
}

function undeclaredProblems(block: CodeBlock, { guide, samples }: RuleContext): RuleProblem[] {
  if (FRAGMENT.test(introductionOf(guide.prose, block.start)) || isCombined(block, guide)) return [];
  return composeDocuments(block, samples)
    .flatMap(undeclaredNames)
    .map(({ kind, name, node }): RuleProblem => ({
      start: offsetAt(block, node.range?.[0] ?? 0),
      message: `unexpected ${kind} ${name}, which the Compose file does not declare`,
      fix: `Declare it below ${kind}s:.`,
    }));
}

/** Whether a file is one of several that Compose reads together: the page names two at once, or its own name tells. */
function isCombined(block: CodeBlock, guide: ParsedGuide): boolean {
  const first = block.lines.find(({ text }) => text.trim() !== "");
  if (/^\s*#.*\b(?:docker-)?compose[.-]\w[\w-]*\.ya?ml\b/.test(first?.text ?? "")) return true;
  return /\bcompose\b.*\s(?:-f|--file)[ =]\S+(?:\s|\\\n)+(?:-f|--file)[ =]|\bCOMPOSE_FILE=\S+[:;]\S/.test(guide.text);
}

function interpolationProblems(block: CodeBlock, { guide, samples }: RuleContext): RuleProblem[] {
  const isGiven = (name: string) => new RegExp(`^[ \\t]*(?:export[ \\t]+|\\$[ \\t]+)?${name}=`, "m").test(guide.text);
  return (
    composeDocuments(block, samples)
      .flatMap((document) => wrongInterpolations(document, block, isGiven))
      .map(({ text, index, isRefused }) => ({ text, isRefused, start: offsetAt(block, index) }))
      // What the shell has replaced, Compose never sees.
      .filter(({ start }) => !isExpanded(block) || guide.text[start - 1] === "\\")
      .map(({ text, isRefused, start }): RuleProblem => ({
        start,
        end: start + text.length,
        message: isRefused
          ? `unexpected ${text}, which Compose refuses: it replaces what stands in braces itself`
          : `unexpected ${text}, which Compose replaces by a variable of the reader's, not of the container`,
        expected: `$${text}`,
      }))
  );
}

function composeDocuments(block: CodeBlock, samples: Samples): Document.Parsed[] {
  return samples.yaml(block).filter((document) => {
    const services = document.errors.length === 0 ? document.get("services") : undefined;
    return (
      isMap(services) && services.items.some(({ value }) => isMap(value) && (value.has("image") || value.has("build")))
    );
  });
}

/** A mapping of services that are not below `services:`. */
function missingServices(block: CodeBlock, { guide, samples }: RuleContext): RuleProblem[] {
  // What is indented as a whole is taken from a longer file.
  if (/^\s/.test(block.value) || FRAGMENT.test(introductionOf(guide.prose, block.start))) return [];
  return samples.yaml(block).flatMap((document): RuleProblem[] => {
    const { contents } = document;
    if (!isMap(contents) || document.errors.length > 0 || /^(?:apiVersion|services|kind):/m.test(block.value))
      return [];
    const services = contents.items.filter(({ value }) => isService(value));
    if (services.length === 0 || services.length < contents.items.length) return [];
    const key = contents.items[0]?.key;
    return [
      {
        start: offsetAt(block, isScalar(key) ? (key.range?.[0] ?? 0) : 0),
        message: "expected services: above the services of a Compose file",
        fix: "Indent the services below services:.",
      },
    ];
  });
}

function isService(value: unknown): boolean {
  if (!isMap(value) || !value.items.every(({ key }) => isScalar(key))) return false;
  const keys = value.items.map(({ key }) => String(key));
  const isPulled = typeof value.get("image") === "string" || value.has("build");
  return isPulled && keys.length > 1 && keys.every((key) => SERVICE_KEYS.includes(key) || key === "container_name");
}
