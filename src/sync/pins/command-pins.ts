import { repositoryPattern, TAG, pinsMatching, type Pin, type PinnedRepository } from "./pin.ts";

/*
 * Tags that a command or a variable names apart from their repository. Sessions, PowerShell and code in words are read as
 * well as scripts: so signs tell, not the parser of a shell.
 */

/** One command, with the lines that go on in it by `\`, or by the sign of PowerShell or of Windows. */
export const COMMAND = /(?:[^\n;|&\\`^]|[\\`^][ \t]*\n|[\\`^])+/g;
const VERSION_OPTION = String.raw`(?<=\s--version(?:=|\s+)["']?)(?<tag>${TAG})(?=["']?(?:\s|$|[\\\`^;|&)]))`;

/**
 * Finds what commands of Helm say in `--version` of a chart that they name.
 *
 * @param text a sample, or code in words
 * @param chart the chart's repository
 */
export function findVersionOptions(text: string, chart: PinnedRepository): Pin[] {
  const own = new RegExp(String.raw`oci://${repositoryPattern(chart)}(?![\w./-])`);
  return [...text.matchAll(COMMAND)].flatMap(({ 0: command, index }) => {
    // Of two charts, nobody knows which is meant.
    if (!/\bhelm\b/.test(command) || command.split("oci://").length !== 2 || !own.test(command)) return [];
    return pinsMatching(command, VERSION_OPTION).map(({ start, tag }) => ({ start: index + start, tag }));
  });
}

/**
 * Finds the tags in variables that stand for the tag of a reference: `ARG TAG=3.6.2`, `FROM dhi.io/traefik:${TAG}`, or
 * `dhi.io/traefik:${TAG:-3.6.2}`.
 *
 * @param text a sample
 * @param repository the repository
 */
export function findVariables(text: string, repository: PinnedRepository): Pin[] {
  const own = new RegExp(`(?:^|[^A-Za-z\\d./])${repositoryPattern(repository)}$`);
  const uses = [...text.matchAll(/(?<![^\s"'=])(?<image>[^\s"'=]+):\$\{?(?<name>\w+)/g)].map(({ groups }) => ({
    name: groups?.["name"] ?? "",
    isOwn: own.test(groups?.["image"] ?? ""),
  }));
  return [...new Set(uses.map(({ name }) => name))].flatMap((name) => {
    // One variable for two images is the version of something else.
    if (uses.some((use) => use.name === name && !use.isOwn)) return [];
    const set = String.raw`(?<![\w$.-])(?:\$\{)?${name}(?::?[-=]|: +)["']?`;
    return pinsMatching(text, String.raw`${set}(?<tag>${TAG})(?=["'}]?(?:\s|$|[\\}:/;]))`);
  });
}
