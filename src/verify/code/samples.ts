import { type Document, parseAllDocuments } from "yaml";

import type { CodeBlock } from "../parsed/code-blocks.ts";
import { type ComposeValidator, createComposeValidator } from "./compose-schema.ts";
import { createDictionary, type Dictionary } from "./dictionary.ts";

/** Parsers of samples, which remember what several rules ask for. */
export interface Samples {
  readonly validateCompose: ComposeValidator;
  readonly isWord: Dictionary;
  /** The YAML documents of a block, placeholders of templates read as plain words. */
  readonly yaml: (block: CodeBlock) => readonly Document.Parsed[];
}

/** Makes the parsers for one run. */
export function createSamples(): Samples {
  const documents = new WeakMap<CodeBlock, readonly Document.Parsed[]>();
  return {
    validateCompose: createComposeValidator(),
    isWord: createDictionary(),
    yaml: (block) => {
      let parsed = documents.get(block);
      if (!parsed) {
        // A sample that shows a setting before and after has its keys twice.
        const result = parseAllDocuments(maskTemplates(block.value), { uniqueKeys: false, logLevel: "silent" });
        parsed = Array.isArray(result) ? result : [];
        documents.set(block, parsed);
      }
      return parsed;
    },
  };
}

/** Whether a block is YAML by its language. */
export function isYamlBlock({ lang }: CodeBlock): boolean {
  return ["yaml", "yml", "docker-compose", "compose"].includes(lang);
}

/** Replaces `{{ ... }}` by a word of the same length, so that offsets stay. */
function maskTemplates(text: string): string {
  return text.replace(/(?<!\{)\{\{[^}\n]*\}\}/g, (match) => "x".repeat(match.length));
}

/** Whether a sample leaves something out, with `...` or `[...]` on a line of its own or in a comment. */
export function isElided(text: string): boolean {
  return /^[ \t]*(?:(?:#|\/\/|-)[ \t]*)?\[?(?:\.{3}|…)/m.test(text) || /(?:\.{3}|…)\s*$/m.test(text);
}
