import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Handlebars from "handlebars";
import { parse } from "yaml";
import { helpers } from "./helpers.mjs";

/*
 * What one writes in an hour: each descriptor through `yaml` and Handlebars; with `--prettier`, through Prettier as well.
 * No validation, no provenance, no look at what stands in the output folder.
 */

const [source, out, mode] = process.argv.slice(2);
const prettier = mode === "--prettier" ? await import("prettier") : undefined;
Handlebars.registerHelper(helpers);
const template = Handlebars.compile(readFileSync(new URL("guide.hbs", import.meta.url), "utf8"), { noEscape: true });
for (const file of readdirSync(source)) {
  const image = parse(readFileSync(join(source, file), "utf8"));
  let text = template(image);
  if (prettier)
    text = await prettier.format(text, {
      parser: "markdown",
      proseWrap: "always",
      printWidth: 120,
      embeddedLanguageFormatting: "off",
    });
  mkdirSync(join(out, image.name), { recursive: true });
  writeFileSync(join(out, image.name, "guides.md"), text);
}
