import { NO_INFO } from "../../src/catalog/definition.ts";
import { imageFacts } from "../../src/catalog/facts.ts";
import { parseDefinition } from "../../src/catalog/parse.ts";

/** The facts of an image from its definitions, `<distribution>/<name>` each. */
export function imageOf(definitions: Readonly<Record<string, string>>) {
  const parsed = Object.entries(definitions).map(([file, text]) => {
    // What a test says nothing of is there all the same.
    const head = Object.entries({ image: "dhi.io/app", tags: "['1']" })
      .filter(([key]) => !new RegExp(`^${key}:`, "m").test(text))
      .map(([key, value]) => `${key}: ${value}\n`);
    const { definition, finding } = parseDefinition(head.join("") + text, `image/app/${file}.yaml`);
    if (!definition) throw new Error(finding?.message ?? `no definition: ${text}`);
    return definition;
  });
  return imageFacts("app", NO_INFO, parsed);
}
