import { posix } from "node:path";
import { FIRST_KIND, KINDS, type Kind } from "../kinds/kinds.ts";
import { settingsOf, type Config } from "../project/config.ts";
import { fill, pagePaths } from "../project/paths.ts";
import { shellWord } from "./run-from.ts";
import type { PlannedFile } from "./planned-file.ts";

/**
 * `AGENTS.md`: how a descriptor is written in this project, for whoever writes one.
 *
 * @param template the text, in which `{{key}}` stands for what differs between projects
 * @param config the settings; where they name the catalog, commands need not
 * @param catalog the catalog, relative to the project; undefined where there is none
 * @param install the command that installs packages
 */
export function agentsFile(
  template: string,
  config: Config,
  catalog: string | undefined,
  install: string,
): Omit<PlannedFile, "path"> & { readonly file: string } {
  const isNamed = catalog === undefined || config.catalog === catalog;
  const values: Readonly<Record<string, string>> = {
    places: KINDS.map((kind) => placesOf(kind, config)).join("\n"),
    prose: pagePaths("<name>", KINDS[0], config)[0].prose,
    install,
    catalog:
      catalog === undefined
        ? "There is no catalog here: facts are those that descriptors state."
        : `The catalog, with the definitions of all images and charts, is \`${catalog}\`: \`image/<name>/<distro>/*.yaml\`.`,
    finished:
      catalog === undefined
        ? ""
        : `\nWhere there is no descriptor, but \`${posix.join(catalog, FIRST_KIND.folder, "<name>", FIRST_KIND.pages[0].file)}\` exists, adopt it with\n\`npx dhi-guides adopt FILE\` instead, or read it first. What the catalog does not have is begun with \`--no-from\`.\n`,
    from: isNamed ? "" : ` --from ${shellWord(catalog)}`,
    sync:
      catalog === undefined
        ? ""
        : `npx dhi-guides sync --check${isNamed ? "" : ` --from ${shellWord(catalog)}`} NAME\n`,
    verify: isNamed ? "" : ` --catalog ${shellWord(catalog)}`,
  };
  const text = template.replace(/\{\{(\w+)\}\}/g, (whole, key: string) => values[key] ?? whole);
  return {
    id: "agents",
    file: "AGENTS.md",
    text,
    lacking: (existing) =>
      existing.includes("dhi-guides") ? "" : "what `npx dhi-guides init --print AGENTS.md` prints\n",
  };
}

function placesOf(kind: Kind, config: Config): string {
  const pages = pagePaths("<name>", kind, config).map(({ output }) => `\`${output}\``);
  const [pattern = kind.descriptors[0]] = settingsOf(config, kind).descriptors;
  return `- ${kind.plural}: descriptors in \`${fill(pattern, "<name>")}\`, pages in ${pages.join(", ")}`;
}
