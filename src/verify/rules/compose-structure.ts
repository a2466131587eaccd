import { isMap, isScalar } from "yaml";

import { isElided, isYamlBlock } from "../code/samples.ts";
import { type CodeBlock, offsetAt } from "../parsed/code-blocks.ts";
import type { RuleProblem, Rule, RuleContext } from "../rule.ts";

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

/** A Compose sample that Compose refuses: without `services:`, or with values of the wrong type. */
export const composeStructure: Rule = {
  code: "compose-structure",
  severity: "warning",
  check: async (context) => {
    const blocks = context.guide.allCode.filter((block) => isYamlBlock(block) && !isElided(block.value));
    const problems = await Promise.all(blocks.map((block) => schemaProblems(block, context)));
    return [...problems.flat(), ...blocks.flatMap((block) => missingServices(block, context))];
  },
};

async function schemaProblems(block: CodeBlock, { samples }: RuleContext): Promise<RuleProblem[]> {
  const documents = samples
    .yaml(block)
    .filter((document) => document.errors.length === 0 && isMap(document.get("services")));
  const problems = documents.map(async (document) => {
    const errors = await samples.validateCompose(document.toJS());
    return errors.map(({ path, message }): RuleProblem => {
      const node: unknown = document.getIn(path, true);
      const offset = isScalar(node) || isMap(node) ? (node.range?.[0] ?? 0) : 0;
      return { start: offsetAt(block, offset), message: `unexpected value of ${path.join(".")}: ${message}` };
    });
  });
  return (await Promise.all(problems)).flat();
}

/** A mapping of services that are not below `services:`. */
function missingServices(block: CodeBlock, { samples }: RuleContext): RuleProblem[] {
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
