import { buildSync } from "esbuild";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { validate } from "@actions/languageservice";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { REPOSITORY } from "../support/project.ts";
import { temporaryFolder } from "../support/temporary.ts";

/**
 * What GitHub's own language service says of a workflow. It imports JSON in a way that Node 20 refuses, so it is bundled.
 *
 * @param text the workflow
 * @returns the messages
 */
export async function githubSays(text: string): Promise<readonly string[]> {
  const outfile = join(temporaryFolder(), "language-service.cjs");
  const contents =
    'export { validate } from "@actions/languageservice"; export { TextDocument } from "vscode-languageserver-textdocument";';
  const stdin = { contents, resolveDir: REPOSITORY };
  buildSync({ stdin, bundle: true, platform: "node", format: "cjs", outfile, logLevel: "error" });
  const service = createRequire(import.meta.url)(outfile) as {
    readonly validate: typeof validate;
    readonly TextDocument: typeof TextDocument;
  };
  const document = service.TextDocument.create("file:///.github/workflows/docs.yml", "yaml", 1, text);
  return (await service.validate(document)).map(({ message }) => String(message));
}
