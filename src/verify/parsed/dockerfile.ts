import { DockerfileParser } from "dockerfile-ast";

import type { Catalog } from "../../catalog/catalog.ts";
import type { Definition } from "../../catalog/definition.ts";
import { type CodeBlock, offsetInBlock } from "./code-blocks.ts";
import { isDiff } from "./diff.ts";
import { hidePlaceholders, showPlaceholders } from "../../markdown/placeholders.ts";
import { definitionsOf } from "./referenced.ts";

/** An instruction of a Dockerfile, and what its stage is built on. */
export interface StageInstruction {
  /** In capitals: `RUN`. */
  readonly keyword: string;
  /** As it stands in the Dockerfile, with all its lines. */
  readonly text: string;
  /** Its offset in the guide. */
  readonly start: number;
  /** Those of the image that the stage begins with, through other stages; none where it is not of the catalog. */
  readonly definitions: readonly Definition[];
  /** The offset of the line that names that image. */
  readonly base: number;
}

/** Whether a code block is a Dockerfile, by its language or by an instruction that begins a stage. */
export function isDockerfile(block: CodeBlock): boolean {
  const { lang, value } = block;
  return !isDiff(block) && ["dockerfile", "docker", ""].includes(lang) && /^[ \t]*FROM\s/m.test(value);
}

/** Lists the instructions of a Dockerfile in their order. */
export function instructionsOf(block: CodeBlock, catalog: Catalog, namespace?: string): StageInstruction[] {
  // The parser reads a placeholder as a redirect; its length stays, so that positions do.
  const dockerfile = DockerfileParser.parse(hidePlaceholders(block.value));
  const stages = new Map<string, Pick<StageInstruction, "definitions" | "base">>();
  let stage: Pick<StageInstruction, "definitions" | "base"> = { definitions: [], base: block.start };
  return dockerfile.getInstructions().map((instruction) => {
    const { line, character } = instruction.getRange().start;
    const start = offsetInBlock(block, line + 1, character + 1);
    const text = showPlaceholders(instruction.getTextContent());
    if (instruction.getKeyword() === "FROM") {
      const [, image = "", name] = /^FROM\s+(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/i.exec(text) ?? [];
      stage = stages.get(image.toLowerCase()) ?? { definitions: definitionsOf(image, catalog, namespace), base: start };
      if (name !== undefined) stages.set(name.toLowerCase(), stage);
    }
    return { keyword: instruction.getKeyword(), text, start, ...stage };
  });
}
