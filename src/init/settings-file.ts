import { isDeepStrictEqual } from "node:util";
import { Document, isScalar, parse, visit } from "yaml";
import { CONFIG_FILE } from "../project/names.ts";
import { configSchemaPath } from "../project/schema-path.ts";
import type { PlannedFile } from "./planned-file.ts";

/**
 * The project's settings.
 *
 * @param stated what they say
 * @param root the project's folder, absolute
 */
export function settingsFile(
  stated: Readonly<Record<string, unknown>>,
  root: string,
): Omit<PlannedFile, "path"> & { readonly file: string } {
  return {
    id: "settings",
    file: CONFIG_FILE,
    text: `# yaml-language-server: $schema=${configSchemaPath(root)}
# All settings: https://github.com/docker-hardened-images/dhi-guides/blob/main/docs/configuration.md
${settingsText(stated)}`,
    lacking: (existing) => {
      const known = (parse(existing) ?? {}) as Record<string, unknown>;
      const missing = Object.entries(stated).filter(([key, value]) => !isDeepStrictEqual(known[key], value));
      return settingsText(Object.fromEntries(missing));
    },
  };
}

/** A pattern stands in quotes, since a brace begins a map. */
function settingsText(fields: Readonly<Record<string, unknown>>): string {
  if (Object.keys(fields).length === 0) return "";
  const document = new Document(fields);
  visit(document, {
    Scalar: (_, node) => {
      if (isScalar(node) && String(node.value).includes("{")) node.type = "QUOTE_DOUBLE";
    },
    Seq: (_, node) => {
      node.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}
