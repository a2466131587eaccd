import { buildSync } from "esbuild";
import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { data, Evaluator, Lexer, Parser } from "@actions/expressions";
import type { validate } from "@actions/languageservice";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { REPOSITORY } from "./project.ts";
import { temporaryFolder } from "./temporary.ts";

/** What GitHub itself reads workflows and expressions by. */
export interface LanguageService {
  readonly validate: typeof validate;
  readonly TextDocument: typeof TextDocument;
  readonly data: typeof data;
  readonly Evaluator: typeof Evaluator;
  readonly Lexer: typeof Lexer;
  readonly Parser: typeof Parser;
}

/** Loads GitHub's language service for a test file. It imports JSON in a way that Node 20 refuses: it is bundled before. */
export function loadLanguageService(): LanguageService {
  const outfile = join(temporaryFolder(afterAll), "language-service.cjs");
  const contents = [
    'export { validate } from "@actions/languageservice";',
    'export { TextDocument } from "vscode-languageserver-textdocument";',
    'export { data, Evaluator, Lexer, Parser } from "@actions/expressions";',
  ].join("\n");
  const stdin = { contents, resolveDir: REPOSITORY };
  buildSync({ stdin, bundle: true, platform: "node", format: "cjs", outfile, logLevel: "error" });
  return createRequire(import.meta.url)(outfile) as LanguageService;
}

/**
 * What GitHub says of a workflow, or of an action.
 *
 * @param file its path from the top of the repository, which says which of the two it is
 * @returns a line for each mistake
 */
export async function validateWorkflow(file: string, text: string, service: LanguageService): Promise<string[]> {
  // It remembers what it parsed, by address.
  const document = service.TextDocument.create(`file:///${randomUUID()}/${file}`, "yaml", 1, text);
  return (await service.validate(document)).map(({ message, range }) => `${range.start.line + 1}: ${message}`);
}
