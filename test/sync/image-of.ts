import { NO_INFO } from "../../src/catalog/definition.ts";
import { imageFacts } from "../../src/catalog/facts.ts";
import { parseDefinition } from "../../src/catalog/parse.ts";

/** The facts of an image from its definitions, `<distribution>/<name>` each. */
export function imageOf(definitions: Readonly<Record<string, string>>) {
  const parsed = Object.entries(definitions).map(([file, text]) => {
    const result = parseDefinition(text, `image/app/${file}.yaml`);
    if ("finding" in result) throw new Error(result.finding.message);
    return result.definition;
  });
  return imageFacts("app", NO_INFO, parsed);
}
