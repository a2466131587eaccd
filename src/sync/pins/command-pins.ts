import escapeStringRegexp from "escape-string-regexp";
import { namesRepository, PLACE_FIELDS } from "./field-pins.ts";
import { pulledPattern, repositoryPattern, TAG, type Pin, type PinnedRepository } from "./pin.ts";

/*
 * Tags that a command or a variable names apart from their repository.
 */

/** One command, with the lines that go on in it by `\`, or by the sign of PowerShell or of Windows. */
const COMMAND = /(?:[^\n;|&\\`^]|[\\`^][ \t]*\n|[\\`^])+/g;
const VERSION_OPTION = new RegExp(String.raw`(?<=\s--version(?:=|\s+)["']?)${TAG}(?=["']?(?:\s|$|[\\\`^;|&)]))`, "g");

/**
 * Finds what commands of Helm say in `--version` of a chart that they name.
 *
 * @param text a sample
 * @param chart the chart's repository
 */
export function findVersionOptions(text: string, chart: PinnedRepository): Pin[] {
  // The reader may fill in the registry alone.
  const own = new RegExp(String.raw`oci://(?:${repositoryPattern(chart)}|<[^<>\n]+>/${chart.name})(?![\w./-])`);
  return [...text.matchAll(COMMAND)].flatMap(({ 0: command, index }) => {
    // Of two charts, nobody knows which is meant.
    if (!/\bhelm\b/.test(command) || command.split("oci://").length !== 2 || !own.test(command)) return [];
    const versions = [...command.matchAll(VERSION_OPTION)];
    return versions.length === 1 ? versions.map((found) => ({ start: index + found.index, tag: found[0] })) : [];
  });
}

/** A value that Helm is given: `image.repository=dhi.io/traefik`, and, in quotes or behind a comma, the next. */
const SET_VALUE = /(?<=[\s,"'=])(?<above>(?:[\w[\]-]+\.)*)(?<key>\w+)=(?<value>[^\s,"'\\`]+)/g;

/**
 * Finds the tags in values that Helm is given: `--set image.repository=dhi.io/traefik --set image.tag=3.6.2`.
 *
 * @param text a sample
 * @param repository the repository
 */
export function findSetValues(text: string, repository: PinnedRepository): Pin[] {
  return [...text.matchAll(COMMAND)].flatMap(({ 0: command, index }) => {
    if (!/\s--set(?:-string)?[\s=]/.test(command)) return [];
    const values = [...command.matchAll(SET_VALUE)].map((match) => {
      const { above = "", key = "", value = "" } = match.groups ?? {};
      return { above, key, value, start: index + match.index + match[0].length - value.length };
    });
    return values.flatMap(({ above, key, value, start }) => {
      if (key !== "tag" || !new RegExp(`^${TAG}$`).test(value)) return [];
      const places = values.filter((one) => one.above === above && PLACE_FIELDS.has(one.key));
      return namesRepository(
        places.map((one) => one.value),
        repository,
      )
        ? [{ start, tag: value }]
        : [];
    });
  });
}

/**
 * Finds the tags in variables that stand for the tag of a reference: `ARG TAG=3.6.2`, `FROM dhi.io/traefik:${TAG}`.
 *
 * @param text a sample
 * @param repository the repository
 */
export function findVariables(text: string, repository: PinnedRepository): Pin[] {
  const references = text.matchAll(new RegExp(String.raw`${pulledPattern(repository)}:\$\{?(?<name>\w+)`, "g"));
  const names = new Set([...references].flatMap(({ groups }) => groups?.["name"] ?? []));
  return [...names].flatMap((name) => {
    // One variable for two images is the version of something else.
    const uses = (before: string) => text.match(new RegExp(String.raw`${before}:\$\{?${name}\b`, "g"))?.length ?? 0;
    if (uses(String.raw`[^\s"']`) !== uses(`(?:${pulledPattern(repository)})`)) return [];
    // A default, where the reference has one, or what the variable is set to.
    const set = String.raw`(?<![\w$.-])${escapeStringRegexp(name)}(?::?[-=]|: +)["']?`;
    const byDefault = String.raw`\$\{${escapeStringRegexp(name)}:?-`;
    const pattern = new RegExp(String.raw`(?:${set}|${byDefault})(?<tag>${TAG})(?=["'}]?(?:\s|$|[\\}:/;]))`, "g");
    return [...text.matchAll(pattern)].map((match) => {
      const { tag = "" } = match.groups ?? {};
      return { start: match.index + match[0].length - tag.length, tag };
    });
  });
}
