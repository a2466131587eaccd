import { type Document, parseAllDocuments } from "yaml";

import type { CodeBlock } from "../parsed/code-blocks.ts";
import { isDiff } from "../parsed/diff.ts";
import { type ComposeValidator, createComposeValidator } from "./compose-schema.ts";
import { createDictionary, type Dictionary } from "./dictionary.ts";

/** Parsers of samples, which remember what several rules ask for. */
export interface Samples {
  readonly validateCompose: ComposeValidator;
  readonly isWord: Dictionary;
  /** The YAML documents of a block, placeholders of templates read as plain words; none where it shows a change. */
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
        const result = parseAllDocuments(maskForeign(block.value), { uniqueKeys: false, logLevel: "silent" });
        parsed = Array.isArray(result) && !isDiff(block) ? result : [];
        documents.set(block, parsed);
      }
      return parsed;
    },
  };
}

/**
 * Replaces what is no YAML by text of the same length, so that offsets stay: `{{ ... }}` by a word, and by a comment
 * where it has a line of its own, as `...` that leaves something out does; in the first column that ends a document.
 */
function maskForeign(text: string): string {
  return text
    .replace(/^[ \t]*(?:(?:\{\{[^}\n]*\}\}|\{%[^\n]*%\})[ \t]*)+$/gm, (line) => line.replace(/\S/, "#"))
    .replace(/(?<!\{)\{\{[^}\n]*\}\}/g, (match) => "x".repeat(match.length))
    .replace(/^(?:[ \t]+(?:\.{3}|…)|[ \t]*\[(?:\.{3}|…)\])[ \t]*$/gm, (line) => line.replace(/\S/, "#"));
}
