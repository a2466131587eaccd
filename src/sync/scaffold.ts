import { stringify } from "yaml";
import type { Catalog } from "../catalog/catalog.ts";
import type { ImageFacts } from "../catalog/facts.ts";
import { isSelfContained } from "../markdown/self-contained.ts";
import { type ScaffoldFacts, scaffoldHead, scaffoldOverview, scaffoldUseCase } from "../core.ts";
import { commandLine } from "../package.ts";
import { formatValue } from "./compare.ts";
import { factsOf } from "./facts.ts";
import { foldText, oneLine } from "./plain-text.ts";
import { type Tool, includedIn, plainFacts, primaryFacts } from "./primary.ts";
import { type Fact, type StatedValue, UNKNOWN, unknownTodo } from "./fact.ts";
import { flow, pairLines } from "./yaml-text.ts";

/**
 * A descriptor to begin with, from what is known about an image: its facts, and what people are told about it. It builds as
 * it is; what only a person knows is asked for in comments that begin with `TODO:`.
 *
 * @param image what the definitions and `info.yaml` say
 * @param catalog for the names of charts
 * @param head the first lines
 * @returns the YAML text
 */
export function scaffoldFrom(image: ImageFacts, catalog: Pick<Catalog, "chartNames">, head: ScaffoldFacts): string {
  const facts = factsOf(image, catalog);
  const { entrypoints, cmds, ports } = plainFacts(primaryFacts(image));
  const listens = ports.length > 0 ? "" : "; and under ports what it listens on, for the definitions declare none";
  const hasCommand = entrypoints.length > 0 || cmds.length > 0;
  const blocks = [
    [`# Facts, from the image's definitions; ${commandLine("sync")} keeps them true.`, ...factLines(facts)],
    variantLines(facts),
    [
      `# TODO: name what a reader sets or mounts under env (with required: true, where the image needs it) and volumes${listens}`,
    ],
    includedLines(image),
    hasCommand || ports.length > 0
      ? [
          ...(hasCommand ? [] : ["# TODO: write the command under args, for the image has none"]),
          ...startLines(head.title),
        ]
      : [
          "# TODO: where there is something to start, remove this line, and write the command under args: the image has none",
          "sections: { omit: [start] }",
        ],
    ["# TODO: show what people use the image for, under useCases", scaffoldUseCase(head).trimEnd()],
    ["comparison:", "  # TODO: write Docker Official, where there is such an image", "  with: Non-hardened"],
    [
      "migration:",
      "  # TODO: write drop-in, and the upstream image under from, where nothing changes but the reference",
      "  kind: table",
    ],
    overviewLines(head),
  ];
  const body = blocks.filter((lines) => lines.length > 0).map((lines) => `${lines.join("\n")}\n`);
  return [scaffoldHead(head), ...body].join("\n");
}

const isOfVariants = ({ path }: Fact) => path[0] === "variants";
const isOfEnv = ({ path }: Fact) => path[0] === "env";

export function factLines(facts: readonly Fact[]): string[] {
  const lines = facts.filter((fact) => !isOfVariants(fact) && !isOfEnv(fact)).flatMap(linesOf);
  const variables = facts.filter(isOfEnv);
  const agreed = variables.flatMap(({ name, evidence }) =>
    evidence.kind === "agreed" && typeof evidence.value === "string"
      ? `  - ${flow({ name: name.slice("env.".length), default: evidence.value })}`
      : [],
  );
  const disputed = variables
    .filter(({ evidence }) => evidence.kind === "disputed")
    .map(({ name }) => name.slice("env.".length));
  return [
    ...lines,
    ...(agreed.length > 0 ? ["env:", ...agreed] : []),
    ...(disputed.length > 0 ? [`# The variants differ in ${disputed.join(", ")}.`] : []),
  ];
}

/** A fact as a descriptor says it; nothing where that is what a descriptor says without it. */
function linesOf(fact: Fact): string[] {
  const { name, evidence, fallback } = fact;
  const key = name.replace(/^.*\./, "");
  const isNews = (value: StatedValue | undefined): value is StatedValue =>
    value !== undefined &&
    formatValue(value) !== formatValue(fallback) &&
    !(Array.isArray(value) && value.length === 0);
  switch (evidence.kind) {
    case "agreed":
      return isNews(evidence.value) ? pairLines(key, evidence.value) : [];
    case "disputed": {
      const values = evidence.values.length === 1 ? [...evidence.values, "none"] : evidence.values;
      // Whoever decides about the user decides about its number.
      if (key === "chart" || key === "uid") return [];
      return [
        `# TODO: decide which ${key} the guide speaks about: the variants have ${values.map(oneLine).join(" or ")}`,
      ];
    }
    // They are set as `sync` sets them, with their sources.
    case "flag":
    case "contradicted":
      return [];
    case "unknown":
      return key === "ports" ? [] : [`${key}: ${UNKNOWN} # ${unknownTodo(fact)}`];
    case "set": {
      const rest = evidence.possible.filter((member) => member !== "fips" && !evidence.certain.includes(member));
      const todo = `# TODO: add ${rest.join(", ")} to ${key}, if the guide speaks about the variants that have it`;
      return [
        ...(isNews(evidence.certain) ? pairLines(key, evidence.certain) : []),
        ...(rest.length > 0 ? [todo] : []),
      ];
    }
  }
}

function variantLines(facts: readonly Fact[]): string[] {
  const inner = facts.filter(isOfVariants).flatMap(linesOf);
  // A key with comments alone would have no value.
  if (inner.every((line) => line.startsWith("#"))) return inner;
  const hasFlavors = inner.some((line) => line.startsWith("flavors:"));
  const todo = hasFlavors ? ["# TODO: say what each flavor is for, under notes"] : [];
  return ["variants:", ...[...inner, ...todo].map((line) => `  ${line}`)];
}

/** What people are told of the image. Of a program that some variants may have alone, a person is asked. */
function includedLines(image: ImageFacts): string[] {
  const { description, tools } = image.info;
  const paragraph = description === undefined ? [] : foldText(`${description.replace(/[\s.]+$/, "")}.`);
  const isIncluded = includedIn(image);
  const list = tools.filter(isIncluded).map((tool) => itemLines(tool).join("\n    "));
  const asked = tools.filter((tool) => !isIncluded(tool)).flatMap(itemLines);
  const todo =
    asked.length > 0
      ? [
          "# TODO: list under included which of these programs the runtime image has; info.yaml does not say whose they are:",
          ...asked.map((line) => `# ${line.startsWith("- ") ? "" : "  "}${line}`),
        ]
      : [];
  const lines = [
    ...paragraph,
    ...(list.length > 0
      ? [...(paragraph.length > 0 ? [""] : []), "The image includes these programs:", "", ...list]
      : []),
  ];
  if (lines.length === 0 || !isSelfContained(lines.join("\n"))) return todo;
  return [...todo, "included: |", ...lines.map((line) => (line === "" ? "" : `  ${line}`))];
}

function itemLines({ name, description }: Tool): string[] {
  return foldText(`- ${codeSpan(name)}${description === undefined ? "" : `: ${description}`}`);
}

/** What the overview says is asked for, for one that says nothing is one of shared text. */
export function overviewLines({ hasOverview }: ScaffoldFacts): string[] {
  if (!hasOverview) return [];
  return [
    "# TODO: say what it is and what one does with it, under overview, and whose mark its name is",
    ...scaffoldOverview(),
  ];
}

function startLines(title: string): string[] {
  const text = `To try ${title}, run the following command.`;
  return [
    "start:",
    "  # TODO: say when one runs the image, and what it needs to do so",
    `  text: ${stringify(text, { lineWidth: 0 }).trimEnd()}`,
  ];
}

/** A program's name as code; one with a backtick stays as it is. */
function codeSpan(name: string): string {
  return name.includes("`") ? name : `\`${name}\``;
}
