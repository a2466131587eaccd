import { posix } from "node:path";
import { parse } from "jsonc-parser";
import { KINDS } from "../kinds/kinds.ts";
import { CONFIG_SCHEMA, settingsOf, type Config } from "../project/config.ts";
import { CONFIG_FILE } from "../project/names.ts";
import type { RunPlaces } from "./run-from.ts";
import type { PlannedFile } from "./planned-file.ts";

/**
 * The settings of VS Code: by which schema its YAML extension reads the project's files, whether they name one or not.
 *
 * @param config the project's settings
 * @param places where the project stands, and where the package is installed
 */
export function editorSettings(config: Config, { root, home }: RunPlaces): PlannedFile {
  const file = (schema: string) => `./${posix.join(home, "node_modules/dhi-guides", schema)}`;
  const schemas: Record<string, readonly string[]> = Object.fromEntries([
    ...KINDS.map((kind) => [
      file(kind.jsonSchema),
      settingsOf(config, kind).descriptors.map((pattern) => posix.join(root, pattern.replace("{name}", "*"))),
    ]),
    [file(CONFIG_SCHEMA), [posix.join(root, CONFIG_FILE)]],
  ]);
  const text = (wanted: object) => `${JSON.stringify({ "yaml.schemas": wanted }, undefined, 2)}\n`;
  return {
    id: "vscode",
    path: ".vscode/settings.json",
    text: text(schemas),
    lacking: (existing) => {
      const settings = (parse(existing) ?? {}) as Readonly<Record<string, unknown>>;
      const known = (settings["yaml.schemas"] ?? {}) as Readonly<Record<string, unknown>>;
      const missing = Object.entries(schemas).filter(([schema]) => !(schema in known));
      return missing.length === 0 ? "" : text(Object.fromEntries(missing));
    },
  };
}
